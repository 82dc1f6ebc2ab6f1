import type { PracticeCopy } from '#shared/contract/copies';
import type { Practice } from '#shared/contract/practices';
import type { Author } from '#shared/contract/presence';
import { sectionKeys } from '#shared/model/section';
import type { PieceMarks } from '#renderer/views/editor/piece-marks';
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

/** The keys under which two practices do not say the same, as far as the form shows it. */
export function differentKeys(a: Practice, b: Practice): FormKey[] {
  const piecesOf = ({ frontMatter, ...rest }: Practice): ((key: FormKey) => string) => {
    const [values, texts] = [toFormValues(frontMatter), sectionTexts(rest)];
    return (key) => JSON.stringify(formPiece(key, values, texts));
  };
  const [one, other] = [piecesOf(a), piecesOf(b)];
  return formKeys.filter((key) => one(key) !== other(key));
}

/**
 * The keys that need a person's decision: changed on the form, changed by somebody else since `base`, and
 * not to the same text. Whatever only one side changed can be put together without asking.
 */
export function findConflicts(form: PracticeForm, base: Practice, theirs: Practice): ConflictItem[] {
  const values = toFormValues(theirs.frontMatter);
  const texts = sectionTexts(theirs);
  const different = differentKeys(base, theirs);
  return form
    .changedKeys()
    .filter((key) => different.includes(key))
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
  /** Marks of the pieces on which mine were typed. */
  readonly was: PieceMarks;
  /** Somebody changed a piece again that was decided just now, before it was stored. */
  readonly again: boolean;
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
