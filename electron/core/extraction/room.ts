/** How much text of a practice's files there is room for, in the order in which they are listed. */
export class Room {
  /** Files that did not go in, or not as a whole. */
  readonly over: string[] = [];
  #left: number;

  /** `most`: characters. */
  constructor(most: number) {
    this.#left = most;
  }

  /** As much of a text as there is room for, up to the end of a word. */
  take(file: string, text: string): string {
    if (text.length <= this.#left) {
      this.#left -= text.length;
      return text;
    }
    this.over.push(file);
    const end = text.slice(0, this.#left + 1).search(/\s\S*$/);
    this.#left = 0;
    return end > 0 ? text.slice(0, end) : '';
  }
}
