import { Editor, getSchema } from '@tiptap/core';
import type { Node } from '@tiptap/pm/model';
import { type EditorState, TextSelection } from '@tiptap/pm/state';
import type { EditorView } from '@tiptap/pm/view';
import { createExtensions } from '#renderer/views/editor/rich/extensions';
import type { PictureOptions } from '#renderer/views/editor/rich/picture-node';
import type { PlainReason } from '#renderer/views/editor/rich/plain-reason';
import {
  forDocument,
  openSection,
  type SectionSource,
  sourceText,
  updateSource,
} from '#renderer/views/editor/rich/section-source';

/** Rest after the last key before the text is written as Markdown, and the longest wait; in milliseconds. */
const restDelay = 300;
const longestDelay = 1_000;

export interface RichSectionOptions {
  readonly host: HTMLElement;
  readonly text: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly pictures: PictureOptions;
  /** Called with the section's Markdown when it was edited and the typing rests. */
  readonly onText: (text: string) => void;
  /** The text or the selection changed. */
  readonly onChange: () => void;
  readonly onFocus: () => void;
  /** The section's text has become one that cannot be shown formatted. */
  readonly onPlain: (reason: PlainReason) => void;
  /** The caret wants to leave the section; true when it has somewhere to go. */
  readonly onLeave: (to: 'up' | 'down' | 'first' | 'last') => boolean;
  /** Asked for by the keyboard. */
  readonly onTool: (tool: 'link' | 'toolbar') => void;
  /** Takes what is pasted or dropped; true when it is taken care of. */
  readonly onPaste: (editor: Editor, data: DataTransfer) => boolean;
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
      extensions: createExtensions(options.pictures),
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
        handleKeyDown: (view, event) => this.#key(view, event),
        handlePaste: (_view, event) =>
          event.clipboardData !== null && options.onPaste(this.editor, event.clipboardData),
        handleDrop: (_view, event, _slice, moved) =>
          !moved && event.dataTransfer !== null && this.#drop(event),
        handleDOMEvents: { compositionend: () => this.#composed() },
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
    const opened = openSection(options.text, getSchema(createExtensions(options.pictures)));
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

  focus(place: 'start' | 'end'): void {
    this.editor.commands.focus(place);
  }

  destroy(): void {
    this.collect();
    this.editor.destroy();
  }

  #changed(): void {
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
    const taken = event.dataTransfer !== null && this.#options.onPaste(this.editor, event.dataTransfer);
    if (taken) event.preventDefault();
    return taken;
  }

  #key(view: EditorView, event: KeyboardEvent): boolean {
    if (event.isComposing) return false;
    const command = event.ctrlKey || event.metaKey;
    if (event.key === 'F10' && event.altKey) return this.#tool('toolbar');
    if (command && event.shiftKey && event.key.toLowerCase() === 'k') return this.#tool('link');
    if (event.shiftKey || event.altKey) return false;
    if (command && event.key === 'Home') return this.#options.onLeave('first');
    if (command && event.key === 'End') return this.#options.onLeave('last');
    if (event.key === 'Enter' && inCell(view.state)) return true;
    if (command) return false;
    if (event.key === 'ArrowUp') return atEdge(view, 'up') && this.#options.onLeave('up');
    return event.key === 'ArrowDown' && atEdge(view, 'down') && this.#options.onLeave('down');
  }

  #tool(tool: 'link' | 'toolbar'): boolean {
    this.#options.onTool(tool);
    return true;
  }
}

const isBlank = (doc: Node): boolean =>
  doc.childCount === 1 && doc.firstChild?.type.name === 'paragraph' && doc.firstChild.content.size === 0;

const inCell = ({ selection }: EditorState): boolean => selection.$from.parent.type.name === 'cellText';

/** True when the caret stands on the first or last line of the section. */
function atEdge(view: EditorView, direction: 'up' | 'down'): boolean {
  const { selection, doc } = view.state;
  if (!(selection instanceof TextSelection) || !selection.empty) return false;
  const edge = direction === 'up' ? TextSelection.atStart(doc) : TextSelection.atEnd(doc);
  return edge.$from.parent === selection.$from.parent && view.endOfTextblock(direction);
}
