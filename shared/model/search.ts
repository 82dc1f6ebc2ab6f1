import * as z from 'zod';
import { practiceSummarySchema } from '#shared/model/practice';

/**
 * Facets of the search screen; values are keys (province id of today and of then, region in Vietnamese, field key, period,
 * office name ...). `like`: in what its place is like that of our office, see `likenesses`.
 */
export const facetNames = [
  'province',
  'region',
  'field',
  'period',
  'evidence',
  'office',
  'topic',
  'language',
  'has',
  'status',
  'like',
] as const;
export type FacetName = (typeof facetNames)[number];
export const facetSelectionSchema = z.partialRecord(z.enum(facetNames), z.array(z.string()));
export type FacetSelection = z.infer<typeof facetSelectionSchema>;

/** Parts of a practice in which words can be found, heaviest first. */
export const searchFields = [
  'title',
  'summary',
  'keywords',
  'results',
  'legal',
  'place',
  'sections',
  'attachments',
] as const;
export type SearchField = (typeof searchFields)[number];

/** Hits that one query answers. */
export const mostHitsAtOnce = 200;

export const searchQuerySchema = z.object({
  text: z.string().max(2_000),
  facets: facetSelectionSchema,
  sort: z.enum(['relevance', 'newest', 'evidence']),
  /** Just what was typed: no synonyms, no other names and spellings. */
  literal: z.boolean().exactOptional(),
  /** Hits to leave out from the first on, so that a list can be had in pieces; their counts stay those of all. */
  from: z.number().int().min(0).max(100_000).exactOptional(),
  limit: z.number().int().min(1).max(mostHitsAtOnce),
});
export type SearchQuery = z.infer<typeof searchQuerySchema>;

/** A piece of text; `hit` pieces are highlighted. Joined they give the original spelling. */
export const segmentSchema = z.object({ text: z.string(), hit: z.boolean() });
export type Segment = z.infer<typeof segmentSchema>;

export const hitSchema = z.object({
  practice: practiceSummarySchema,
  title: z.array(segmentSchema),
  passage: z.array(segmentSchema),
  /** The attachment that the passage is from; absent for the practice's own text. */
  passageFile: z.string().exactOptional(),
  /** Why it matched. */
  foundIn: z.array(z.enum(searchFields)),
  /** `exact`: the accents typed are there; `folded`: found by ignoring accents; `some`: not all words. */
  tier: z.enum(['exact', 'folded', 'some']),
});
export type Hit = z.infer<typeof hitSchema>;

/** A filter that was typed (`tỉnh:Huế`) and counts as if its values were chosen among the facets. */
export const understoodSchema = z.object({
  facet: z.enum(facetNames),
  values: z.array(z.string()),
  /** A year that stands for all of its periods. */
  year: z.number().int().exactOptional(),
  /** After a minus sign: practices with these values do not come. */
  excluded: z.boolean(),
  /** As it stands in the text, composed (NFC); without it the text asks for everything else. */
  typed: z.string(),
});
export type Understood = z.infer<typeof understoodSchema>;

/** What can be typed instead of a filter that was not understood. */
const correctionSchema = z.object({ label: z.string(), typed: z.string() });

/** What was typed in vain; it never makes an answer empty. */
export const notUnderstoodSchema = z.discriminatedUnion('problem', [
  /** A filter with an unknown value, or one that begins several; `pending` while it may still be typed, else its words are searched. */
  z.object({
    problem: z.literal('value'),
    facet: z.enum(facetNames),
    /** Without sign, composed (NFC). */
    typed: z.string(),
    pending: z.boolean(),
    corrections: z.array(correctionSchema),
  }),
  /** More words than are searched for. */
  z.object({ problem: z.literal('many-words'), most: z.number().int() }),
  /** Stars or slips that stand for more words of the library than are searched for. */
  z.object({ problem: z.literal('wide-word'), typed: z.string(), most: z.number().int() }),
]);
export type NotUnderstood = z.infer<typeof notUnderstoodSchema>;

/** Words that were looked for as well, because they stand for the same as what was typed. */
export const alsoSoughtSchema = z.object({ typed: z.string(), terms: z.array(z.string()) });
export type AlsoSought = z.infer<typeof alsoSoughtSchema>;

/** A province that was named, and which others its practices are found under besides; ids. */
export const successionSchema = z.object({
  province: z.string(),
  /** What was merged into it. */
  former: z.array(z.string()),
  /** The province that it belongs to today; null where it is one. */
  today: z.string().nullable(),
});
export type Succession = z.infer<typeof successionSchema>;

export const searchAnswerSchema = z.object({
  total: z.number().int(),
  hits: z.array(hitSchema),
  facets: z.partialRecord(
    z.enum(facetNames),
    z.array(z.object({ value: z.string(), count: z.number().int() })),
  ),
  /** Milliseconds spent on the query, without transport. */
  took: z.number(),
  /** Words of the query that stand nowhere in the library. */
  unknownWords: z.array(z.string()),
  /** Words of the library's own that come near, for "Có phải bạn muốn tìm". */
  suggestion: z.string().nullable(),
  /** What was looked for besides, or would be but for `literal`; absent where nothing was, as is the one below. */
  also: z.array(alsoSoughtSchema).exactOptional(),
  succession: z.array(successionSchema).exactOptional(),
  /** Typed filters; absent where there are none, as is the one below. */
  understood: z.array(understoodSchema).exactOptional(),
  notUnderstood: z.array(notUnderstoodSchema).exactOptional(),
});
export type SearchAnswer = z.infer<typeof searchAnswerSchema>;

/** State of the index; `files`: attachments that are being read, while practices are found already; `total` 0 while nothing is known yet. */
export const indexStateSchema = z.object({
  ready: z.boolean(),
  done: z.number().int(),
  total: z.number().int(),
  files: z.object({ done: z.number().int(), total: z.number().int() }).exactOptional(),
});
export type IndexState = z.infer<typeof indexStateSchema>;
