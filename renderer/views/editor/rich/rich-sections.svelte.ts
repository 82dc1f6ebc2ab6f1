import { getContext, setContext } from 'svelte';
import { SvelteMap } from 'svelte/reactivity';
import type { PracticeEditor } from '#renderer/views/editor/practice-editor.svelte';
import { inputId } from '#renderer/views/editor/input-id';
import type { AttachedBeside, TakenPaste } from '#renderer/views/editor/paste/take-paste';
import type { PlainReason } from '#renderer/views/editor/rich/plain-reason';
import { nearestElement, turnPage } from '#renderer/views/editor/rich/page-turn';
import type { Leave, Spot } from '#renderer/views/editor/rich/rich-keys';
import type { RichSection } from '#renderer/views/editor/rich/rich-section';
import { type SectionKey, sectionKeys } from '#shared/model/section';

type RichModule = typeof import('#renderer/views/editor/rich/rich-section');

/** A tool that asks something (`open` whether to open the link), or the way to the toolbar. */
type Asked =
  { readonly tool: 'link' | 'picture' | 'toolbar' } | { readonly tool: 'open'; readonly href: string };

/** The last paste into a section, as far as something is to be told of it. */
export interface ToldPaste {
  readonly told: (Pick<TakenPaste, 'report' | 'failures'> & { readonly isUndone: boolean }) | null;
  readonly beside: AttachedBeside | null;
  readonly busy: boolean;
  undo(): void;
  redo(): void;
  close(): void;
}

const key = Symbol('rich sections');

/** The sections of one practice in the rich editor: which are shown how, and which one the tools work on. */
export class RichSections {
  /** The editor's code, once it is here; null before. */
  module = $state.raw<RichModule | null>(null);
  /** The code could not be had: everything is edited as plain text. */
  unavailable = $state(false);
  /** What was pasted into last, by keyboard or mouse. */
  paste = $state.raw<ToldPaste | null>(null);
  /** The section that was last in use. */
  active = $state<SectionKey | null>(null);
  /** Sections edited as plain text, and why. */
  readonly plain = new SvelteMap<SectionKey, PlainReason | 'chosen'>();
  /** What was asked for last, by the keyboard or otherwise. */
  asked = $state.raw<Asked | null>(null);
  /** Counts changes of text and selection: what shows either reads it. */
  version = $state(0);
  #isTelling = false;
  #sheet: HTMLElement | null = null;
  readonly #open = new SvelteMap<SectionKey, RichSection>();
  readonly #editor: PracticeEditor;

  constructor(editor: PracticeEditor) {
    this.#editor = editor;
    setContext(key, this);
  }

  async load(): Promise<void> {
    try {
      this.module = await import('#renderer/views/editor/rich/rich-section');
    } catch {
      this.unavailable = true;
    }
  }

  /** The section that the tools work on: the one last in use, or the first that can be formatted. */
  get target(): RichSection | undefined {
    if (this.active !== null) return this.#open.get(this.active);
    return sectionKeys.map((section) => this.#open.get(section)).find((section) => section !== undefined);
  }

  /** Gives the text in use the focus back, as it was. */
  refocus(): void {
    if (this.active !== null && this.isPlain(this.active))
      document.getElementById(inputId(`section.${this.active}`))?.focus();
    else this.target?.focus();
  }

  /** The first section, for when none is in use yet. */
  get first(): SectionKey {
    return sectionKeys[0];
  }

  isPlain(section: SectionKey): boolean {
    return this.unavailable || this.plain.has(section);
  }

  /** Takes an editor in; returns the function that lets it go. */
  add(section: SectionKey, rich: RichSection): () => void {
    this.#open.set(section, rich);
    const letGo = this.#editor.form.holdBack(rich.collect);
    return () => {
      letGo();
      if (this.#open.get(section) === rich) this.#open.delete(section);
    };
  }

  /** To be called at every change of text and selection. The tools follow a moment later: letters come first. */
  noteChange(): void {
    if (this.#isTelling) return;
    this.#isTelling = true;
    setTimeout(() => {
      this.#isTelling = false;
      this.version += 1;
    }, 60);
  }

  /** Shows a section as plain text; `reason` is told beside it. */
  showPlain(section: SectionKey, reason: PlainReason | 'chosen'): void {
    this.#open.get(section)?.collect();
    this.plain.set(section, reason);
  }

  /** Switches a section between formatted and plain text, as far as its text can be shown formatted. */
  toggle(section: SectionKey): void {
    if (this.plain.has(section)) this.plain.delete(section);
    else this.showPlain(section, 'chosen');
  }

  /** Moves the caret out of a section; true when there is somewhere to go. */
  leave(from: SectionKey, to: Leave, spot: Spot): boolean {
    if (to === 'all') return this.#selectAll();
    if (to === 'pageUp' || to === 'pageDown') return this.#turnPage(from, to === 'pageDown', spot);
    const at = sectionKeys.indexOf(from);
    const last = sectionKeys.length - 1;
    const index = { up: at - 1, left: at - 1, down: at + 1, right: at + 1, first: 0, last }[to];
    const section = sectionKeys[index];
    if (section === undefined || section === from) return false;
    const place = to === 'up' || to === 'left' || to === 'last' ? 'end' : 'start';
    this.#enter(section, place, to === 'up' || to === 'down' ? spot.left : undefined);
    return true;
  }

  /** Takes the element in that holds all sections: once it is selected as a whole, a key leads back to the text. */
  readonly holdSheet = (sheet: HTMLElement): (() => void) => {
    const back = (event: KeyboardEvent): void => {
      if (event.target !== sheet || !/^(?:Escape|Arrow|Home|End|Page)/.test(event.key)) return;
      event.preventDefault();
      // With a caret: what was selected in the section would be replaced by the next letter.
      this.target?.enter('end');
    };
    const left = (event: FocusEvent): void => {
      if (event.target === sheet) sheet.removeAttribute('tabindex');
    };
    this.#sheet = sheet;
    sheet.addEventListener('keydown', back);
    sheet.addEventListener('focusout', left);
    return () => {
      sheet.removeEventListener('keydown', back);
      sheet.removeEventListener('focusout', left);
      this.#sheet = null;
    };
  };

  /** Headings and texts of all sections, for copying; none of them has the focus, so that no key can change them. */
  #selectAll(): boolean {
    if (!this.#sheet) return false;
    this.#sheet.tabIndex = -1;
    this.#sheet.focus({ preventScroll: true });
    getSelection()?.selectAllChildren(this.#sheet);
    return true;
  }

  #turnPage(from: SectionKey, down: boolean, spot: Spot): boolean {
    const elements = sectionKeys.flatMap((section) => {
      const element = document.getElementById(inputId(`section.${section}`));
      return element ? [{ section, element }] : [];
    });
    const here = elements.find(({ section }) => section === from)?.element;
    const goal = here && turnPage(here, down, spot);
    const found = goal && nearestElement(elements, goal);
    if (found) this.#enter(found.section, goal);
    else this.#enter(down ? (sectionKeys.at(-1) ?? from) : sectionKeys[0], down ? 'end' : 'start');
    return true;
  }

  #enter(section: SectionKey, place: 'start' | 'end' | Spot, left?: number): void {
    const rich = this.#open.get(section);
    if (rich) {
      rich.enter(place, left);
      return;
    }
    const area = document.getElementById(inputId(`section.${section}`));
    area?.focus();
    if (!(area instanceof HTMLTextAreaElement)) return;
    const offset = place === 'end' ? area.value.length : 0;
    area.setSelectionRange(offset, offset);
  }
}

export function useRichSections(): RichSections {
  return getContext<RichSections>(key);
}
