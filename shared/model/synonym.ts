import * as z from 'zod';

/** Ways of writing one thing on a line, letters of one way, words of one way: at most. */
export const mostTerms = 8;
export const longestTerm = 100;
export const mostWordsInTerm = 12;

/** A line of the list: ways of writing one thing. Whoever types one of them finds the others too. */
export const synonymLineSchema = z.object({
  /** The name that the program's own list gives it, or a UUID. */
  id: z.string(),
  terms: z.array(z.string()),
  /** Abbreviations of this line count only where they are typed in capitals, since they are words as well ("AI", "ai"). */
  capitals: z.boolean(),
  /** Switched off: it is listed and does nothing. */
  off: z.boolean(),
  /** `shipped`: as it comes with the program; `changed`: by this office; `own`: added by this office. */
  from: z.enum(['shipped', 'changed', 'own']),
  /** How it comes with the program, where the office has changed it. */
  shipped: z.object({ terms: z.array(z.string()), capitals: z.boolean() }).exactOptional(),
});
export type SynonymLine = z.infer<typeof synonymLineSchema>;

/** resources/synonyms.json: the list that comes with the program. */
const shippedSynonymSchema = z.object({
  id: z.string(),
  terms: z.array(z.string()).min(2),
  capitals: z.boolean().exactOptional(),
});
export type ShippedSynonym = z.infer<typeof shippedSynonymSchema>;
export const shippedSynonymsSchema = z.object({
  format: z.string(),
  source: z.string(),
  lines: z.array(shippedSynonymSchema),
});

/** synonyms.json of a library: what the office has made of the program's list. */
export const synonymFileSchema = z.looseObject({
  format: z.string().regex(/^\d+\.\d+$/),
  lines: z.array(
    z.looseObject({
      /** Of a line that comes with the program, or a UUID. */
      id: z.string().min(1).max(60),
      /** Absent where the line is as it came. */
      terms: z.array(z.string().min(1).max(longestTerm)).min(2).max(mostTerms).exactOptional(),
      capitals: z.boolean().exactOptional(),
      off: z.boolean().exactOptional(),
    }),
  ),
});
export type SynonymFile = z.infer<typeof synonymFileSchema>;

/** Why an office's synonyms.json is not in use: it cannot be read, or it is of a later major version. */
export const synonymTroubleSchema = z.object({
  type: z.enum(['damaged', 'version']),
  /** What the reader says of it, or the version. */
  detail: z.string(),
});
export type SynonymTrouble = z.infer<typeof synonymTroubleSchema>;

/** What is wrong with a line: which rule, and the term it is about. */
export interface SynonymFault {
  readonly rule: 'too-few' | 'too-many' | 'no-letters' | 'too-long' | 'too-many-words' | 'twice' | 'exists';
  readonly term: string;
}

const words = /[\p{L}\p{N}][\p{L}\p{N}\p{M}]*/gu;

/** The words of a term by which two spellings of it are one: `KH&CN` and `kh cn`, `bưu chính, viễn thông` and without comma. */
function keyOf(term: string): string {
  return (term.normalize('NFC').toLowerCase().match(words) ?? []).join(' ');
}

/** Without blanks around and between, empty ones left out. */
export function cleanTerms(terms: readonly string[]): string[] {
  return terms.map((term) => term.normalize('NFC').trim().replace(/\s+/g, ' ')).filter((term) => term !== '');
}

/** The first thing that is wrong with cleaned terms; `others` are all other lines. */
export function synonymFault(
  terms: readonly string[],
  others: readonly Pick<SynonymLine, 'terms'>[],
): SynonymFault | null {
  if (terms.length > mostTerms) return { rule: 'too-many', term: '' };
  const keys = terms.map(keyOf);
  for (const [at, term] of terms.entries()) {
    const key = keys[at] ?? '';
    if (key === '') return { rule: 'no-letters', term };
    if (term.length > longestTerm) return { rule: 'too-long', term };
    if (key.split(' ').length > mostWordsInTerm) return { rule: 'too-many-words', term };
    if (keys.indexOf(key) < at) return { rule: 'twice', term };
  }
  if (terms.length < 2) return { rule: 'too-few', term: terms[0] ?? '' };
  const same = others.find((line) => {
    const held = new Set(line.terms.map(keyOf));
    return keys.every((key) => held.has(key));
  });
  return same ? { rule: 'exists', term: same.terms.join(' = ') } : null;
}

/** A term that stands for others because it is short: one word, in capitals but for a letter or two (IPv6, VNeID). */
export function isAbbreviation(term: string): boolean {
  return !/\s/.test(term) && (term.match(/\p{Lu}/gu) ?? []).length * 2 > term.length;
}
