import { untrack } from 'svelte';
import { SvelteMap, SvelteSet } from 'svelte/reactivity';
import type { Practice } from '#shared/contract/practices';
import type { EditableFields, EditableKey, FieldChanges, FrontMatter } from '#shared/model/practice';
import { type SectionKey, sectionKeys } from '#shared/model/section';
import { findProblems, isHeldBack, storedField } from '#renderer/views/editor/form-fields';
import { editableKeys, type FormValues, toFormValues } from '#renderer/views/editor/form-values';

export type SectionTexts = Record<SectionKey, string>;
export type FormKey = EditableKey | `section:${SectionKey}`;

/** A part of what a form holds: what was changed since it was last stored. */
export interface FormPart {
  readonly values: Partial<FormValues>;
  readonly sections: Partial<SectionTexts>;
}

/** Keys and what stood under them, to be compared. */
type Contents = readonly (readonly [FormKey, string])[];

export function sectionTexts(practice: Pick<Practice, 'sections'>): SectionTexts {
  const body = (key: SectionKey): string =>
    practice.sections.find((section) => section.key === key)?.body ?? '';
  return Object.fromEntries(sectionKeys.map((key) => [key, body(key)])) as SectionTexts;
}

const isSection = (key: FormKey): key is `section:${SectionKey}` => key.startsWith('section:');
const sectionOf = (key: `section:${SectionKey}`): SectionKey => key.slice('section:'.length) as SectionKey;

/** What stands under one key of a practice, as the form would hold it; for comparing two of them. */
export function formPiece(key: FormKey, values: FormValues, texts: SectionTexts): unknown {
  return isSection(key) ? texts[sectionOf(key)] : values[key];
}

export const formKeys: readonly FormKey[] = [
  ...editableKeys,
  ...sectionKeys.map((key): FormKey => `section:${key}`),
];

/**
 * What the inputs hold, and what of it differs from the stored practice. The difference is taken against the
 * form's own earlier contents, never against what the file made of them (trimmed, NFC), so that a save
 * never rewrites an input and never repeats itself.
 */
export class PracticeForm {
  values = $state<FormValues>(toFormValues({ format: '', id: '', origin: '', language: 'vi' }));
  sections = $state<SectionTexts>(sectionTexts({ sections: [] }));
  /** For showing; saving looks for itself, since it goes on after the screen and its deriveds are gone. */
  readonly problems = $derived(findProblems(this.values));
  /** Inputs whose text is not taken, being unreadable or asked about: nothing of them is stored. */
  readonly doubts = new SvelteSet<string>();
  /** Editors that hold back what is being typed until the typing rests: each hands it over when called. */
  #pending: readonly (() => void)[] = [];
  readonly #stored = new SvelteMap<FormKey, string>();
  #composing = false;
  #afterComposing: (() => void)[] = [];

  /** Has `handOver` called before what was typed is looked at; returns the function that ends it. */
  holdBack(handOver: () => void): () => void {
    this.#pending = [...this.#pending, handOver];
    return () => {
      this.#pending = this.#pending.filter((other) => other !== handOver);
    };
  }

  /** Notes whether an input, by any name of its own, holds text that is not taken. */
  doubt(input: string, doubtful: boolean): void {
    untrack(() => (doubtful ? this.doubts.add(input) : this.doubts.delete(input)));
  }

  /** Letters are being composed in an input. */
  get composing(): boolean {
    return this.#composing;
  }

