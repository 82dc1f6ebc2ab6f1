import type { EditableKey, FrontMatter, Result } from '#shared/model/practice';
import { type SectionKey, sections as formatSections } from '#shared/model/section';
import { fold } from '#shared/model/text';

/** What is looked at. `results` is the table as a whole, the other `result...` keys one row of it. */
export const checkKeys = [
  'title',
  'summary',
  'period',
  'firstApplied',
  'fields',
  'topics',
  'keywords',
  'results',
  'resultIndicator',
  'resultUnit',
  'resultFigure',
  'resultDate',
  'resultMethod',
  'resultsExpected',
  'evidence',
  'costs',
  'costsSource',
  'costsEffort',
  'place',
  'placeConditions',
  'contactPost',
  'contactPhone',
  'beneficiaries',
  'sharing',
  'sharingOffices',
  'reviewBy',
] as const;
export type CheckKey = (typeof checkKeys)[number] | `section:${SectionKey}`;

export interface Check {
  readonly key: CheckKey;
  /**
   * Where it is mended, outermost first: a field (`title`), a part of one (`contact.officePhone`), a cell of
   * a table (`results.0.asOf`), or a section (`section.before`).
   */
  readonly at: EditableKey | `${EditableKey}.${string}` | `section.${SectionKey}`;
  /** Row in the results table, from 0; null for everything else. */
  readonly row: number | null;
}

export interface Completeness {
  /** Must be empty before a practice is approved. */
  readonly missing: readonly Check[];
  /** Answered, but a reader elsewhere will ask: no figure, no date, no method, "chưa có thông tin". */
  readonly weak: readonly Check[];
}

const noInformation = [
  /^(?:chua|khong) (?:co|thong ke duoc|thong ke) (?:thong tin|so lieu|bao cao|thong ke)[.…]*$/,
  /^chua (?:co|ro|thong ke|thong ke duoc)[.…]*$/,
  /^khong ro[.…]*$/,
  /^(?:not (?:yet )?(?:reported|known)|no (?:information|data|figures)(?: yet)?|unknown)[.…]*$/,
];

/** "Chưa có thông tin", "chưa có số liệu", "not reported": an answer, though a weak one. */
export function saysNotReported(text: string): boolean {
  // Whole sections are asked at every keystroke; folding them would be felt.
  if (text.length > 200) return false;
  const plain = fold(text).replace(/\s+/g, ' ').trim();
  return noInformation.some((pattern) => pattern.test(plain));
}

type Answer = 'missing' | 'weak' | 'given';

function answer(text: string | undefined): Answer {
  if (text === undefined || text.trim() === '') return 'missing';
  return saysNotReported(text) ? 'weak' : 'given';
}

function answers(texts: readonly string[] | undefined): Answer {
  const found = (texts ?? []).map(answer);
  if (found.includes('given')) return 'given';
  return found.includes('weak') ? 'weak' : 'missing';
}

class Findings {
  readonly missing: Check[] = [];
  readonly weak: Check[] = [];

  note(found: Answer, key: CheckKey, at: Check['at'], row: number | null = null): void {
    if (found !== 'given') this[found].push({ key, at, row });
  }
}

/** True when the row says anything: a row left blank on the form counts as not there. */
function isUsed(result: Result): boolean {
  return Object.entries(result).some(
    ([key, value]) => key !== 'expected' && value !== undefined && value !== '',
  );
}

function hasFigure({ before, after, cumulative, target }: Result): boolean {
  return [before, after, cumulative, target].some((figure) => figure !== undefined);
}

const saysSo = (result: Result): boolean =>
  [result.indicator, result.unit, result.method, result.note].some((text) => saysNotReported(text ?? ''));

/** Indicator, unit, a figure and its date: what another office can compare itself with. */
function isMeasured(result: Result): boolean {
  return (
    answer(result.indicator) === 'given' &&
    answer(result.unit) === 'given' &&
    hasFigure(result) &&
    result.asOf !== undefined
  );
}

/**
 * One measured result, or an explicit "chưa có thông tin" in a row, is required. Once that is there, gaps in
 * the rows are weak.
 */
