import { sha256 } from '#core/files/hash';
import type { OpenedLibrary } from '#core/library/opened-library';
import type { StoredPractice } from '#core/practices/practice-store';
import { hindranceOf, needsText } from '#core/practices/status';
import { summarise } from '#core/practices/summary';
import type { PlannedChange } from '#shared/contract/bulk';
import { toFailure } from '#shared/failure';
import type { BulkChange, BulkReason } from '#shared/model/bulk';
import { isBeingWritten, type PracticeSummary, statusSteps, type Work } from '#shared/model/practice';

/** A planned change with what it was planned on. */
export interface Plan extends PlannedChange {
  readonly stored?: StoredPractice;
  readonly work?: Work;
}

/** Name of the practice as it is known where its text cannot be read. */
const titleOf = (library: OpenedLibrary, id: string): string => library.catalogue.get(id)?.title ?? '';

/**
 * What the change would do to one practice, as the catalogue knows it; its files are read only where their text decides.
 * Whatever is out of date there shows when the change is made: each plan names the text that it is about.
 */
export async function previewChange(
  library: OpenedLibrary,
  id: string,
  change: BulkChange,
): Promise<PlannedChange> {
  const summary = library.catalogue.get(id);
  const hash = library.catalogue.hash(id) ?? '';
  const isKnown = summary?.damaged === null && hash !== '';
  if (isKnown && !(change.type === 'step' && needsText(change.step)))
    return planFor(summary, hash, change, undefined);
  const { title, base, before, after, reason } = await planChange(library, id, change);
  return { id, title, base, before, after, reason };
}

/** What the change would do to one practice, as its files are now. */
export async function planChange(library: OpenedLibrary, id: string, change: BulkChange): Promise<Plan> {
  if (!(await library.store.exists(id))) return left(id, '', 'missing');
  try {
    const stored = await library.store.read(id);
    const work = await library.store.work(id);
    const facts = {
      status: work?.status ?? null,
      revision: null,
      changedAt: 0,
      office: library.office?.officeId,
    };
    const summary = summarise(stored.document, facts);
    return { ...planFor(summary, stored.hash, change, stored), stored, ...(work ? { work } : {}) };
  } catch (error) {
    const { code } = toFailure(error);
    if (code === 'not-found') return left(id, '', 'missing');
    if (code !== 'practice-damaged') throw error;
    const title = titleOf(library, id);
    if (change.type !== 'delete') return left(id, title, 'damaged');
    // To put it into the bin nobody has to read it, and there it can be mended as well as here.
    return { id, title, base: sha256(await library.store.bytes(id)), before: [], after: [], reason: null };
  }
}

/** Whether the practice still is as the plan found it; cheaper than planning again. */
export async function isAsPlanned(library: OpenedLibrary, { id, base, work }: Plan): Promise<boolean> {
  try {
    if (sha256(await library.store.bytes(id)) !== base) return false;
    return work === undefined || JSON.stringify(await library.store.work(id)) === JSON.stringify(work);
  } catch (error) {
    if (['not-found', 'practice-damaged'].includes(toFailure(error).code)) return false;
    throw error;
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

/** `stored` is needed only where the text decides. */
function planFor(
  summary: PracticeSummary,
  hash: string,
  change: BulkChange,
  stored: StoredPractice | undefined,
): PlannedChange {
  const { id, title } = summary;
  if (!summary.ours) return left(id, title, 'not-ours');
  const { before, after } = valuesOf(summary, change);
  const reason = reasonAgainst(summary, stored, change, same(before, after));
  return { id, title, base: hash, before, after, reason };
}

const same = (a: readonly string[], b: readonly string[]): boolean => JSON.stringify(a) === JSON.stringify(b);

function reasonAgainst(
  { status }: PracticeSummary,
  stored: StoredPractice | undefined,
  change: BulkChange,
  unchanged: boolean,
): BulkReason | null {
  if (change.type === 'delete') return null;
  if (change.type !== 'step')
    return !isBeingWritten(status ?? undefined) ? 'closed' : unchanged ? 'same' : null;
  const hindrance = hindranceOf(change.step, status, stored?.document);
  if (hindrance?.type === 'not-possible' && status === statusSteps[change.step].to) return 'same';
  return hindrance?.type ?? null;
}

function valuesOf(summary: PracticeSummary, change: BulkChange): { before: string[]; after: string[] } {
  switch (change.type) {
    case 'list': {
      const before = summary[change.list];
      return { before, after: changedList(before, change) };
    }
    case 'period':
      return { before: summary.period === null ? [] : [summary.period], after: [change.period] };
    case 'step':
      return { before: summary.status ? [summary.status] : [], after: [statusSteps[change.step].to] };
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
