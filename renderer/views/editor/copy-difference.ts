import type { Practice } from '#shared/contract/practices';
import type { DraftCopy } from '#renderer/views/editor/draft-copies';
import { findProblems, storedField } from '#renderer/views/editor/form-fields';
import { editableKeys, type FormValues, toFormValues } from '#renderer/views/editor/form-values';
import { sectionTexts } from '#renderer/views/editor/practice-form.svelte';
import type { EditableKey } from '#shared/model/practice';
import { type SectionKey, sectionKeys } from '#shared/model/section';
import { normalise } from '#shared/model/text';

const same = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);
const text = (body: string): string => normalise(body).trim();

/** True when storing the copy's value would leave the practice as it is. */
function isStored(key: EditableKey, copied: FormValues, stored: FormValues): boolean {
  if (same(copied[key], stored[key])) return true;
  const unreadable = findProblems(copied).some(({ at }) => at.split('.')[0] === key);
  return !unreadable && same(storedField(key, copied), storedField(key, stored));
}

function differing(copy: DraftCopy, practice: Practice): DraftCopy | null {
  const stored = toFormValues(practice.frontMatter);
  const copied = { ...stored, ...copy.values };
  const texts = sectionTexts(practice);
  const keys = editableKeys.filter(
    (key) => Object.hasOwn(copy.values, key) && !isStored(key, copied, stored),
  );
  const sections = sectionKeys.filter((key) => {
    const body = copy.sections[key];
    return body !== undefined && text(body) !== text(texts[key]);
  });
  if (keys.length + sections.length === 0) return null;
  return {
    ...copy,
    values: Object.fromEntries(keys.map((key) => [key, copied[key]])),
    sections: Object.fromEntries(
      sections.map((key): [SectionKey, string] => [key, copy.sections[key] ?? '']),
    ),
  };
}

/**
 * What of a copy the stored practice does not hold; null when it holds all of it, as after a page that went
 * away while its last save was under way. A copy whose values cannot be read is offered as it is.
 */
export function copyDifference(copy: DraftCopy, practice: Practice): DraftCopy | null {
  try {
    return differing(copy, practice);
  } catch {
    return copy;
  }
}
