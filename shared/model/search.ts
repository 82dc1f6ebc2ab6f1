import * as z from 'zod';
import { practiceSummarySchema } from '#shared/model/practice';

/** Facets of the search screen; values are keys (province id of today, field key, period, office name ...). */
export const facetNames = [
  'province',
  'field',
  'period',
  'evidence',
  'office',
  'topic',
  'language',
  'has',
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

export const searchQuerySchema = z.object({
  text: z.string().max(2_000),
  facets: facetSelectionSchema,
  sort: z.enum(['relevance', 'newest', 'evidence']),
  limit: z.number().int().min(1).max(200),
});
export type SearchQuery = z.infer<typeof searchQuerySchema>;

/** A piece of text; `hit` pieces are highlighted. Joined they give the original spelling. */
export const segmentSchema = z.object({ text: z.string(), hit: z.boolean() });
export type Segment = z.infer<typeof segmentSchema>;

export const hitSchema = z.object({
  practice: practiceSummarySchema,
  title: z.array(segmentSchema),
  passage: z.array(segmentSchema),
  /** Why it matched. */
  foundIn: z.array(z.enum(searchFields)),
  /** `exact`: the accents typed are there; `folded`: found by ignoring accents; `some`: not all words. */
  tier: z.enum(['exact', 'folded', 'some']),
});
export type Hit = z.infer<typeof hitSchema>;

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
});
export type SearchAnswer = z.infer<typeof searchAnswerSchema>;

/** State of the index; `total` 0 while nothing is known yet. */
export const indexStateSchema = z.object({
  ready: z.boolean(),
  done: z.number().int(),
  total: z.number().int(),
});
export type IndexState = z.infer<typeof indexStateSchema>;