  /** Says that letters are being composed in an input (by an input method), or are done. */
  compose(composing: boolean): void {
    this.#composing = composing;
    if (!composing) for (const go of this.#afterComposing.splice(0)) go();
  }

  /** Resolves when no letters are being composed: text put into an input meanwhile would break them off. */
  async composed(): Promise<void> {
    while (this.#composing) await new Promise<void>((resolve) => this.#afterComposing.push(resolve));
  }

  /** Takes over what editors still hold back. To be called before the form is compared, stored or replaced. */
  collect(): void {
    for (const handOver of this.#pending) handOver();
  }

  /** Keys under which something was typed that is not stored yet. */
  changedKeys(): FormKey[] {
    return formKeys.filter((key) => this.#fingerprint(key) !== this.#stored.get(key));
  }

  /** The changed keys that can be stored as they are. */
  sendableKeys(): FormKey[] {
    const problems = findProblems(this.values);
    return this.changedKeys().filter((key) => isSection(key) || !isHeldBack(key, problems));
  }

  /** What to send for the given keys. */
  changes(keys: readonly FormKey[]): { fields: FieldChanges; sections: Partial<SectionTexts> } {
    const values = this.#snapshot();
    const fields = keys
      .filter((key): key is EditableKey => !isSection(key))
      .map((key) => [key, storedField(key, values)]);
    return { fields: Object.fromEntries(fields) as FieldChanges, sections: this.#texts(keys) };
  }

  /** The contents of the given keys now: keep it while they are being stored, then call `markStored`. */
  fingerprints(keys: readonly FormKey[]): Contents {
    return keys.map((key) => [key, this.#fingerprint(key)]);
  }

  /** Says that these contents are stored now; what was typed meanwhile stays changed. */
  markStored(contents: Contents): void {
    for (const [key, content] of contents) this.#stored.set(key, content);
  }

  /**
   * Takes the given keys of the practice as what is stored, and puts them into the inputs except under the keys
   * to keep. Other inputs stay letter for letter: the file may have trimmed what stands in them.
   */
  adopt(practice: Practice, keys: readonly FormKey[], keep: readonly FormKey[] = []): void {
    const values = toFormValues(practice.frontMatter);
    const texts = sectionTexts(practice);
    for (const key of keys) {
      const content = JSON.stringify(formPiece(key, values, texts));
      const unchanged = this.#fingerprint(key) === content;
      this.#stored.set(key, content);
      if (!unchanged && !keep.includes(key)) this.#put(key, values, texts);
    }
  }

  /** Puts earlier contents back: the copy of a session that ended too soon. */
  restore({ values, sections }: FormPart): void {
    Object.assign(this.values, structuredClone(values));
    Object.assign(this.sections, sections);
  }

  /** A copy of the contents under the given keys. */
  part(keys: readonly FormKey[]): FormPart {
    const values = this.#snapshot();
    const kept = keys.filter((key) => !isSection(key)).map((key) => [key, values[key]]);
    return { values: Object.fromEntries(kept) as Partial<FormValues>, sections: this.#texts(keys) };
  }

  /** The front matter as it would be stored now, for the checklist. */
  frontMatter(stored: FrontMatter): FrontMatter {
    const values = this.#snapshot();
    const entries = editableKeys.map((key): [EditableKey, EditableFields[EditableKey] | null] => [
      key,
      storedField(key, values),
    ]);
    const given = Object.fromEntries(entries.filter(([, value]) => value !== null));
    const rest = Object.fromEntries(
      Object.entries(stored).filter(([key]) => !editableKeys.includes(key as EditableKey)),
    );
    return { ...rest, ...given } as FrontMatter;
  }

  sectionList(): { key: SectionKey; body: string }[] {
    return sectionKeys.map((key) => ({ key, body: this.sections[key] }));
  }

  #texts(keys: readonly FormKey[]): Partial<SectionTexts> {
    const wanted = keys.filter(isSection).map(sectionOf);
    return Object.fromEntries(wanted.map((key): [string, string] => [key, this.sections[key]]));
  }

  #snapshot(): FormValues {
    return $state.snapshot<FormValues>(this.values);
  }

  #fingerprint(key: FormKey): string {
    return JSON.stringify(formPiece(key, this.values, this.sections));
  }

  #put(key: FormKey, values: FormValues, texts: SectionTexts): void {
    if (isSection(key)) this.sections[sectionOf(key)] = texts[sectionOf(key)];
    else Object.assign(this.values, { [key]: values[key] });
  }
}
