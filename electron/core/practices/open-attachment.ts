import { join } from 'node:path';
import { removeFolder } from '#core/files/folder';
import { layout } from '#core/library/layout';
import type { OpenedLibrary } from '#core/library/opened-library';
import type { Platform } from '#core/platform';
import type { Output } from '#shared/contract/contract';
import { Failure } from '#shared/failure';
import { runsWhenOpened } from '#shared/model/file-kind';

/** Copies of earlier days (milliseconds) are removed when the next file is opened. */
const keptFor = 24 * 60 * 60_000;

/**
 * Opens a copy of an attachment in the system's program: what is changed there does not reach the library. The host
 * asks first, with the file's title, name and the office that it comes from.
 */
export async function openAttachment(
  library: OpenedLibrary,
  platform: Pick<Platform, 'host' | 'fileSystem' | 'profileFolder' | 'now'>,
  id: string,
  file: string,
): Promise<Output<'attachments.open'>> {
  const { store } = library;
  const { attachments = [], office = '' } = (await store.read(id)).document.frontMatter;
  const entry = attachments.find((attachment) => attachment.file === file);
  const source = store.at(layout.attachment(id, file));
  const found = await store.fileSystem.information(source);
  if (!entry || found?.kind !== 'file') throw new Failure('attachment-missing', { where: file });
  if (runsWhenOpened(file)) return { type: 'refused' };
  if (!platform.host.can.openOutside) return { type: 'unsupported' };
  const copies = join(platform.profileFolder, 'opened');
  await removeOld(platform, copies);
  const folder = join(copies, entry.sha256.slice(0, 16));
  const copy = join(folder, file);
  const question = { title: entry.title || file, file, bytes: found.bytes, office };
  return {
    type: await platform.host.openFile(question, async () => {
      await platform.fileSystem.makeFolder(folder);
      await platform.fileSystem.write(copy, platform.fileSystem.stream(source));
      return copy;
    }),
  };
}

/** A copy that a program still holds stays until the next time. */
async function removeOld(
  { fileSystem, now }: Pick<Platform, 'fileSystem' | 'now'>,
  copies: string,
): Promise<void> {
  for (const { name } of await fileSystem.list(copies)) {
    const folder = join(copies, name);
    const changedAt = (await fileSystem.information(folder))?.changedAt ?? 0;
    if (now().getTime() - changedAt > keptFor) await removeFolder(fileSystem, folder).catch(() => undefined);
  }
}
