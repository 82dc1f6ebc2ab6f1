import type { Language } from '#shared/model/practice';

/** The name of a field or topic; the key itself where the list does not know it. */
export function namedIn(
  list: readonly { readonly key: string; readonly vi: string; readonly en: string }[],
  key: string,
  language: Language,
): string {
  return list.find((entry) => entry.key === key)?.[language] ?? key;
}
