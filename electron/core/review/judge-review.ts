import type { OpenedLibrary } from '#core/library/opened-library';
import { statusLine } from '#core/practices/open-for-writing';
import type { StoredPractice } from '#core/practices/practice-store';
import type { Input } from '#shared/contract/contract';
import type { ReviewLeft } from '#shared/contract/review';
import { toFailure } from '#shared/failure';
import type { BulkReason } from '#shared/model/bulk';
import { checkCompleteness } from '#shared/model/completeness';
import type { Work } from '#shared/model/practice';
import { canDecide, decisionStatus, standingOf } from '#shared/model/review';

export type Asked = Input<'review.apply'>['items'][number];

type Judged =
  | { readonly type: 'possible'; readonly title: string; readonly work: Work }
  | { readonly type: 'left'; readonly left: ReviewLeft };

/** Text, log or files of the practice are not as they must be. */
export function isUnreadable(error: unknown): boolean {
  const { code } = toFailure(error);
  return code === 'practice-damaged' || code.startsWith('attachment-');
}

/** Whether a decision can be made of a practice as its files are now, or what stands against it. */
export async function judge(library: OpenedLibrary, asked: Asked): Promise<Judged> {
  const { id } = asked;
  const title = library.catalogue.get(id)?.title ?? '';
  const left = (reason: BulkReason, more: Partial<ReviewLeft> = {}): Judged => {
    return { type: 'left', left: { id, title, reason, overtaken: null, missing: [], ...more } };
  };
  if (!(await library.store.exists(id))) return left('missing');
  try {
    const stored = await library.store.read(id);
    const work = await library.store.work(id);
    if (!work) return left('not-ours');
    const against = hindrance(asked, stored, work);
    if (against) return left(...against);
    return { type: 'possible', title: stored.document.frontMatter.title ?? title, work };
  } catch (error) {
    if (isUnreadable(error)) return left('damaged');
    throw error;
  }
}

function hindrance(
  { base, decision }: Asked,
  { document, hash }: StoredPractice,
  work: Work,
): [BulkReason, Partial<ReviewLeft>] | undefined {
  const standing = standingOf(work);
  if (!canDecide(standing, decision)) {
    const last = decision === 'pass' && standing.status === 'submitted' ? standing.passed : statusLine(work);
    const overtaken = last ? { by: last.by, at: last.at, step: last.step } : null;
    const to = decisionStatus[decision] ?? 'submitted';
    return [standing.status === to ? 'same' : 'not-possible', { overtaken }];
  }
  if (hash !== base) return ['changed', {}];
  if (decision !== 'approve') return undefined;
  const missing = [...checkCompleteness(document.frontMatter, document.sections).missing];
  return missing.length > 0 ? ['incomplete', { missing }] : undefined;
}
