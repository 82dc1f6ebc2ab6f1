import { Failure } from '#shared/failure';

/** Turns of long countings: of those that one asker wants, only the last one goes on. */
export class Turns {
  readonly #last = new Map<string, symbol>();

  /** A function that lets others have their turn, and fails with `cancelled` once the same asker wants something else. */
  begin(asker: string | undefined): { readonly turn: () => Promise<void>; readonly end: () => void } {
    const mine = Symbol();
    if (asker !== undefined) this.#last.set(asker, mine);
    const isLast = (): boolean => asker === undefined || this.#last.get(asker) === mine;
    return {
      turn: async () => {
        await new Promise((resolve) => setImmediate(resolve));
        if (!isLast()) throw new Failure('cancelled');
      },
      end: () => {
        if (asker !== undefined && isLast()) this.#last.delete(asker);
      },
    };
  }
}
