import { getContext, setContext } from 'svelte';
import { SvelteMap } from 'svelte/reactivity';
import type { PracticeEditor } from '#renderer/views/editor/practice-editor.svelte';
import { inputId } from '#renderer/views/editor/input-id';
import type { PlainReason } from '#renderer/views/editor/rich/plain-reason';
import type { RichSection } from '#renderer/views/editor/rich/rich-section';
import { type SectionKey, sectionKeys } from '#shared/model/section';

type RichModule = typeof import('#renderer/views/editor/rich/rich-section');

const key = Symbol('rich sections');

/** The sections of one practice in the rich editor: which are shown how, and which one the tools work on. */
export class RichSections {
  /** The editor's code, once it is here; null before. */
  module = $state.raw<RichModule | null>(null);
  /** The code could not be had: everything is edited as plain text. */
  unavailable = $state(false);
  /** The section that was last in use. */
  active = $state<SectionKey | null>(null);
  /** Sections edited as plain text, and why. */
  readonly plain = new SvelteMap<SectionKey, PlainReason | 'chosen'>();
  /** What the keyboard asked for last: a tool that asks something, or the way to the toolbar. */
  asked = $state.raw<{ readonly tool: 'link' | 'picture' | 'toolbar' } | null>(null);
  /** Counts changes of text and selection: what shows either reads it. */
  version = $state(0);
  #isTelling = false;
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

  /** Moves the caret out of a section: one section up or down, or to the first or last one. */
  leave(from: SectionKey, to: 'up' | 'down' | 'first' | 'last'): boolean {
    const at = sectionKeys.indexOf(from);
    const index = { up: at - 1, down: at + 1, first: 0, last: sectionKeys.length - 1 }[to];
    const section = sectionKeys[index];
    if (section === undefined || section === from) return false;
    this.#enter(section, to === 'up' || to === 'last' ? 'end' : 'start');
    return true;
  }

  #enter(section: SectionKey, place: 'start' | 'end'): void {
    const rich = this.#open.get(section);
    if (rich) {
      rich.focus(place);
      return;
    }
    const area = document.getElementById(inputId(`section.${section}`));
    area?.focus();
    if (!(area instanceof HTMLTextAreaElement)) return;
    const offset = place === 'start' ? 0 : area.value.length;
    area.setSelectionRange(offset, offset);
  }
}

export function useRichSections(): RichSections {
  return getContext<RichSections>(key);
}
