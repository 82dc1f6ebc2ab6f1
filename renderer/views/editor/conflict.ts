import type { PracticeCopy } from '#shared/contract/copies';
import type { Practice } from '#shared/contract/practices';
import type { Author } from '#shared/contract/presence';
import { sectionKeys } from '#shared/model/section';
import {
  type FormKey,
  formKeys,
  formPiece,
  type PracticeForm,
  sectionTexts,
} from '#renderer/views/editor/practice-form.svelte';
import { toFormValues } from '#renderer/views/editor/form-values';

export type ConflictChoice = 'mine' | 'theirs' | 'both';

/** One thing that was changed here and elsewhere, to different texts. */
export interface ConflictItem {
  readonly key: FormKey;
  /** Null while undecided; `both` puts theirs below mine, which only sections can take. */
  readonly choice: ConflictChoice | null;
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

/** What is to be put together: two versions, and the keys that a person decides on. */
export interface Conflict {
  readonly theirs: Practice;
  readonly items: readonly ConflictItem[];
  /** Who wrote theirs, by key, as far as that is known for certain. */
  readonly authors: Readonly<Record<string, Author>>;
  /** Theirs is no newer working copy but another text that lies beside it. */
  readonly copy: PracticeCopy | null;
}

/** The keys under which the form and another text of the same practice differ. */
export function findDifferences(form: PracticeForm, other: Practice): ConflictItem[] {
  const values = toFormValues(other.frontMatter);
  const texts = sectionTexts(other);
  return formKeys
    .filter(
      (key) =>
        JSON.stringify(formPiece(key, form.values, form.sections)) !==
        JSON.stringify(formPiece(key, values, texts)),
    )
    .map((key) => ({ key, choice: null }));
}

/** Puts the decisions about theirs onto the form: their piece, or for a section theirs below mine. */
export function applyChoices(form: PracticeForm, { items, theirs }: Conflict): void {
  const values = toFormValues(theirs.frontMatter);
  const texts = sectionTexts(theirs);
  for (const { key, choice } of items) {
    const section = sectionKeys.find((candidate) => `section:${candidate}` === key);
    if (section !== undefined && choice === 'both') {
      form.sections[section] = [form.sections[section], texts[section]]
        .map((text) => text.trimEnd())
        .filter((text) => text !== '')
        .join('\n\n');
    } else if (section !== undefined && choice === 'theirs') form.sections[section] = texts[section];
    else if (choice === 'theirs') Object.assign(form.values, { [key]: formPiece(key, values, texts) });
  }
}
