import { likeness, simple } from '#core/forms/form-words';
import type { OpenedLibrary } from '#core/library/opened-library';
import { isOpen } from '#core/practices/open-for-writing';
import { unitKey } from '#shared/model/coverage';
import type { FormRecord } from '#shared/model/form';

/** Titles that are alike are taken for one practice that came twice. */
const alike = 0.8;

/** Records whose practice nobody has deleted since. */
export async function stillThere(
  library: OpenedLibrary,
  records: readonly FormRecord[],
): Promise<FormRecord[]> {
  const there: FormRecord[] = [];
  for (const record of records)
    if (record.practice === undefined || (await library.store.exists(record.practice))) there.push(record);
  return there;
}

const unitWords = (name: string): string => unitKey(simple(name));

/** A unit without a name is the same as none. */
export const isSameUnit = (one: string, other: string): boolean =>
  unitWords(one) !== '' && unitWords(one) === unitWords(other);

/** The practice of this title that the unit has sent, or its nil answer. */
export function earlierOf(ofUnit: readonly FormRecord[], title: string): FormRecord | undefined {
  const words = simple(title);
  const practice = ofUnit.findLast(
    (record) =>
      record.answer === 'practice' &&
      (simple(record.title ?? '') === words || likeness(simple(record.title ?? ''), words) >= alike),
  );
  return practice ?? ofUnit.findLast(({ answer }) => answer === 'nil');
}

/** Titles of the other practices that the unit has sent, each once. */
export function titlesBeside(ofUnit: readonly FormRecord[], practice: string): string[] {
  const others = ofUnit.filter((one) => one.practice !== undefined && one.practice !== practice);
  return [...new Map(others.map((one) => [one.practice, one.title ?? ''])).values()];
}

/** The earlier answer as a person is asked about it; null for a nil answer. */
export async function shown(
  library: OpenedLibrary,
  { practice, title = '' }: FormRecord,
): Promise<{ practice: string; title: string; replaceable: boolean } | null> {
  if (practice === undefined) return null;
  return { practice, title, replaceable: isOpen(await library.store.work(practice)) };
}
