import * as z from 'zod';
import { nothing, operation } from '#shared/contract/operation';
import { idSchema } from '#shared/model/practice';
import { savedSearchSchema, searchNameSchema } from '#shared/model/saved-search';

/** With `fresh`: how many practices of others it finds that came, or came in a new revision, since it was last opened. */
const listedSearchSchema = savedSearchSchema.extend({ fresh: z.number().int() });
export type ListedSearch = z.infer<typeof listedSearchSchema>;

const list = z.array(listedSearchSchema);

/** Searches that a person keeps, each for the open library. All answer the whole list, the first saved first. */
export const savedSearchOperations = {
  'searches.list': operation(nothing, list),
  /** Everything there is counts as seen. `full`: there are as many as can be kept, and nothing was saved. */
  'searches.save': operation(
    savedSearchSchema.pick({ name: true, text: true, facets: true, sort: true, literal: true }),
    z.discriminatedUnion('type', [
      z.object({ type: z.literal('saved'), searches: list }),
      z.object({ type: z.literal('full') }),
    ]),
  ),
  /** Fails with `not-found`. */
  'searches.rename': operation(z.object({ id: z.uuid(), name: searchNameSchema }), list),
  'searches.remove': operation(z.object({ id: z.uuid() }), list),
  /** Puts back what was removed, as it was. */
  'searches.putBack': operation(savedSearchSchema, list),
  /** Marks everything as seen and says what was new. Fails with `not-found`. */
  'searches.open': operation(
    z.object({ id: z.uuid() }),
    z.object({ searches: list, fresh: z.array(idSchema) }),
  ),
};

export const savedSearchEvents = {
  /** New hits came, or another page changed the list. */
  'searches.changed': list,
};
