import type { PastPractice, SortedPast } from '#core/looking-back/look-back';
import type { PastColumn } from '#shared/contract/looking-back';
import { periodsWithin } from '#shared/model/coverage';
import type { Period } from '#shared/model/period';

/**
 * The units of a period, each once: what was sent in any of its quarters outweighs a note that there is nothing, and either
 * outweighs that a unit was late in some quarter. A draft that nobody has submitted is no answer, unless it came by a form.
 */
export function countUnits(source: SortedPast<PastPractice>, period: Period): PastColumn['units'] {
  const parts = [...periodsWithin(period)];
  const reports = parts.flatMap((part) => source.reports.get(part) ?? []);
  const answered = new Set(
    parts
      .flatMap((part) => source.byPeriod.get(part) ?? [])
      .filter(({ id, status }) => status !== 'draft' || source.answers.has(id))
      .flatMap(({ unit }) => (unit === null || unit === '' ? [] : [unit])),
  );
  const asked = new Set(reports.flatMap((report) => report.asked));
  const nil = new Set(reports.flatMap((report) => report.nil).filter((unit) => !answered.has(unit)));
  const due = reports.filter((report) => report.isOver === true).flatMap((report) => report.asked);
  const late = new Set(due.filter((unit) => !answered.has(unit) && !nil.has(unit)));
  const isKnown = reports.some((report) => report.isOver !== null && report.asked.length > 0);
  return { asked: asked.size, answered: answered.size, nil: nil.size, late: isKnown ? late.size : null };
}
