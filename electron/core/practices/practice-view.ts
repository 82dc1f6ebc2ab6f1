import { layout } from '#core/library/layout';
import type { OpenedLibrary } from '#core/library/opened-library';
import { decodeText } from '#core/practices/document';
import type { StoredPractice } from '#core/practices/practice-store';
import { summarise, summariseDamaged } from '#core/practices/summary';
import type { Output } from '#shared/contract/contract';
import type { Practice } from '#shared/contract/practices';
import { toFailure } from '#shared/failure';
import type { Work } from '#shared/model/practice';

/** A practice as screens need it. */
export async function viewPractice(
  library: OpenedLibrary,
  id: string,
  stored: StoredPractice,
): Promise<Practice> {
  const { document, hash } = stored;
  const work = await library.store.work(id);
  const revision = await library.revisions.last(id);
  const information = await library.store.fileSystem.information(library.store.at(layout.text(id)));
  const summary = summarise(document, {
    status: work?.status ?? null,
    revision: revision?.hash ?? null,
    changedAt: information?.changedAt ?? 0,
    office: library.office?.officeId,
  });
  return {
    summary,
    frontMatter: document.frontMatter,
    preamble: document.preamble,
    sections: document.sections.map(({ key, heading, body }) => ({ key, heading, body })),
    hash,
    work: work ?? null,
    brokenAttachments: await brokenAttachments(library, id, stored),
    editable: summary.ours && !library.readOnly && isOpen(work),
  };
}

/** What was approved is changed only after it was opened again: the approval is of those bytes. */
export function isOpen(work: Work | undefined): boolean {
  return work?.status !== 'approved';
}

/** Attachments that are gone, or whose size is another one (their hash is checked when a revision is minted). */
async function brokenAttachments(
  library: OpenedLibrary,
  id: string,
  { document }: StoredPractice,
): Promise<Practice['brokenAttachments']> {
  const broken: Practice['brokenAttachments'] = [];
  for (const { file, bytes } of document.frontMatter.attachments ?? []) {
    const found = await library.store.fileSystem.information(library.store.at(layout.attachment(id, file)));
    if (found?.kind !== 'file') broken.push({ file, reason: 'missing' });
    else if (found.bytes !== bytes) broken.push({ file, reason: 'changed' });
  }
  return broken;
}

/** The practice, or its raw text with the reason where it cannot be read. */
export async function findPractice(library: OpenedLibrary, id: string): Promise<Output<'practices.get'>> {
  if (!(await library.store.exists(id))) return { type: 'missing' };
  try {
    const stored = await library.store.read(id);
    return { type: 'practice', practice: await viewPractice(library, id, stored) };
  } catch (error) {
    const failure = toFailure(error);
    if (failure.code !== 'practice-damaged') throw failure;
    const summary = summariseDamaged(id, failure, 0);
    const { message, line } = summary.damaged ?? { message: failure.code, line: null };
    return { type: 'damaged', summary, text: await rawText(library, id), message, line };
  }
}

async function rawText(library: OpenedLibrary, id: string): Promise<string> {
  const bytes = await library.store.bytes(id);
  try {
    return decodeText(bytes);
  } catch {
    return Buffer.from(bytes).toString('latin1');
  }
}
