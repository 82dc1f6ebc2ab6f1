import * as z from 'zod';
import { searchQuerySchema } from '#shared/model/search';

const rememberedSchema = searchQuerySchema
  .pick({ facets: true, sort: true, literal: true })
  .extend({ libraryId: z.string(), text: z.string() });

/** What was asked last, and of which library. */
export type RememberedSearch = z.infer<typeof rememberedSchema>;

const key = 'search';

/** Keeps it for as long as the window is there: a reload is no reason to ask again. */
export function rememberSearch(search: RememberedSearch): void {
  try {
    sessionStorage.setItem(key, JSON.stringify(search));
  } catch {
    // No room, or storage is switched off: the question is lost with a reload, nothing else.
  }
}

/** Null where nothing usable is there, or where it was asked of another library. */
export function readRemembered(libraryId: string): RememberedSearch | null {
  try {
    const found = rememberedSchema.safeParse(JSON.parse(sessionStorage.getItem(key) ?? 'null'));
    return found.success && found.data.libraryId === libraryId ? found.data : null;
  } catch {
    return null;
  }
}
