import { countUnits } from '#core/looking-back/count-units';
import type { PastColumn, PastFigure } from '#shared/contract/looking-back';
import { periodsWithin } from '#shared/model/coverage';
import type { Period } from '#shared/model/period';
import type { PracticeSummary } from '#shared/model/practice';

/** What is looked at of a practice. */
export type PastPractice = Pick<
  PracticeSummary,
  'id' | 'title' | 'period' | 'fields' | 'evidence' | 'status' | 'ours' | 'sample' | 'damaged'
> &
  Partial<Pick<PracticeSummary, 'weak' | 'basedOn'>> & {
    /** The unit that contributed it, as `unitKey` gives it. */
    readonly unit: string | null;
  };

/** Who was to report for a period and who has said that there is nothing; units as `unitKey` gives them. */
export interface PastReport {
  readonly asked: readonly string[];
  readonly nil: readonly string[];
  /** Null where nobody said until when. */
  readonly isOver: boolean | null;
}

/** Everything that is counted when periods are looked back on. */
export interface PastSource {
  readonly practices: Iterable<PastPractice>;
  readonly compilations: ReadonlyMap<Period, { readonly items: readonly string[]; readonly issued: boolean }>;
  readonly reports: ReadonlyMap<Period, PastReport>;
  /** Practices that another office says it has adopted. */
  readonly adopted: ReadonlySet<string>;
  /** Practices that came as an answer whatever their status: by a form. */
  readonly answers: ReadonlySet<string>;
}

/** A practice and the figures of a period that it counts in. */
interface Behind<P extends PastPractice> {
  readonly practice: P;
  readonly figures: Map<string, PastFigure>;
}

/** The same, as it is looked up. */
export type SortedPast<P extends PastPractice> = Omit<PastSource, 'practices'> & {
  readonly byId: ReadonlyMap<string, P>;
  /** Ours that can be read, by their own period. */
  readonly byPeriod: ReadonlyMap<string, readonly P[]>;
};

/**
 * What became of each of the periods, in their order. A running sum has what its quarters have, each practice and each unit once.
 * `turn` is awaited before each period, so that others get theirs; it ends the counting by failing.
 */
export async function lookBack(
  source: PastSource,
  periods: readonly Period[],
  turn: () => Promise<void>,
): Promise<PastColumn[]> {
  const sorted = sort(source);
  const columns: PastColumn[] = [];
  for (const period of periods) {
    await turn();
    columns.push({
      period,
      units: countUnits(sorted, period),
      figures: countsOf(behindAll(sorted, period)),
    });
  }
  return columns;
}

/** The practices that a figure of a period counts, in the order of the source. */
export function practicesBehind<P extends PastPractice>(
  source: PastSource & { readonly practices: Iterable<P> },
  period: Period,
  figure: PastFigure,
): P[] {
  const wanted = nameOf(figure);
  return [...behindAll(sort<P>(source), period).values()]
    .filter(({ figures }) => figures.has(wanted))
    .map(({ practice }) => practice);
}

const nameOf = ({ of, key }: PastFigure): string => `${of} ${key}`;

function sort<P extends PastPractice>({
  practices,
  ...rest
}: PastSource & { readonly practices: Iterable<P> }): SortedPast<P> {
  const byId = new Map<string, P>();
  const byPeriod = new Map<string, P[]>();
  for (const practice of practices) {
    const { id, period, ours, sample, damaged } = practice;
    if (sample || damaged !== null) continue;
    byId.set(id, practice);
    if (!ours || period === null) continue;
    const same = byPeriod.get(period);
    if (same) same.push(practice);
    else byPeriod.set(period, [practice]);
  }
  return { ...rest, byId, byPeriod };
}

function behindAll<P extends PastPractice>(source: SortedPast<P>, period: Period): Map<string, Behind<P>> {
  const found = new Map<string, Behind<P>>();
  const note = (practice: P, figures: readonly PastFigure[]): void => {
    let known = found.get(practice.id);
    if (!known) found.set(practice.id, (known = { practice, figures: new Map() }));
    for (const figure of figures) known.figures.set(nameOf(figure), figure);
  };
  for (const part of periodsWithin(period)) {
    for (const practice of source.byPeriod.get(part) ?? []) note(practice, figuresOf(practice, source));
    const { items = [], issued = false } = source.compilations.get(part) ?? {};
    for (const id of items) {
      const practice = source.byId.get(id);
      if (practice) note(practice, chosenFigures(practice, issued));
    }
  }
  return found;
}

const plain = (of: PastFigure['of']): PastFigure => ({ of, key: '' });

function figuresOf(practice: PastPractice, { byId, adopted }: SortedPast<PastPractice>): PastFigure[] {
  const { id, status, fields, evidence, weak, basedOn } = practice;
  const isSubmitted = status !== null && status !== 'draft';
  // Our own earlier one, written anew, came from nobody else.
  const isAdapted = basedOn !== undefined && byId.get(basedOn)?.ours !== true;
  return [
    plain('all'),
    ...(isSubmitted ? [plain('submitted')] : []),
    ...(status === 'approved' ? [plain('approved')] : []),
    ...(fields.length === 0 ? [''] : fields).map((key): PastFigure => ({ of: 'field', key })),
    { of: 'evidence', key: evidence ?? '' },
    ...(adopted.has(id) ? [plain('adopted')] : []),
    ...(isAdapted ? [plain('adapted')] : []),
    ...(weak === true ? [plain('weak')] : []),
  ];
}

function chosenFigures({ ours }: PastPractice, issued: boolean): PastFigure[] {
  if (!ours) return [plain('peers')];
  return issued ? [plain('chosen'), plain('issued')] : [plain('chosen')];
}

function countsOf(all: ReadonlyMap<string, Behind<PastPractice>>): PastColumn['figures'] {
  const counts = new Map<string, PastColumn['figures'][number]>();
  for (const { figures } of all.values())
    for (const [name, figure] of figures) {
      const known = counts.get(name);
      if (known) known.count += 1;
      else counts.set(name, { ...figure, count: 1 });
    }
  return [...counts.values()];
}
