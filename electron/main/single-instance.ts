import { app } from 'electron';
import { parseProgramArguments, type ProgramArguments } from '#core/hosting/program-arguments';
import type { OpenedFiles } from '#main/opened-files';
import { bringToFront } from '#main/window';

/** What follows the program on the command line; not packaged, the program's folder stands there too. */
export function readArguments(argv: readonly string[]): ProgramArguments {
  return parseProgramArguments(argv.slice(app.isPackaged ? 1 : 2), true);
}

/**
 * Whether this is the only running program of this person: two would write the same settings and caches. A second one
 * hands its files over and ends; its command line is read as any other, so it can open bundles and nothing more.
 */
export function becomeOnlyInstance(opened: OpenedFiles): boolean {
  if (!app.requestSingleInstanceLock()) return false;
  app.on('second-instance', (_event, argv, folder) => {
    opened.add(readArguments(argv).files, folder);
    bringToFront();
  });
  return true;
}
