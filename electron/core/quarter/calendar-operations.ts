import { layout } from '#core/library/layout';
import { libraryFormat } from '#core/library/library-files';
import type { OpenedLibrary } from '#core/library/opened-library';
import { readStored, saveStored, type Stored } from '#core/quarter/stored-json';
import type { calendarOperations as operations } from '#shared/contract/calendar';
import type { HandlersOf, Output } from '#shared/contract/contract';
import {
  defaultCalendar,
  type ReportingCalendar,
  reportingCalendarSchema,
} from '#shared/model/reporting-calendar';

const file = { where: layout.calendar, schema: reportingCalendarSchema };

/** When the office reports; the usual where it has not said. Fails with `library-damaged`. */
export async function readCalendar(library: OpenedLibrary): Promise<ReportingCalendar> {
  return foundOf(await readStored(library, file)).calendar;
}

/** quarter.json: when the office reports, and how it reviews. */
export function calendarOperations({
  library,
  coverageChanged,
}: {
  readonly library: OpenedLibrary;
  readonly coverageChanged: () => void;
}): HandlersOf<typeof operations> {
  return {
    'calendar.get': async () => foundOf(await readStored(library, file)),
    async 'calendar.save'({ base, calendar: { workdays, ...calendar } }) {
      const saved = await saveStored(library, file, base, (before): ReportingCalendar => {
        const { workdays: had, ...others } = before ?? { format: libraryFormat };
        const kept = workdays === undefined ? had : sorted(workdays);
        return {
          ...others,
          ...calendar,
          holidays: sorted(calendar.holidays),
          reminders: [...new Set(calendar.reminders)].toSorted((a, b) => b - a),
          ...(kept === undefined ? {} : { workdays: kept }),
        };
      });
      if (saved.type === 'conflict') return { type: 'conflict', ...foundOf(saved.found) };
      coverageChanged();
      return { type: 'saved', ...foundOf(saved) };
    },
  };
}

function foundOf(stored: Stored<ReportingCalendar> | undefined): Output<'calendar.get'> {
  return { calendar: stored?.value ?? defaultCalendar(libraryFormat), hash: stored?.hash ?? null };
}

const sorted = (days: readonly string[]): string[] => [...new Set(days)].toSorted();
