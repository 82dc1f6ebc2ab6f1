import { fold } from '#shared/model/text';

export interface ComboboxOption {
  readonly value: string;
  readonly label: string;
  /** Other words by which it is found: old names, abbreviations. */
  readonly search?: string;
}

/** "ha ph" finds Hải Phòng: each typed piece begins a word. */
function beginWords(text: string, typed: string): boolean {
  const words = fold(text).split(/[^\p{L}\p{N}]+/u);
  return typed.split(/\s+/).every((piece) => words.some((word) => word.startsWith(piece)));
}

/**
 * A list that is narrowed by typing, with or without accents. The dependencies are functions so that changed
 * options and values are seen.
 */
export class ComboboxState {
  /** What is typed; `null` while the chosen option's name stands in the field. */
  typed = $state<string | null>(null);
  open = $state(false);
  active = $state(0);
  readonly #options: () => readonly ComboboxOption[];
  readonly #choose: (value: string) => void;
  readonly matches = $derived.by(() => this.#matching());

  constructor(options: () => readonly ComboboxOption[], choose: (value: string) => void) {
    this.#options = options;
    this.#choose = choose;
  }

  type(text: string): void {
    this.typed = text;
    this.open = true;
    this.active = 0;
  }

  move(by: number): void {
    if (!this.open) {
      this.open = true;
      return;
    }
    const { length } = this.matches;
    if (length > 0) this.active = (this.active + by + length) % length;
  }

  accept(index: number): void {
    const option = this.matches[index];
    this.typed = null;
    this.open = false;
    this.active = 0;
    if (option) this.#choose(option.value);
  }

  /** Leaves without choosing; the field shows the chosen option again. */
  leave(): void {
    this.typed = null;
    this.open = false;
    this.active = 0;
  }

  /** Names that begin with what is typed come first, then those with such words, then those found by other names. */
  #matching(): readonly ComboboxOption[] {
    const options = this.#options();
    const words = fold(this.typed ?? '').trim();
    if (words === '') return options;
    const rank = ({ label, search = '' }: ComboboxOption): number => {
      if (fold(label).startsWith(words)) return 0;
      if (beginWords(label, words)) return 1;
      return beginWords(`${label} ${search}`, words) ? 2 : 3;
    };
    return options
      .map((option) => ({ option, rank: rank(option) }))
      .filter((entry) => entry.rank < 3)
      .sort((a, b) => a.rank - b.rank)
      .map((entry) => entry.option);
  }
}
