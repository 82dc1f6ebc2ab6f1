import * as z from 'zod';
import { periodSchema } from '#shared/model/period';
import { idSchema } from '#shared/model/practice';
import { isoDaySchema } from '#shared/model/reporting-calendar';
import { mostUnits } from '#shared/model/unit';

/** compilations/<period>/call.json: what is asked of whom for a period. */
export const callSchema = z.looseObject({
  format: z.string().regex(/^\d+\.\d+$/),
  period: periodSchema,
  /** What is wanted, in free words; an empty line separates paragraphs. */
  wanted: z.string().max(20_000),
  /** Keys of the fields in focus; empty: all. */
  fields: z.array(z.string().max(60)).max(100),
  /** The day by which units have to have sent; null where it follows from the briefing. */
  deadline: isoDaySchema.nullable(),
  /** The day of the briefing. */
  briefing: isoDaySchema.nullable(),
  /** Ids in units.json of those that are asked. */
  units: z.array(idSchema).max(mostUnits),
  /** When and by whom it was last changed. */
  at: z.iso.datetime(),
  by: z.string(),
  /** The statement that says it to other offices. */
  statement: idSchema.optional(),
});
export type Call = z.infer<typeof callSchema>;
