import { inParallel } from '#core/files/in-parallel';
import type { OpenedLibrary } from '#core/library/opened-library';
import type { ReviewItem, ReviewLine, ReviewList } from '#shared/contract/review';
import { isOfPeriod } from '#shared/model/choice';
import { checkCompleteness } from '#shared/model/completeness';
import type { Role } from '#shared/model/office';
import { comparePeriods, type Period, periodParts } from '#shared/model/period';
import type { PracticeSummary, Work } from '#shared/model/practice';
import { weaknesses } from '#shared/model/quality';
import { type LevelCount, levelsOf, noteOf, type Standing, standingOf, waitsFor } from '#shared/model/review';

type Line = Work['log'][number];

/** Practices of ours that were submitted, as the catalogue knows them. */
function submitted({ catalogue }: OpenedLibrary): PracticeSummary[] {
  return [...catalogue.summaries()].filter(
    ({ ours, status, damaged }) => ours && status === 'submitted' && damaged === null,
  );
}

/** What waits in a period. `today` is YYYY-MM-DD. */
export async function readReview(
  library: OpenedLibrary,
  period: Period,
  levels: LevelCount,
  today: string,
): Promise<ReviewList> {
  const all = submitted(library);
  const isHere = (one: PracticeSummary): boolean => one.period === null || isOfPeriod(one.period, period);
  const read = await inParallel(all.filter(isHere), (one) => readItem(library, one, levels, today));
  const counts = new Map<string, number>();
  for (const { period: other } of all.filter((one) => !isHere(one)))
    if (other !== null) counts.set(other, (counts.get(other) ?? 0) + 1);
  return {
    levels,
    items: read.flatMap((item) => item ?? []),
    elsewhere: Array.from(counts, ([name, count]) => ({ period: name, count })).toSorted((a, b) =>
      comparePeriods(a.period, b.period),
    ),
  };
}

/** Undefined where it cannot be read, or was moved since it was listed. */
async function readItem(
  library: OpenedLibrary,
  { id, title, fields, period, writer = '' }: PracticeSummary,
  levels: LevelCount,
  today: string,
): Promise<ReviewItem | undefined> {
  const { store } = library;
  const stored = await store.read(id).catch(() => undefined);
  const work = await store.work(id).catch(() => undefined);
  if (!stored || !work) return undefined;
  const standing = standingOf(work);
  const waits = waitsFor(standing, levels);
  if (waits === null) return undefined;
  const { frontMatter, sections } = stored.document;
  return {
    ...{ id, title: frontMatter.title ?? title, fields, period, writer, waits },
    unit: work.unit ?? '',
    results: frontMatter.results ?? [],
    hash: stored.hash,
    ...linesOf(standing),
    missing: [...checkCompleteness(frontMatter, sections).missing],
    weak: weaknesses(frontMatter, sections, today),
    comments: (work.comments ?? []).filter(isOpen).length,
  };
}

function linesOf({
  submitted: at,
  passed,
  returned,
  opinions,
}: Standing): Pick<ReviewItem, 'submitted' | 'passed' | 'returned' | 'opinions'> {
  return {
    submitted: at && toLine(at),
    passed: passed && toLine(passed),
    returned: returned && { ...toLine(returned), revision: returned.revision ?? null },
    opinions: opinions.map((line) => {
      const { leader = '', on = '' } = noteOf(line).opinion ?? {};
      return { ...toLine(line), leader, on };
    }),
  };
}

const isOpen = ({ resolvedAt, removedAt }: NonNullable<Work['comments']>[number]): boolean =>
  resolvedAt === undefined && removedAt === undefined;

function toLine(line: Line): ReviewLine {
  const { by, at, reason = '' } = line;
  return { by, at, reason, onBehalf: noteOf(line).onBehalf === true };
}

/** What waits for somebody with these roles; reads files only where there are two levels. */
export async function countWaiting(
  library: OpenedLibrary,
  levels: LevelCount,
  mine: readonly Role[],
): Promise<{ count: number; period: Period | null }> {
  const wanted = levelsOf(mine);
  const isMine = async ({ id }: PracticeSummary): Promise<boolean> => {
    if (levels === 1 || wanted.length === 2) return levels === 2 || wanted.includes('department');
    const work = await library.store.work(id).catch(() => undefined);
    const waits = work ? waitsFor(standingOf(work), levels) : null;
    return waits !== null && wanted.includes(waits);
  };
  const found = await inParallel(submitted(library), async (one) => ((await isMine(one)) ? [one] : []));
  const mineNow = found.flat();
  const periods = mineNow.flatMap(({ period }) => (period !== null && periodParts(period) ? [period] : []));
  return { count: mineNow.length, period: periods.toSorted(comparePeriods).at(-1) ?? null };
}
