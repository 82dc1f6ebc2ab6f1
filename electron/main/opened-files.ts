import { basename, resolve } from 'node:path';
import { app, type WebContents } from 'electron';
import type { FileReference } from '#shared/contract/operation';
import { tellPage } from '#main/ipc';

/** Files that the system asked the program to open; kept until there is a page to tell. */
export interface OpenedFiles {
  /** Takes the bundles among `paths`; what is relative is so to `folder`. */
  add(paths: readonly string[], folder: string): void;
  /** From now on this page is told, first of what was kept. */
  tell(page: WebContents): void;
}

const isBundle = (path: string): boolean => /\.(?:lantoa|zip)$/i.test(path);

function referenceTo(path: string): FileReference {
  return { type: 'path', path, name: basename(path).slice(0, 255) };
}

export function createOpenedFiles(): OpenedFiles {
  let kept: FileReference[] = [];
  let page: WebContents | undefined;

  const deliver = (): void => {
    if (!page || kept.length === 0) return;
    const files = kept;
    kept = [];
    tellPage(page, 'files.opened', { files });
  };

  return {
    add(paths, folder) {
      kept.push(...paths.filter(isBundle).map((path) => referenceTo(resolve(folder, path))));
      deliver();
    },
    tell(contents) {
      // Scripts of the page have run by then and listen.
      contents.on('did-finish-load', () => {
        page = contents;
        deliver();
      });
    },
  };
}

/** macOS opens files by this event, at any time and also before the program is ready. */
export function followOpenFile(opened: OpenedFiles): void {
  app.on('open-file', (event, path) => {
    event.preventDefault();
    opened.add([path], '/');
  });
}
