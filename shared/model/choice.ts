import * as z from 'zod';
import { periodParts } from '#shared/model/period';
import { type EvidenceLevel, evidenceLevels, evidenceSchema, type Result } from '#shared/model/practice';
import { fold, normalise } from '#shared/model/text';

/** What the papers of a choice tell of each practice. */
export interface ChosenPractice {
  readonly id: string;
  readonly title: string;
  readonly summary: string;
  readonly office: string;
  /** The division or commune that contributed it; empty for peers'. */
  readonly unit: string;
  readonly ours: boolean;
  readonly period: string | null;
  readonly fields: readonly string[];
  readonly evidence: EvidenceLevel | null;
  readonly results: readonly Result[];
  readonly proposal: { readonly why: string; readonly whom: string };
}

export const choiceFactsSchema = z.object({
  practices: z.number().int(),
  ours: z.number().int(),
  peers: z.number().int(),
  /** Divisions and communes that ours come from; those without one count for nothing. */
  units: z.number().int(),
  /** Offices that peers' practices come from. */
  offices: z.number().int(),
  /** Practices of another period than that of the compilation, or of none. */
  otherPeriods: z.number().int(),
  /** Practices that name the field, most first; `''` for those that name none. One that names two is counted under both. */
  fields: z.array(z.object({ key: z.string(), count: z.number().int() })),
  /** The strongest first; null for those that say nothing of it. */
  evidence: z.array(z.object({ level: evidenceSchema.nullable(), count: z.number().int() })),
});
export type ChoiceFacts = z.infer<typeof choiceFactsSchema>;

const byNumber = <T extends { key: string; count: number }>(a: T, b: T): number =>
  b.count - a.count || Number(a.key === '') - Number(b.key === '') || (a.key < b.key ? -1 : 1);

/** Names are the same whatever their case, marks and spaces. */
const distinct = (names: readonly string[]): number =>
  new Set(names.map((name) => fold(name).replace(/\s+/g, ' ').trim()).filter(Boolean)).size;

/** Counts of a choice for its cover. The order of the practices makes no difference. */
export function choiceFacts(practices: readonly ChosenPractice[], period: string): ChoiceFacts {
  const ours = practices.filter((practice) => practice.ours);
  const peers = practices.filter((practice) => !practice.ours);
  const fields = new Map<string, number>();
  for (const practice of practices)
    for (const key of practice.fields.length === 0 ? [''] : new Set(practice.fields))
      fields.set(key, (fields.get(key) ?? 0) + 1);
  const levels = [...evidenceLevels].reverse();
  const evidence = [...levels, null].map((level) => ({
    level,
    count: practices.filter((practice) => practice.evidence === level).length,
  }));
  return {
    practices: practices.length,
    ...{ ours: ours.length, peers: peers.length },
    units: distinct(ours.map(({ unit }) => unit)),
    offices: distinct(peers.map(({ office }) => office)),
    otherPeriods: practices.filter((practice) => !isOfPeriod(practice.period, period)).length,
    fields: Array.from(fields, ([key, count]) => ({ key, count })).toSorted(byNumber),
    evidence: evidence.filter(({ count }) => count > 0),
  };
}

const quarters = { '6M': ['Q1', 'Q2'], '9M': ['Q1', 'Q2', '6M', 'Q3'] } as const;

/** True where a practice's period is the compilation's, or a part of it: the second quarter of the first 6 months. */
export function isOfPeriod(practice: string | null, compilation: string): boolean {
  if (practice === null) return false;
  if (practice === compilation) return true;
  const part = periodParts(practice);
  const whole = periodParts(compilation);
  if (!part || part.year !== whole?.year) return false;
  if (whole.part === 'Y') return true;
  if (whole.part !== '6M' && whole.part !== '9M') return false;
  return (quarters[whole.part] as readonly string[]).includes(part.part);
}

/** The marks of `hoà`, `thuỷ` stand on the first vowel in one way of spelling and on the second in the other. */
const spellings: readonly (readonly [RegExp, string])[] = [
  ...Array.from('àáảãạ').map(
    (mark, at) => [new RegExp(`o${mark}(?!\\p{L})`, 'gu'), `${'òóỏõọ'[at] ?? ''}a`] as const,
  ),
  ...Array.from('èéẻẽẹ').map(
    (mark, at) => [new RegExp(`o${mark}(?!\\p{L})`, 'gu'), `${'òóỏõọ'[at] ?? ''}e`] as const,
  ),
  ...Array.from('ỳýỷỹỵ').map(
    (mark, at) => [new RegExp(`(?<!q)u${mark}(?!\\p{L})`, 'gu'), `${'ùúủũụ'[at] ?? ''}y`] as const,
  ),
];

/**
 * Words in the form in which they are compared where meaning counts: case, spaces, punctuation at the ends, kinds of dashes
 * and the two places of a tone mark make no difference; marks do.
 */
export function comparableWords(text: string): string {
  let words = normalise(text)
    .toLowerCase()
    .replace(/[\u2010-\u2015\u2212]/g, '-')
    .replace(/\s+/g, ' ')
    .replace(/^[\s.,;:·•*-]+|[\s.,;:·•*-]+$/g, '');
  for (const [pattern, by] of spellings) words = words.replace(pattern, by);
  return words;
}
