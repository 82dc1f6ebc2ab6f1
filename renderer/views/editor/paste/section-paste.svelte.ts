import { insertMarkdown } from '#renderer/views/editor/paste/insert-text';
import {
  type PasteTarget,
  readPaste,
  type TakenPaste,
  takePaste,
} from '#renderer/views/editor/paste/take-paste';

interface Told extends Pick<TakenPaste, 'report' | 'failures'> {
  /** The text before and with the paste. */
  readonly before: string;
  readonly after: string;
}

/** Pastes into the plain text of one section: what is formatted comes in as Markdown. */
export class SectionPaste {
  busy = $state(false);
  #told = $state.raw<Told | null>(null);
  readonly #read: () => string;
  readonly #write: (text: string) => void;
  readonly #target: () => PasteTarget;

  constructor(text: { read: () => string; write: (text: string) => void }, target: () => PasteTarget) {
    this.#read = text.read;
    this.#write = text.write;
    this.#target = target;
  }

  /** What to tell of the last paste: until the text is changed again. */
  get told(): Told | null {
    return this.#told !== null && this.#told.after === this.#read() ? this.#told : null;
  }

  /** For the `paste` and `drop` events of the text area; leaves mere text to the browser. */
  async take(event: ClipboardEvent | DragEvent): Promise<void> {
    const area = event.currentTarget;
    const data = event instanceof ClipboardEvent ? event.clipboardData : event.dataTransfer;
    if (!(area instanceof HTMLTextAreaElement) || data === null || this.busy) return;
    const result = readPaste(data);
    if (result === null) return;
    event.preventDefault();
    this.busy = result.pictures.length > 0;
    try {
      this.#insert(area, await takePaste(result, this.#target()));
    } finally {
      this.busy = false;
    }
  }

  undo(): void {
    const told = this.told;
    this.#told = null;
    if (told) this.#write(told.before);
  }

  close(): void {
    this.#told = null;
  }

  #insert(area: HTMLTextAreaElement, taken: TakenPaste): void {
    const before = this.#read();
    const place = { start: area.selectionStart, end: area.selectionEnd };
    const { text, cursor } = insertMarkdown(before, place, taken);
    area.value = text;
    area.setSelectionRange(cursor, cursor);
    this.#write(text);
    this.#told = { before, after: text, report: taken.report, failures: taken.failures };
  }
}
