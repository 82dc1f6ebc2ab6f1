import type { CoverageSource } from '#core/coverage/coverage-source';
import type { OpenedLibrary } from '#core/library/opened-library';
import { readCalendar } from '#core/quarter/calendar-operations';
import { readCall } from '#core/quarter/call-file';
import { readUnits } from '#core/quarter/units-operations';
import type { Period } from '#shared/model/period';
import { deadlineOf, type WorkingWeek } from '#shared/model/reporting-calendar';
import { unitsIn } from '#shared/model/unit';

/**
 * Who is to report for a period, and until when: those whom its call names, or before there is one all units of the list
 * that report then. Fails with `library-damaged`.
 */
export async function reportingPlan(
  library: OpenedLibrary,
  period: Period,
): Promise<Pick<CoverageSource, 'units'> & { readonly deadline: string; readonly week: WorkingWeek }> {
  const [all, calendar, call] = await Promise.all([
    readUnits(library),
    readCalendar(library),
    readCall(library, period),
  ]);
  const asked = call && new Set(call.value.units);
  const units = unitsIn(all, period).map(({ id, name, kind }) => {
    return { id, name, kind, asked: asked?.has(id) ?? true };
  });
  return { units, deadline: deadlineOf(period, calendar, call?.value), week: calendar };
}
