import { vietnamDate } from '#core/bundle/vietnam-date';
import { readCompilation } from '#core/compilation/compilation-file';
import { readNils } from '#core/coverage/nil-records';
import { reportingPlan } from '#core/coverage/reporting-plan';
import { inParallel } from '#core/files/in-parallel';
import { readForms } from '#core/forms/form-records';
import type { OpenedLibrary } from '#core/library/opened-library';
import type { PastPractice, PastReport, PastSource } from '#core/looking-back/look-back';
import { isBegun } from '#core/quarter/begun-period';
import { StatementJudge } from '#core/statements/judge';
import type { Statements } from '#core/statements/statement-store';
import { Failure } from '#shared/failure';
import { issuedItems } from '#shared/model/compilation';
import { periodsWithin, unitKey } from '#shared/model/coverage';
import type { FormRecord } from '#shared/model/form';
import type { Period } from '#shared/model/period';
import type { PracticeSummary } from '#shared/model/practice';

export interface PastDependencies {
  readonly library: OpenedLibrary;
  readonly statements: Pick<Statements, 'list'>;
  readonly judge: StatementJudge;
  readonly now: Date;
}

/** A practice as it is counted, with what a list shows of it. */
export interface SourcePractice extends PastPractice {
  readonly summary: PracticeSummary;
}

/** Reads what the periods are counted from. What cannot be read counts as not there, and holds nothing up. */
export async function pastSource(
  deps: PastDependencies,
  periods: readonly Period[],
): Promise<PastSource & { readonly practices: readonly SourcePractice[] }> {
  const { library, now } = deps;
  const parts = [...new Set(periods.flatMap((period) => [...periodsWithin(period)]))];
  const [forms, compilations, adopted] = await Promise.all([
    readForms(library),
    compilationsOf(library, parts),
    adoptedPractices(deps),
  ]);
  const today = vietnamDate(now.toISOString());
  const practices = library.catalogue.list();
  const written = new Set(practices.flatMap(({ ours, period }) => (ours && period !== null ? [period] : [])));
  const reports = await inParallel(parts, (period) =>
    reportOf(library, period, { forms, today, isWritten: written.has(period) }),
  );
  return {
    practices: practices.map(sourcePractice(unitKeys())),
    compilations,
    reports: new Map(parts.map((period, at) => [period, reports[at] ?? nothing])),
    adopted,
    answers: new Set(forms.flatMap(({ practice, undone }) => (undone ? [] : (practice ?? [])))),
  };
}

const nothing: PastReport = { asked: [], nil: [], isOver: null };

/** Folds each name once: thousands of practices share a few. */
function unitKeys(): (name: string) => string {
  const keys = new Map<string, string>();
  return (name) => {
    let key = keys.get(name);
    if (key === undefined) keys.set(name, (key = unitKey(name)));
    return key;
  };
}

const sourcePractice =
  (keyOf: (name: string) => string) =>
  (summary: PracticeSummary): SourcePractice => ({
    ...summary,
    unit: summary.unit === undefined ? null : keyOf(summary.unit),
    summary,
  });

async function compilationsOf(
  library: OpenedLibrary,
  parts: readonly Period[],
): Promise<PastSource['compilations']> {
  const found = await inParallel(parts, async (period) => {
    try {
      const { compilation } = await readCompilation(library, period);
      const issued = compilation.exports.length > 0;
      return { items: issued ? issuedItems(compilation) : compilation.items, issued };
    } catch (error) {
      if (error instanceof Failure) return undefined;
      throw error;
    }
  });
  return new Map(parts.flatMap((period, at) => (found[at] ? [[period, found[at]]] : [])));
}

/** Who was to report. */
async function reportOf(
  library: OpenedLibrary,
  period: Period,
  { forms, today, isWritten }: { forms: readonly FormRecord[]; today: string; isWritten: boolean },
): Promise<PastReport> {
  if (!isWritten && !(await isBegun(library, period, forms))) return nothing;
  const [nils, { units, deadline }] = await Promise.all([
    readNils(library, period),
    reportingPlan(library, period).catch(() => ({ units: [], deadline: null })),
  ]);
  const ofForms = forms.filter(
    (form) => form.answer === 'nil' && form.period === period && form.undone === undefined,
  );
  const names = [...nils.filter(({ scope }) => scope === 'units'), ...ofForms].map(({ unit }) => unit);
  return {
    asked: units.filter(({ asked }) => asked).map(({ name }) => unitKey(name)),
    nil: names.map(unitKey).filter((key) => key !== ''),
    isOver: deadline === null ? null : today > deadline,
  };
}

/** Practices that others say they have adopted, as far as it is certain that it was they. */
async function adoptedPractices({ library, statements, judge }: PastDependencies): Promise<Set<string>> {
  const us = library.office?.officeId;
  const said = (await statements.list()).filter(
    ({ statement: { type, author, subject } }) =>
      type === 'adoption' && author.id !== us && subject !== undefined,
  );
  const standings = await judge.standings(said);
  const isCertain = (id: string): boolean => ['intact', 'unconfirmed'].includes(standings.get(id) ?? '');
  return new Set(
    said.flatMap(({ statement: { id, subject } }) => (subject && isCertain(id) ? [subject.practice] : [])),
  );
}
