import * as z from 'zod';
import { searchQuerySchema } from '#shared/model/search';

/** Saved searches of one person in one library, at most. */
export const mostSaved = 50;
export const longestSearchName = 100;

export const searchNameSchema = z.string().trim().min(1).max(longestSearchName);

/** A question that somebody asks again and again; kept in the settings of that person on that machine. */
export const savedSearchSchema = searchQuerySchema
  .pick({ text: true, facets: true, sort: true, literal: true })
  .extend({
    id: z.uuid(),
    name: searchNameSchema,
    /** What came to the library later than this is new; counted as `FirstSeen` does, not to be compared with a clock. */
    seen: z.number(),
  });
export type SavedSearch = z.infer<typeof savedSearchSchema>;
export type SavedQuestion = Pick<SavedSearch, 'text' | 'facets' | 'sort' | 'literal'>;
