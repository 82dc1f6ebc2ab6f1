import type { Practice } from '#shared/contract/practices';
import {
  type FormKey,
  formPiece,
  type PracticeForm,
  sectionTexts,
} from '#renderer/views/editor/practice-form.svelte';
import { toFormValues } from '#renderer/views/editor/form-values';

/** One thing that was changed here and elsewhere, to different texts. */
export interface ConflictItem {
  readonly key: FormKey;
  /** Null while undecided. */
  readonly choice: 'mine' | 'theirs' | null;
}

/** True when both practices say the same under the key, as far as the form shows it. */
export function isSamePiece(key: FormKey, a: Practice, b: Practice): boolean {
  const piece = ({ frontMatter, ...rest }: Practice): string =>
    JSON.stringify(formPiece(key, toFormValues(frontMatter), sectionTexts(rest)));
  return piece(a) === piece(b);
}

/**
 * The keys that need a person's decision: changed on the form, changed by somebody else since `base`, and
 * not to the same text. Whatever only one side changed can be put together without asking.
 */
export function findConflicts(form: PracticeForm, base: Practice, theirs: Practice): ConflictItem[] {
  const values = toFormValues(theirs.frontMatter);
  const texts = sectionTexts(theirs);
  return form
    .changedKeys()
    .filter((key) => !isSamePiece(key, base, theirs))
    .filter(
      (key) =>
        JSON.stringify(formPiece(key, form.values, form.sections)) !==
        JSON.stringify(formPiece(key, values, texts)),
    )
    .map((key) => ({ key, choice: null }));
}
