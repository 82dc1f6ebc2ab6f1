import { Editor, getSchema } from '@tiptap/core';
import { closeHistory } from '@tiptap/pm/history';
import type { Node } from '@tiptap/pm/model';
import { placeCaret } from '#renderer/views/editor/rich/caret-place';
import { createExtensions, type ShownOptions } from '#renderer/views/editor/rich/extensions';
import { openCaption, openLink, openPicture } from '#renderer/views/editor/rich/open-by-mouse';
import type { PlainReason } from '#renderer/views/editor/rich/plain-reason';
import { handleKey, type KeyOptions, type Spot } from '#renderer/views/editor/rich/rich-keys';
import {
  forDocument,
  openSection,
  type SectionSource,
  sourceText,
  updateSource,
} from '#renderer/views/editor/rich/section-source';
import { tickPressed } from '#renderer/views/editor/rich/task-items';

/** Rest after the last key before the text is written as Markdown, and the longest wait; in milliseconds. */
const restDelay = 300;
const longestDelay = 1_000;

export interface RichSectionOptions extends KeyOptions {
  readonly host: HTMLElement;
  readonly text: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly shown: ShownOptions;
  /** Called with the section's Markdown when it was edited and the typing rests. */
  readonly onText: (text: string) => void;
  /** The first change since text was handed out last. */
  readonly onTyping: () => void;
  /** The text or the selection changed. */
  readonly onChange: () => void;
  readonly onFocus: () => void;
  /** The section's text has become one that cannot be shown formatted. */
  readonly onPlain: (reason: PlainReason) => void;
  /** Takes what is pasted or dropped; true when it is taken care of. */
  readonly onPaste: (editor: Editor, data: DataTransfer, dropped: boolean) => boolean;
}

/** The editor of one section: Markdown in, formatted text on the page, Markdown out for what was changed. */
export class RichSection {
  readonly editor: Editor;
  readonly #options: RichSectionOptions;
  #source: SectionSource;
  /** The Markdown that the document stands for, as last taken in or given out. */
  #text: string;
  #dirty = false;
  /** Taken in while letters were being composed: comes when that is done. */
  #waiting: string | null = null;
  #rest: ReturnType<typeof setTimeout> | undefined;
  #limit: ReturnType<typeof setTimeout> | undefined;

  private constructor(
    options: RichSectionOptions,
    opened: { doc: { toJSON(): unknown }; source: SectionSource },
  ) {
    this.#options = options;
    this.#text = options.text;
    this.editor = new Editor({
      element: options.host,
      extensions: createExtensions(options.shown),
      content: opened.doc.toJSON() as Record<string, unknown>,
      injectCSS: false,
      // Nothing else may change while somebody types: Vietnamese is typed with backspaces and new letters.
      enableInputRules: ['bulletList', 'orderedList'],
      enablePasteRules: false,
      editorProps: {
        attributes: ({ doc }) => ({
          ...options.attributes,
          class: isBlank(doc) ? 'blank' : '',
        }),
        handleKeyDown: (_view, event) => handleKey(this.editor, event, options),
        handleClickOn: (view, _pos, node, at, event) => openCaption(view, node, at, event, options),
        handleDoubleClickOn: (view, _pos, node, at) => openPicture(view, node, at, options),
        handlePaste: (_view, event) =>
          event.clipboardData !== null && options.onPaste(this.editor, event.clipboardData, false),
        handleDrop: (view, event, _slice, moved) => {
          // What is moved by the mouse is a step of its own to undo.
          if (moved) view.dispatch(closeHistory(view.state.tr));
          return !moved && event.dataTransfer !== null && this.#drop(event);
        },
        handleDOMEvents: {
          compositionend: () => this.#composed(),
          mousedown: tickPressed,
          click: (_view, event) => openLink(event, options),
          auxclick: (_view, event) => openLink(event, options),
        },
      },
      onUpdate: ({ transaction }) => {
        if (transaction.getMeta('taken-in') !== true) this.#changed();
      },
      onTransaction: () => {
        queueMicrotask(options.onChange);
      },
      onFocus: () => {
        options.onFocus();
      },
      // Also sent while the focused text is being taken off the page, when Svelte allows no change of state.
      onBlur: () => {
        queueMicrotask(this.collect);
      },
    });
    this.#source = forDocument(opened.source, this.editor.state.doc);
  }

  /** Opens the editor in the host element, or says why the text cannot be shown formatted. */
  static open(options: RichSectionOptions): RichSection | PlainReason {
    const opened = openSection(options.text, getSchema(createExtensions(options.shown)));
    return opened.type === 'rich' ? new RichSection(options, opened) : opened.reason;
  }

  /** Hands out what was typed and not handed out yet. */
  readonly collect = (): void => {
    clearTimeout(this.#rest);
    clearTimeout(this.#limit);
    this.#limit = undefined;
    if (!this.#dirty) return;
    this.#dirty = false;
    this.#source = updateSource(this.#source, this.editor.state.doc);
    this.#text = sourceText(this.#source);
    this.#options.onText(this.#text);
  };

  /** Shows text that came from elsewhere. Where it says the same, nothing moves. */
  takeIn(text: string): void {
    if (text === this.#text || this.#dirty) return;
    if (this.editor.view.composing) {
      this.#waiting = text;
      return;
    }
    const opened = openSection(text, this.editor.schema);
    if (opened.type === 'plain') {
      this.#options.onPlain(opened.reason);
      return;
    }
    const { state, view } = this.editor;
    const start = state.doc.content.findDiffStart(opened.doc.content);
    const end = state.doc.content.findDiffEnd(opened.doc.content);
    if (start !== null && end) {
      const overlap = Math.max(0, start - Math.min(end.a, end.b));
      const slice = opened.doc.slice(start, end.b + overlap);
      const tr = state.tr.replace(start, end.a + overlap, slice).setMeta('addToHistory', false);
      view.dispatch(tr.setMeta('taken-in', true));
    }
    this.#text = text;
    this.#source = forDocument(opened.source, this.editor.state.doc);
  }

  /** Puts the caret into the section: at one end, under (above) that distance from the left, or nearest to a spot. */
  enter(place: 'start' | 'end' | Spot, left?: number): void {
    placeCaret(this.editor.view, place, left);
  }

  /** Takes the focus back as it was. */
  focus(): void {
    this.editor.view.focus();
  }

  destroy(): void {
    this.collect();
    this.editor.destroy();
  }

  #changed(): void {
    if (!this.#dirty) this.#options.onTyping();
    this.#dirty = true;
    clearTimeout(this.#rest);
    this.#rest = setTimeout(this.collect, restDelay);
    this.#limit ??= setTimeout(this.collect, longestDelay);
  }

  #composed(): boolean {
    const text = this.#waiting;
    this.#waiting = null;
    // The last letters of the composition are only in the document after this event.
    if (text !== null)
      setTimeout(() => {
        this.takeIn(text);
      }, 50);
    return false;
  }

  #drop(event: DragEvent): boolean {
    const place = this.editor.view.posAtCoords({ left: event.clientX, top: event.clientY });
    if (place) this.editor.commands.setTextSelection(place.pos);
    const taken = event.dataTransfer !== null && this.#options.onPaste(this.editor, event.dataTransfer, true);
    if (taken) event.preventDefault();
    return taken;
  }
}

const isBlank = (doc: Node): boolean =>
  doc.childCount === 1 && doc.firstChild?.type.name === 'paragraph' && doc.firstChild.content.size === 0;
