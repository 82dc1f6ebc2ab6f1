import * as z from 'zod';
import { nothing, operation } from '#shared/contract/operation';
import { officeInputSchema, officeSchema, personSchema } from '#shared/model/office';
import { languageSchema } from '#shared/model/practice';
import { provinceSchema } from '#shared/model/province';

/** What a folder turned out to be. Only `open` gives access to practices. */
export const libraryStateSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('none') }),
  z.object({
    type: z.literal('open'),
    libraryId: z.string(),
    name: z.string(),
    path: z.string(),
    sample: z.boolean(),
    readOnly: z.boolean(),
    practices: z.number().int(),
    damaged: z.number().int(),
    office: officeSchema.nullable(),
    people: z.array(personSchema),
    me: personSchema.nullable(),
    /** When this person last left the library on this machine; milliseconds since 1970. */
    lastVisit: z.number().nullable(),
  }),
  /** The folder is gone (a drive that dropped): it is waited for. */
  z.object({ type: z.literal('missing'), path: z.string() }),
  z.object({ type: z.literal('not-a-library'), path: z.string() }),
  z.object({ type: z.literal('unknown-version'), path: z.string(), version: z.string() }),
  z.object({ type: z.literal('damaged'), path: z.string(), file: z.string(), detail: z.string() }),
]);
export type LibraryState = z.infer<typeof libraryStateSchema>;
export type OpenLibrary = Extract<LibraryState, { type: 'open' }>;

const named = z.object({ key: z.string(), vi: z.string(), en: z.string() });

export const libraryOperations = {
  'library.state': operation(nothing, libraryStateSchema),
  /** Opens the sample library, copying it to the user's folder the first time. */
  'library.openSample': operation(z.object({ language: languageSchema }), libraryStateSchema),
  /** Creates a library in a folder that is empty or does not exist. */
  'library.create': operation(
    z.object({ path: z.string().min(1).max(4096), name: z.string().trim().min(1).max(150) }),
    libraryStateSchema,
  ),
  /**
   * Where the folder cannot be used and another library is open, that stays open and the reason is a failure; else the
   * reason is the state.
   */
  'library.open': operation(z.object({ path: z.string().min(1).max(4096) }), libraryStateSchema),
  'library.close': operation(nothing, libraryStateSchema),
  /** Looks for changes made outside the program now instead of at the next round. */
  'library.refresh': operation(nothing, libraryStateSchema),
  'office.save': operation(officeInputSchema, libraryStateSchema),
  /** Adds a person, or changes the one with the same id. */
  'people.save': operation(personSchema, libraryStateSchema),
  'people.remove': operation(z.object({ id: z.string() }), libraryStateSchema),
  /** "Tôi là ..." */
  'people.setMe': operation(z.object({ id: z.string() }), libraryStateSchema),
  'reference.get': operation(
    nothing,
    z.object({
      provinces: z.array(provinceSchema),
      /** The eight main indices of the provincial digital transformation index. */
      fields: z.array(named.extend({ group: z.string() })),
      topics: z.array(named),
      sources: z.array(z.string()),
    }),
  ),
};
export type Reference = z.infer<(typeof libraryOperations)['reference.get']['output']>;
