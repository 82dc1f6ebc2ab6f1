import { jsonText } from '#core/files/atomic-write';
import { inTransaction } from '#core/files/transaction';
import { layout } from '#core/library/layout';
import { officeName } from '#shared/model/office';
import { ourOffice, type OpenedLibrary } from '#core/library/opened-library';
import { changePractice } from '#core/practices/document';
import { Failure } from '#shared/failure';
import type { Work } from '#shared/model/practice';

/** Bookkeeping of the old one, and what must be answered anew. */
const dropped = ['revision', 'parents', 'period', 'reviewBy', 'translationOf', 'sample'] as const;

/**
 * Writes a new practice with the text and attachments of another one, in one step. Fails with `attachment-missing` where a
 * file of the old one is gone, and nothing is written.
 */
export async function copyPractice(
  library: OpenedLibrary,
  from: string,
  made: { readonly id: string; readonly title: string; readonly work: Work },
): Promise<void> {
  const { store } = library;
  const { document } = await store.read(from);
  const office = ourOffice(library);
  const fields = new Map<string, unknown>([
    ...dropped.map((key): [string, unknown] => [key, undefined]),
    ['id', made.id],
    ['title', made.title === '' ? undefined : made.title],
    ['office', officeName(office)],
  ]);
  const text = changePractice(document, { fields });
  await inTransaction(store.fileSystem, store.root, async (transaction) => {
    await transaction.put(layout.text(made.id), text);
    await transaction.put(layout.work(made.id), jsonText(made.work));
    for (const { file } of document.frontMatter.attachments ?? []) {
      const source = store.at(layout.attachment(from, file));
      if ((await store.fileSystem.information(source))?.kind !== 'file')
        throw new Failure('attachment-missing', { where: file });
      await transaction.put(layout.attachment(made.id, file), store.fileSystem.stream(source));
    }
  });
}
