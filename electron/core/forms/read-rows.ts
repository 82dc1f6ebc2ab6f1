import { readDate, readFigure, readMore } from '#core/forms/form-figures';
import type { LegalColumn, ResultColumn } from '#core/forms/form-words';
import type { Doubt, FormPlace, Unplaced } from '#shared/model/form';
import { readLegalBasis } from '#shared/model/legal-basis';
import type { EditableFields, Result } from '#shared/model/practice';

/** One row of a table of the form: lines by column. */
export type FormRow<C extends string> = ReadonlyMap<C, readonly string[]>;

interface Read<T> {
  readonly value: T;
  readonly unplaced: Unplaced[];
  readonly doubts: Doubt[];
}

const inOne = (lines: readonly string[] | undefined): string =>
  (lines ?? [])
    .join(' ')
    .replace(/[\s\u00a0]+/g, ' ')
    .trim();

/** A row of the table of results; `where` it stands. */
export function readResult(row: FormRow<ResultColumn>, where: FormPlace): Read<Result> {
  const unplaced: Unplaced[] = [];
  const doubts: Doubt[] = [];
  let unit = inOne(row.get('unit'));
  const result: Result = { indicator: inOne(row.get('indicator')) };
  const figure = (text: string): number | undefined => {
    if (/^[-–—./]*$/.test(text)) return undefined;
    const read = readFigure(text, unit);
    if (!read) {
      unplaced.push({ where, text });
      return undefined;
    }
    unit = read.unit;
    if (read.unsure) doubts.push({ where, text, read: { type: 'figure', value: read.value } });
    return read.value;
  };
  for (const key of ['before', 'after'] as const) {
    const value = figure(inOne(row.get(key)));
    if (value !== undefined) result[key] = value;
  }
  const date = inOne(row.get('asOf'));
  const asOf = date === '' ? undefined : readDate(date);
  if (asOf !== undefined) result.asOf = asOf;
  else if (date !== '') unplaced.push({ where, text: date });
  const more = readMore((row.get('more') ?? []).map((line) => line.trim()).filter((line) => line !== ''));
  for (const key of ['method', 'evidence', 'note'] as const) if (more[key]) result[key] = more[key];
  for (const key of ['cumulative', 'target'] as const) {
    const value = figure(more[key] ?? '');
    if (value !== undefined) result[key] = value;
  }
  if (more.expected !== undefined) result.expected = true;
  if (unit !== '') result.unit = unit;
  return { value: result, unplaced, doubts };
}

type Legal = EditableFields['legalBasis'][number];

/** A row of the table of legal documents; a sentence in one cell is taken apart. */
export function readLegal(row: FormRow<LegalColumn>, where: FormPlace): Read<Legal> {
  const unplaced: Unplaced[] = [];
  const filled = [...row]
    .map(([key, lines]) => [key, inOne(lines)] as const)
    .filter(([, text]) => text !== '');
  const [[only, sentence] = []] = filled.length === 1 ? filled : [];
  const reading = sentence === undefined || only === 'title' ? undefined : readLegalBasis(sentence);
  if (reading && sentence !== undefined && sentence !== reading.number) {
    const { kind, number, date, issuer, title } = reading;
    const found = { kind, number, date, issuer, title };
    const whole = Object.values(found).join(' ').length;
    // What is taken apart says less than the sentence did: that is listed.
    if (whole < sentence.length * 0.6) unplaced.push({ where, text: sentence });
    return { value: defined(found), unplaced, doubts: [] };
  }
  const value: Legal = {};
  for (const [key, text] of filled) {
    if (key !== 'date') value[key] = text;
    else {
      const date = readDate(text);
      if (date === undefined) unplaced.push({ where, text });
      else value.date = date;
    }
  }
  return { value, unplaced, doubts: [] };
}

function defined(value: Record<string, string | undefined>): Legal {
  return Object.fromEntries(Object.entries(value).filter(([, text]) => text !== undefined));
}
