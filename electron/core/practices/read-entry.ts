import { countCopyNames } from '#core/copies/copy-name';
import { sha256 } from '#core/files/hash';
import { layout } from '#core/library/layout';
import type { Entry } from '#core/practices/catalogue-cache';
import type { PracticeState } from '#core/practices/practice-stamp';
import type { PracticeStore } from '#core/practices/practice-store';
import { summarise, summariseDamaged } from '#core/practices/summary';
import { Failure, toFailure } from '#shared/failure';
import { idSchema } from '#shared/model/practice';

/** Reads a practice for the catalogue; one that cannot be read gets a line that says why. `office` is our own. */
export async function readEntry(
  store: PracticeStore,
  id: string,
  { text, work: workFile, record, stamp }: PracticeState,
  office: string | undefined,
): Promise<Entry> {
  const changedAt = text?.changedAt ?? 0;
  let copies = 0;
  try {
    copies = countCopyNames(await store.fileSystem.list(store.at(layout.practice(id))));
    if (!idSchema.safeParse(id).success) {
      throw new Failure('practice-damaged', { where: '1', rule: 'id', detail: `folder name ${id}` });
    }
    const { document, hash } = await store.read(id);
    const work = await store.work(id);
    const revision = record ? sha256(await store.fileSystem.read(store.at(layout.record(id)))) : null;
    const facts = { status: work?.status ?? null, revision, changedAt, office, work };
    return { stamp, hash, copies, summary: summarise(document, facts) };
  } catch (error) {
    const failure = toFailure(error);
    const ours = workFile !== undefined && office !== undefined && idSchema.safeParse(id).success;
    const summary = summariseDamaged(id, failure, changedAt, ours);
    // What is damaged is read again once it changes; what cannot be read now is tried again, whatever hindered it.
    const settled = failure.code === 'practice-damaged' ? stamp : '';
    return { stamp: settled, hash: '', copies, summary };
  }
}
