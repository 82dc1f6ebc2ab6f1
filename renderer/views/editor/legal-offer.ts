import type { LegalRow } from '#renderer/views/editor/form-values';
import { readLegalBasis } from '#shared/model/legal-basis';
import { formatPartialDate } from '#shared/model/partial-date';

type Texts = Pick<LegalRow, 'kind' | 'number' | 'date' | 'issuer' | 'title'>;
const parts = ['title', 'number', 'kind'] as const;
const order = ['kind', 'number', 'date', 'issuer', 'title'] as const;

/**
 * What a row of the legal basis would hold once the sentence typed into one of its fields is taken apart; null when that would
 * change nothing. Fields that say something already stay.
 */
export function offerLegalRow(
  row: LegalRow,
): { readonly texts: Partial<Texts>; readonly summary: string } | null {
  const source = parts.find((part) => readLegalBasis(row[part]) !== undefined);
  const reading = source && readLegalBasis(row[source]);
  if (!source || !reading) return null;
  const { date, ...rest } = reading;
  const read: Partial<Texts> = { ...rest, ...(date === undefined ? {} : { date: formatPartialDate(date) }) };
  const whole = row[source].trim().replace(/\s+/g, ' ').normalize('NFC');
  const texts: Partial<Texts> = {};
  for (const part of order) {
    const now = part === source ? '' : row[part].trim();
    const next = now === '' ? read[part] : undefined;
    if (next !== undefined && next !== row[part]) texts[part] = next;
  }
  // A sentence in the wrong field is no kind, number or title any more once it is taken apart.
  if (source !== 'title' && whole !== reading[source]) texts[source] = reading[source] ?? '';
  // A title may well name a document; it is taken apart only where it begins with one.
  if (source === 'title' && row.number.trim() !== '') return null;
  if (source === 'title') texts.title = reading.title ?? '';
  if (Object.keys(texts).length === 0) return null;
  return {
    texts,
    summary: order
      .map((part) => texts[part] ?? '')
      .filter(Boolean)
      .join(' · '),
  };
}
