/** Quiet time after the last key before it is saved. */
export const saveDelay = 800;
/** Somebody who types on without a rest is saved at this pace: what a power cut takes stays under 2 s. */
const longestUnsaved = 1_500;
/** Quiet time after which a revision is minted although the editor is still open. */
export const mintDelay = 10 * 60_000;
const retryDelays = [2_000, 5_000, 15_000, 30_000];

/** Knows when what is typed is to be saved, tried again, and minted. */
export class TypingRest {
  readonly #save: () => void;
  readonly #mint: () => void;
  #saveTimer: ReturnType<typeof setTimeout> | undefined;
  #mintTimer: ReturnType<typeof setTimeout> | undefined;
  /** When the first key was typed that no save has gone out for. */
  #unsavedSince: number | undefined;
  #failures = 0;

  constructor(save: () => void, mint: () => void) {
    this.#save = save;
    this.#mint = mint;
  }

  typed(): void {
    this.#unsavedSince ??= Date.now();
    const left = Math.max(0, this.#unsavedSince + longestUnsaved - Date.now());
    this.#saveIn(Math.min(saveDelay, left));
    clearTimeout(this.#mintTimer);
    this.#mintTimer = setTimeout(this.#mint, mintDelay);
  }

  /** A save is going out: none needs to be waited for. */
  saving(): void {
    clearTimeout(this.#saveTimer);
    this.#unsavedSince = undefined;
  }

  saved(): void {
    this.#failures = 0;
  }

  /** The save failed: it is tried again, less often each time. */
  failed(): void {
    this.#saveIn(retryDelays[Math.min(this.#failures, retryDelays.length - 1)] ?? 0);
    this.#failures += 1;
  }

  stop(): void {
    clearTimeout(this.#saveTimer);
    clearTimeout(this.#mintTimer);
  }

  #saveIn(delay: number): void {
    clearTimeout(this.#saveTimer);
    this.#saveTimer = setTimeout(this.#save, delay);
  }
}
