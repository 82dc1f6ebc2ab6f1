import * as z from 'zod';
import { nothing, operation } from '#shared/contract/operation';
import { sha256Schema } from '#shared/model/practice';
import { reportingCalendarSchema } from '#shared/model/reporting-calendar';

const found = z.object({
  calendar: reportingCalendarSchema,
  /** SHA-256 of quarter.json, or null while there is none: name it in `calendar.save`. */
  hash: sha256Schema.nullable(),
});

export const calendarOperations = {
  /** When our office reports and how it reviews; the usual while nobody has said. Fails with `library-damaged`. */
  'calendar.get': operation(nothing, found),
  'calendar.save': operation(
    z.object({
      base: sha256Schema.nullable(),
      calendar: reportingCalendarSchema
        .pick({
          window: true,
          levels: true,
          beforeBriefing: true,
          reminders: true,
          holidays: true,
          workdays: true,
        })
        .strip(),
    }),
    z.discriminatedUnion('type', [
      found.extend({ type: z.literal('saved') }),
      found.extend({ type: z.literal('conflict') }),
    ]),
  ),
};
