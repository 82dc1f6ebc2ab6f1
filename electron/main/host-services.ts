import { mkdtemp, realpath, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, isAbsolute, join } from 'node:path';
import { dialog, shell } from 'electron';
import type { FileReference } from '#shared/contract/operation';
import { Failure } from '#shared/failure';
import type { Messages } from '#shared/messages/messages';
import type { HostServices, Platform } from '#core/platform';
import { utilityIsolated } from '#main/utility-isolated';
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

async function isAgreed(asked: {
  title: string;
  message: string;
  detail: string;
  cancel: string;
  open: string;
}): Promise<boolean> {
  const { title, message, detail } = asked;
  const question = {
    type: 'question' as const,
    title,
    message,
    detail,
    buttons: [asked.cancel, asked.open],
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
  const { openLink: words } = messages;
  const question = { ...words, message: words.question, detail: words.detail(href) };
  if (!(await isAgreed(question))) return 'cancelled';
  await shell.openExternal(href);
  return 'opened';
}

async function openFile(
  { title, file, bytes, office }: Parameters<HostServices['openFile']>[0],
  copy: () => Promise<string>,
  { openFile: words }: Messages['host'],
): ReturnType<HostServices['openFile']> {
  const detail = words.detail(file, bytes, office);
  if (!(await isAgreed({ ...words, message: words.question(title), detail }))) return 'cancelled';
  const path = await copy();
  const problem = await shell.openPath(path);
  if (problem !== '') throw new Failure('unsupported', { where: file, detail: problem });
  return 'opened';
}

/** Bytes of the page get a file of their own in the temporary folder, which is removed once it was taken. */
function createKeeper(): Pick<HostServices, 'keepBytes' | 'fileOf'> {
  const kept = new Set<string>();
  return {
    async keepBytes(name, bytes) {
      const folder = await mkdtemp(join(await realpath(tmpdir()), 'lan-toa-'));
      const path = join(folder, 'given');
      await writeFile(path, bytes, { mode: 0o600 });
      kept.add(path);
      return { type: 'path', path, name };
    },
    async fileOf(reference) {
      const found = await fileOf(reference);
      if (!kept.has(found.path)) return found;
      const release = async (): Promise<void> => {
        kept.delete(found.path);
        await rm(dirname(found.path), { recursive: true, force: true });
      };
      return { ...found, release };
    },
  };
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
export function createHostServices(
  messages: () => Messages['host'],
  workerScript: Platform['workerScript'],
): HostServices {
  return {
    can: { chooseFolder: true, reveal: true, openOutside: true },
    chooseFolder,
    reveal(path) {
      shell.showItemInFolder(path);
      return Promise.resolve('shown');
    },
    openLink: (url) => openLink(url, messages()),
    openFile: (question, copy) => openFile(question, copy, messages()),
    ...createKeeper(),
    runIsolated: utilityIsolated(workerScript),
  };
}
