import type { OpenedLibrary } from '#core/library/opened-library';
import type { HandlersOf, Input, Output } from '#shared/contract/contract';
import type { listsOperations as operations, PracticeRow } from '#shared/contract/lists';
import { periodRank } from '#shared/model/period';
import type { PracticeSummary, Status } from '#shared/model/practice';

/** Lists of many practices and counts, from the catalogue alone. `library` fails when none is open. */
export function listOperations(library: () => OpenedLibrary): HandlersOf<typeof operations> {
  return {
    'practices.list': (input) => Promise.resolve().then(() => rows(library(), input)),
    'practices.overview': ({ newest }) => Promise.resolve().then(() => overview(library(), newest)),
  };
}

function rows(
  { catalogue }: OpenedLibrary,
  { ours, damaged, ids, periods }: Input<'practices.list'>,
): PracticeRow[] {
  const found =
    ids === undefined
      ? catalogue.summaries()
      : [...new Set(ids)].map((id) => catalogue.get(id)).filter((summary) => summary !== undefined);
  const wanted: PracticeRow[] = [];
  for (const summary of found) {
    if (ours === true && !summary.ours) continue;
    if (damaged === true && summary.damaged === null) continue;
    if (periods === undefined) wanted.push(toRow(summary));
    else if (summary.period !== null && periods.includes(summary.period))
      wanted.push({ ...toRow(summary), origin: summary.origin });
  }
  return wanted;
}

function toRow(summary: PracticeSummary): PracticeRow {
  const { id, title, office, period, fields, status, ours, sample, changedAt, damaged } = summary;
  const { writer, unit, weak } = summary;
  const row = { id, title, office, period, fields, status, ours, sample, changedAt, damaged };
  return {
    ...row,
    ...(writer === undefined ? {} : { writer }),
    ...(unit === undefined ? {} : { unit }),
    ...(weak === undefined ? {} : { weak }),
  };
}

function overview({ catalogue }: OpenedLibrary, newest: number): Output<'practices.overview'> {
  const counts: Record<Status, number> = { draft: 0, submitted: 0, returned: 0, approved: 0 };
  let damaged: string | null = null;
  const first: Ranked[] = [];
  for (const summary of catalogue.summaries()) {
    if (summary.ours && summary.status !== null) counts[summary.status] += 1;
    // What cannot be read is work, not news.
    if (summary.damaged !== null) damaged ??= summary.id;
    else noteNewest(first, { summary, rank: periodRank(summary.period ?? '') }, newest);
  }
  return { counts, damaged, newest: first.map(({ summary }) => summary) };
}

interface Ranked {
  readonly summary: PracticeSummary;
  readonly rank: number;
}

const isNewer = (a: Ranked, b: Ranked): boolean =>
  a.rank === b.rank ? a.summary.changedAt > b.summary.changedAt : a.rank > b.rank;

/** Keeps the newest few in order, without sorting all. */
function noteNewest(first: Ranked[], one: Ranked, most: number): void {
  const last = first.at(-1);
  if (first.length >= most && (last === undefined || !isNewer(one, last))) return;
  const at = first.findIndex((other) => isNewer(one, other));
  first.splice(at < 0 ? first.length : at, 0, one);
  if (first.length > most) first.pop();
}
