import { layout } from '#core/library/layout';
import type { OpenedLibrary } from '#core/library/opened-library';
import { decodeText, type PracticeDocument } from '#core/practices/document';
import { isOpen } from '#core/practices/open-for-writing';
import type { StoredPractice } from '#core/practices/practice-store';
import { summarise, summariseDamaged } from '#core/practices/summary';
import type { Output } from '#shared/contract/contract';
import type { Practice } from '#shared/contract/practices';
import { toFailure } from '#shared/failure';
import type { Work } from '#shared/model/practice';
import { isSectionKey } from '#shared/model/section';

/** A practice as screens need it, where somebody may write on it: its text is remembered as the base of that. */
export async function viewPractice(
  library: OpenedLibrary,
  id: string,
  stored: StoredPractice,
): Promise<Practice> {
  const { document, hash } = stored;
  library.store.remember(id, stored);
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
    hints: hintsOf(document, work),
    hash,
    work: work ?? null,
    brokenAttachments: await brokenAttachments(library, id, stored),
    editable: summary.ours && !library.readOnly && isOpen(work),
  };
}

/** What to ask in which section: from the template that the practice began with. */
function hintsOf({ sections }: PracticeDocument, work: Work | undefined): Practice['hints'] {
  const earlier = sections.flatMap(({ key, hint }) =>
    key === null || hint === undefined ? [] : [[key, hint]],
  );
  const given = Object.entries(work?.hints ?? {}).filter(([key]) => isSectionKey(key));
  return Object.fromEntries([...earlier, ...given]) as Practice['hints'];
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
  } catch (error) {
    // What NUL has not replaced can still be read and copied.
    if (toFailure(error).rule === 'nul')
      return Buffer.from(bytes).toString('utf8').replaceAll('\0', '\u2400');
    return Buffer.from(bytes).toString('latin1');
  }
}
