import type { PastColumn, PastFigure } from '#shared/contract/looking-back';
import type { Messages } from '#shared/messages/messages';
import { periodParts } from '#shared/model/period';
import { evidenceLevels, type Language } from '#shared/model/practice';
import { collator } from '#shared/model/text';

export interface PastWords {
  readonly messages: Messages;
  readonly language: Language;
  readonly fields: readonly { readonly key: string; readonly vi: string; readonly en: string }[];
}

export interface PastRow {
  readonly label: string;
  /** One for each period; null where it is not known. A share is between 0 and 1. */
  readonly values: readonly (number | null)[];
  /** The practices behind it; null for units and shares. */
  readonly figure: PastFigure | null;
  readonly isShare: boolean;
}

export interface PastTable {
  readonly key: keyof Messages['past']['tables'];
  readonly title: string;
  readonly rows: readonly PastRow[];
}

/** What is shown of periods side by side: on the screen, on paper and in a file. */
export function pastTables(columns: readonly PastColumn[], words: PastWords): PastTable[] {
  const { past, practice } = words.messages;
  const row = (of: Exclude<PastFigure['of'], 'field' | 'evidence'>): PastRow =>
    figureRow(columns, past.rows[of], { of, key: '' });
  const units = (['asked', 'answered', 'nil', 'late'] as const).map((key): PastRow => ({
    ...{ label: past.rows[key], figure: null, isShare: false },
    values: columns.map((column) => column.units[key]),
  }));
  const evidence = evidenceLevels.map((level) =>
    figureRow(columns, practice.evidence[level], { of: 'evidence', key: level }),
  );
  const without = figureRow(columns, past.noEvidence, { of: 'evidence', key: '' });
  const rows: Record<PastTable['key'], readonly PastRow[]> = {
    units,
    steps: (['all', 'submitted', 'approved', 'chosen', 'issued'] as const).map(row),
    fields: fieldRows(columns, words),
    evidence: total(without) > 0 ? [...evidence, without] : evidence,
    spread: (['adopted', 'adapted', 'peers'] as const).map(row),
    quality: [row('weak'), weakShare(columns, words)],
  };
  return Object.entries(rows).map(([key, list]) => ({
    key: key as PastTable['key'],
    title: past.tables[key as PastTable['key']],
    rows: list,
  }));
}

/** "Q.IV/2026", "6T/2026", "2026": over a narrow column. */
export function shortPeriod(period: string, { past }: Messages, language: Language): string {
  const parts = periodParts(period);
  if (!parts) return period;
  const year = String(parts.year);
  if (parts.part === 'Y') return past.short.year(year);
  if (parts.part === '6M' || parts.part === '9M') return past.short.months(parts.part[0] ?? '', year);
  const number = Number(parts.part[1]);
  return past.short.quarter(
    language === 'vi' ? (['I', 'II', 'III', 'IV'][number - 1] ?? '') : String(number),
    year,
  );
}

const countOf = ({ figures }: PastColumn, { of, key }: PastFigure): number =>
  figures.find((figure) => figure.of === of && figure.key === key)?.count ?? 0;

const total = ({ values }: PastRow): number => values.reduce<number>((sum, value) => sum + (value ?? 0), 0);

function figureRow(columns: readonly PastColumn[], label: string, figure: PastFigure): PastRow {
  return { label, figure, isShare: false, values: columns.map((column) => countOf(column, figure)) };
}

/** Those with the most practices first, and last those that name none. */
function fieldRows(columns: readonly PastColumn[], { messages, language, fields }: PastWords): PastRow[] {
  const keys = columns.flatMap(({ figures }) =>
    figures.flatMap(({ of, key }) => (of === 'field' ? [key] : [])),
  );
  const nameOf = (key: string): string =>
    key === '' ? messages.past.noField : (fields.find((field) => field.key === key)?.[language] ?? key);
  const isNone = ({ figure }: PastRow): number => Number(figure?.key === '');
  return [...new Set(keys)]
    .map((key) => figureRow(columns, nameOf(key), { of: 'field', key }))
    .toSorted((a, b) => isNone(a) - isNone(b) || total(b) - total(a) || collator.compare(a.label, b.label));
}

function weakShare(columns: readonly PastColumn[], { messages }: PastWords): PastRow {
  const values = columns.map((column) => {
    const all = countOf(column, { of: 'all', key: '' });
    return all === 0 ? null : countOf(column, { of: 'weak', key: '' }) / all;
  });
  return { label: messages.past.rows.weakShare, values, figure: null, isShare: true };
}
