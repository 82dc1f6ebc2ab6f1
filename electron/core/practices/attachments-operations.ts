import type { OpenedLibrary } from '#core/library/opened-library';
import type { Platform } from '#core/platform';
import { relist } from '#core/practices/attachment-relist';
import { replaceAttachment, restoreOriginal } from '#core/practices/attachment-swap';
import { arrange } from '#core/practices/attachments';
import { openAttachment } from '#core/practices/open-attachment';
import { changeOurs } from '#core/practices/change-ours';
import type { Author } from '#core/practices/revision-minting';
import { marksInPractices } from '#core/practices/secrecy-check';
import type { attachmentsOperations as operations } from '#shared/contract/attachments';
import type { HandlersOf } from '#shared/contract/contract';

/** What is done with attachments once they are there. */
export function attachmentsOperations(deps: {
  readonly platform: Pick<Platform, 'host' | 'fileSystem' | 'profileFolder' | 'now'>;
  /** The open library; fails when there is none. */
  library(): OpenedLibrary;
  /** Name of the person at the keyboard, for the log. */
  me(): string;
}): HandlersOf<typeof operations> {
  const { platform } = deps;
  const author = (): Author => ({ by: deps.me(), at: platform.now() });
  return {
    async 'attachments.replace'(input) {
      const given = await platform.host.fileOf(input.with);
      const source = { path: given.path, name: input.with.name };
      try {
        return await changeOurs(deps.library(), input.id, (library) =>
          replaceAttachment(library, input, source, author()),
        );
      } finally {
        await given.release();
      }
    },
    'attachments.restoreOriginal': async (input) =>
      changeOurs(deps.library(), input.id, (library) => restoreOriginal(library, input, author())),
    'attachments.arrange': async (input) =>
      changeOurs(deps.library(), input.id, (library) => arrange(library, input)),
    'attachments.relist': async (input) =>
      changeOurs(deps.library(), input.id, (library) => relist(library, input)),
    'attachments.open': async ({ id, file }) => openAttachment(deps.library(), platform, id, file),
    'attachments.marks': async ({ ids }) => marksInPractices(deps.library(), ids),
    async 'attachments.giveBytes'({ name, base64 }) {
      const file = await platform.host.keepBytes(name, Buffer.from(base64, 'base64'));
      return file === 'unsupported' ? { type: 'unsupported' } : { type: 'given', file };
    },
  };
}