function checkResults(rows: readonly Result[], findings: Findings): void {
  const used = rows.map((result, row) => ({ result, row })).filter(({ result }) => isUsed(result));
  if (used.length === 0) {
    findings.note('missing', 'results', 'results');
    return;
  }
  const satisfied = used.some(({ result }) => isMeasured(result) || saysSo(result));
  for (const [place, { result, row }] of used.entries()) {
    const gap = satisfied || place > 0 ? 'weak' : 'missing';
    const note = (given: boolean, key: CheckKey, part: string, found: Answer = gap): void => {
      findings.note(given ? 'given' : found, key, `results.${String(row)}.${part}`, row);
    };
    note(answer(result.indicator) === 'given', 'resultIndicator', 'indicator');
    note(answer(result.unit) === 'given', 'resultUnit', 'unit');
    note(hasFigure(result), 'resultFigure', 'after');
    note(result.asOf !== undefined, 'resultDate', 'asOf');
    note(answer(result.method) === 'given', 'resultMethod', 'method', 'weak');
  }
  if (used.every(({ result }) => result.expected === true))
    findings.note('weak', 'resultsExpected', 'results');
}

/** A sum (0 is one) or what is known of the source is an answer; without the sum it is weak. */
function checkCosts(costs: FrontMatter['costs'], findings: Findings): void {
  const source = answer(costs?.source);
  if (costs?.total === undefined) {
    findings.note(source === 'missing' ? 'missing' : 'weak', 'costs', 'costs.total');
    return;
  }
  if (source !== 'given' && costs.total > 0) findings.note('weak', 'costsSource', 'costs.source');
  if (costs.staff === undefined || costs.months === undefined) {
    findings.note('weak', 'costsEffort', costs.staff === undefined ? 'costs.staff' : 'costs.months');
  }
}

function checkPlace(place: FrontMatter['place'], findings: Findings): void {
  findings.note(place?.level === undefined ? 'missing' : 'given', 'place', 'place.level');
  const conditions = answers(place?.conditions);
  findings.note(conditions === 'given' ? 'given' : 'weak', 'placeConditions', 'place.conditions');
}

function checkSharing(sharing: FrontMatter['sharing'], findings: Findings): void {
  findings.note(sharing === undefined ? 'missing' : 'given', 'sharing', 'sharing.scope');
  if (sharing?.scope === 'named')
    findings.note(answers(sharing.offices), 'sharingOffices', 'sharing.offices');
}

function checkSections(
  sections: readonly { readonly key: SectionKey | null; readonly body: string }[],
  findings: Findings,
): void {
  for (const section of formatSections) {
    if ('optional' in section) continue;
    const body = sections.find((candidate) => candidate.key === section.key)?.body;
    findings.note(answer(body), `section:${section.key}`, `section.${section.key}`);
  }
}

/**
 * The acceptance gate of the format ("Complete" in docs/formats.md), shown as the checklist of the editor
 * and asked by the core before approval. Findings come in the order of the form.
 */
export function checkCompleteness(
  frontMatter: FrontMatter,
  sections: readonly { readonly key: SectionKey | null; readonly body: string }[],
): Completeness {
  const findings = new Findings();
  const { contact, firstApplied, evidence, period, reviewBy } = frontMatter;
  findings.note(answer(frontMatter.title), 'title', 'title');
  findings.note(answer(frontMatter.summary), 'summary', 'summary');
  findings.note(period === undefined ? 'missing' : 'given', 'period', 'period');
  // A date, if only of a pilot, is what shows that it was tried.
  findings.note(firstApplied === undefined ? 'missing' : 'given', 'firstApplied', 'firstApplied.date');
  findings.note(answers(frontMatter.fields), 'fields', 'fields');
  findings.note(answers(frontMatter.topics) === 'given' ? 'given' : 'weak', 'topics', 'topics');
  findings.note(answers(frontMatter.keywords) === 'given' ? 'given' : 'weak', 'keywords', 'keywords');
  checkResults(frontMatter.results ?? [], findings);
  findings.note(evidence === undefined ? 'missing' : 'given', 'evidence', 'evidence');
  checkCosts(frontMatter.costs, findings);
  checkPlace(frontMatter.place, findings);
  findings.note(answer(contact?.post), 'contactPost', 'contact.post');
  findings.note(answer(contact?.officePhone), 'contactPhone', 'contact.officePhone');
  findings.note(answers(frontMatter.beneficiaries), 'beneficiaries', 'beneficiaries');
  checkSharing(frontMatter.sharing, findings);
  findings.note(reviewBy === undefined ? 'missing' : 'given', 'reviewBy', 'reviewBy');
  checkSections(sections, findings);
  return { missing: findings.missing, weak: findings.weak };
}
