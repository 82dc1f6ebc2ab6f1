import * as z from 'zod';

/**
 * Name of what was deleted in `bin/`: the id of the practice, followed by the time (milliseconds since 1970) where one with
 * the same id lay there already.
 */
export const binEntrySchema = z
  .string()
  .regex(/^[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}(?:\.\d{1,16})?$/, 'name in the bin');

/** Id of the practice that lies in the bin under this name. */
export const idOfEntry = (entry: string): string => entry.split('.')[0] ?? entry;
