import { insertMarkdown } from '#renderer/views/editor/paste/insert-text';
import {
  attachBeside,
  type AttachedBeside,
  type PasteTarget,
  readDrop,
  type ReadPaste,
  readPaste,
  type TakenPaste,
  takePaste,
} from '#renderer/views/editor/paste/take-paste';

interface Told extends Pick<TakenPaste, 'report' | 'failures' | 'added'> {
  /** The text before and with the paste. */
  readonly before: string;
  readonly after: string;
  readonly isUndone: boolean;
}

/** Pastes into the plain text of one section: what is formatted comes in as Markdown. */
export class SectionPaste {
  busy = $state(false);
  /** Dropped files that went to the attachments. */
  beside = $state.raw<AttachedBeside | null>(null);
  #told = $state.raw<Told | null>(null);
  readonly #read: () => string;
  readonly #write: (text: string) => void;
  readonly #target: () => PasteTarget;

  constructor(text: { read: () => string; write: (text: string) => void }, target: () => PasteTarget) {
    this.#read = text.read;
    this.#write = text.write;
    this.#target = target;
  }

  /** What to tell of the last paste, or of taking it back: until the text is changed again. */
  get told(): Told | null {
    const told = this.#told;
    return told !== null && (told.isUndone ? told.before : told.after) === this.#read() ? told : null;
  }

  /** For the `paste` and `drop` events of the text area; leaves mere text to the browser. */
  async take(event: ClipboardEvent | DragEvent): Promise<void> {
    const area = event.currentTarget;
    const isDrop = !(event instanceof ClipboardEvent);
    const data = isDrop ? event.dataTransfer : event.clipboardData;
    if (!(area instanceof HTMLTextAreaElement) || data === null || this.busy) return;
    const result = isDrop ? readDrop(data) : readPaste(data);
    if (result === null) return;
    event.preventDefault();
    await this.#take(area, result);
  }

  undo(): void {
    const { told } = this;
    if (!told) return;
    this.#told = { ...told, isUndone: true };
    this.#write(told.before);
    void this.#target().list.pasted.undone(told.added);
  }

  redo(): void {
    const { told } = this;
    if (!told) return;
    this.#told = { ...told, isUndone: false };
    this.#write(told.after);
    void this.#target().list.pasted.redone(told.added);
  }

  close(): void {
    this.#told = null;
    this.beside = null;
  }

  async #take(area: HTMLTextAreaElement, result: ReadPaste): Promise<void> {
    const target = this.#target();
    this.beside = null;
    this.busy = result.pictures.length > 0;
    try {
      if (result.html !== '') this.#insert(area, await takePaste(result, target));
    } finally {
      this.busy = false;
    }
    this.beside = await attachBeside(result, target);
  }

  #insert(area: HTMLTextAreaElement, taken: TakenPaste): void {
    const before = this.#read();
    const place = { start: area.selectionStart, end: area.selectionEnd };
    const { text, cursor } = insertMarkdown(before, place, taken);
    area.value = text;
    area.setSelectionRange(cursor, cursor);
    this.#write(text);
    const { report, failures, added } = taken;
    this.#told = { before, after: text, report, failures, added, isUndone: false };
  }
}
