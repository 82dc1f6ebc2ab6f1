import { realpath, stat } from 'node:fs/promises';
import { isAbsolute } from 'node:path';
import { dialog, shell } from 'electron';
import type { FileReference } from '#shared/contract/operation';
import { Failure } from '#shared/failure';
import type { Messages } from '#shared/messages/messages';
import type { HostServices } from '#core/platform';
import { ourWindow } from '#main/window';

async function chooseFolder(title: string): ReturnType<HostServices['chooseFolder']> {
  const options = { title, properties: ['openDirectory', 'createDirectory'] } as const;
  const window = ourWindow();
  const settings = { ...options, properties: [...options.properties] };
  const { canceled, filePaths } = await (window
    ? dialog.showOpenDialog(window, settings)
    : dialog.showOpenDialog(settings));
  const [path] = filePaths;
  return canceled || path === undefined ? { type: 'cancelled' } : { type: 'chosen', path };
}

async function isAgreed(url: string, { openLink }: Messages['host']): Promise<boolean> {
  const question = {
    type: 'question' as const,
    title: openLink.title,
    message: openLink.question,
    detail: openLink.detail(url),
    buttons: [openLink.cancel, openLink.open],
    defaultId: 0,
    cancelId: 0,
    noLink: true,
  };
  const window = ourWindow();
  const { response } = await (window
    ? dialog.showMessageBox(window, question)
    : dialog.showMessageBox(question));
  return response === 1;
}

/** Hands only https addresses to the system, and only after the person has read the address and agreed. */
async function openLink(address: string, messages: Messages['host']): ReturnType<HostServices['openLink']> {
  const { protocol, href } = new URL(address);
  if (protocol !== 'https:') throw new Failure('bad-input', { rule: 'https', where: address });
  if (!(await isAgreed(href, messages))) return 'cancelled';
  await shell.openExternal(href);
  return 'opened';
}

/** Accepts the absolute path of a regular file that is there; a folder, a device or a pipe is refused. */
async function fileOf(reference: FileReference): ReturnType<HostServices['fileOf']> {
  const refused = new Failure('bad-input', { rule: 'file-reference', where: reference.name });
  if (reference.type !== 'path' || !isAbsolute(reference.path) || reference.path.includes('\0'))
    throw refused;
  const path = await realpath(reference.path);
  if (!(await stat(path)).isFile()) throw refused;
  return { path, release: () => Promise.resolve() };
}

/** The desktop's own dialogs, file manager and browser. `messages` gives those of the present language. */
export function createHostServices(messages: () => Messages['host']): HostServices {
  return {
    can: { chooseFolder: true, reveal: true, openOutside: true },
    chooseFolder,
    reveal(path) {
      shell.showItemInFolder(path);
      return Promise.resolve('shown');
    },
    openLink: (url) => openLink(url, messages()),
    fileOf,
  };
}
