import { layout } from '#core/library/layout';
import type { OpenedLibrary } from '#core/library/opened-library';
import type { FormRecord } from '#shared/model/form';
import type { Period } from '#shared/model/period';

/**
 * Whether anything but practices is here of a period: a call, a choice, a note, a form. The list of units and the calendar hold
 * for any period, also for those before anybody used them: nobody was late for a period of which nothing is here.
 */
export async function isBegun(
  { store }: OpenedLibrary,
  period: Period,
  forms: readonly FormRecord[],
): Promise<boolean> {
  if (forms.some((form) => form.period === period && form.undone === undefined)) return true;
  return (await store.fileSystem.information(store.at(`${layout.compilations}/${period}`))) !== undefined;
}
