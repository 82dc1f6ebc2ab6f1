import { sha256 } from '#core/files/hash';
import type { OpenedLibrary } from '#core/library/opened-library';
import type { StoredPractice } from '#core/practices/practice-store';
import { isOpen } from '#core/practices/practice-view';
import { isOurs } from '#core/practices/summary';
import type { PlannedChange } from '#shared/contract/bulk';
import { toFailure } from '#shared/failure';
import type { BulkChange, BulkReason } from '#shared/model/bulk';
import { checkCompleteness } from '#shared/model/completeness';
import { statusSteps, stepsFrom, type Work } from '#shared/model/practice';

/** A planned change with what it was planned on. */
export interface Plan extends PlannedChange {
  readonly stored?: StoredPractice;
  readonly work?: Work;
}

type Found = { stored: StoredPractice; work: Work | undefined };

/** What the change would do to one practice, as its files are now. */
export async function planChange(library: OpenedLibrary, id: string, change: BulkChange): Promise<Plan> {
  if (!(await library.store.exists(id))) return left(id, '', 'missing');
  try {
    const stored = await library.store.read(id);
    return planFor(library, id, { stored, work: await library.store.work(id) }, change);
  } catch (error) {
    const { code } = toFailure(error);
    if (code === 'not-found') return left(id, '', 'missing');
    if (code !== 'practice-damaged') throw error;
    return left(id, library.catalogue.get(id)?.title ?? '', 'damaged');
  }
}

const left = (id: string, title: string, reason: BulkReason): Plan => ({
  id,
  title,
  base: null,
  before: [],
  after: [],
  reason,
});

function planFor(library: OpenedLibrary, id: string, { stored, work }: Found, change: BulkChange): Plan {
  const { frontMatter } = stored.document;
  const title = frontMatter.title ?? '';
  const stay = (reason: BulkReason): Plan => left(id, title, reason);
  if (!isOurs(frontMatter.origin, frontMatter.sample === true, library.office?.officeId))
    return stay('not-ours');
  const { before, after } = valuesOf({ stored, work }, change);
  const reason = reasonAgainst({ stored, work }, change, same(before, after));
  const plan = { id, title, base: stored.hash, before, after, reason, stored };
  return work ? { ...plan, work } : plan;
}

const same = (a: readonly string[], b: readonly string[]): boolean => JSON.stringify(a) === JSON.stringify(b);

function reasonAgainst({ stored, work }: Found, change: BulkChange, unchanged: boolean): BulkReason | null {
  if (change.type === 'delete') return null;
  if (change.type === 'step') {
    if (!work || !stepsFrom(work.status).includes(change.step)) {
      return work?.status === statusSteps[change.step].to ? 'same' : 'not-possible';
    }
    const { frontMatter, sections } = stored.document;
    const { missing } = checkCompleteness(frontMatter, sections);
    return change.step === 'approve' && missing.length > 0 ? 'incomplete' : null;
  }
  if (!isOpen(work)) return 'closed';
  return unchanged ? 'same' : null;
}

function valuesOf({ stored, work }: Found, change: BulkChange): { before: string[]; after: string[] } {
  const { frontMatter } = stored.document;
  switch (change.type) {
    case 'list': {
      const before = frontMatter[change.list] ?? [];
      return { before, after: changedList(before, change) };
    }
    case 'period':
      return { before: frontMatter.period === undefined ? [] : [frontMatter.period], after: [change.period] };
    case 'step':
      return { before: work ? [work.status] : [], after: [statusSteps[change.step].to] };
    case 'delete':
      return { before: [], after: [] };
  }
}

function changedList(before: readonly string[], change: Extract<BulkChange, { type: 'list' }>): string[] {
  const keys = [...new Set(change.keys)];
  if (change.mode === 'remove') return before.filter((key) => !keys.includes(key));
  const kept = change.mode === 'add' ? before : before.filter((key) => keys.includes(key));
  return [...kept, ...keys.filter((key) => !kept.includes(key))];
}

/** The changed keys of the front matter of a plan; undefined where the text is not changed. */
export function changedFields(change: BulkChange, { after }: Plan): Map<string, unknown> | undefined {
  if (change.type === 'list') return new Map([[change.list, after.length === 0 ? undefined : after]]);
  if (change.type === 'period') return new Map([['period', after[0]]]);
  return undefined;
}

/** SHA-256 of a text as it is written. */
export const hashOf = (text: string): string => sha256(Buffer.from(text));
