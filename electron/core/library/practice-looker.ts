import { HotPractices } from '#core/library/hot-practices';
import type { LookThread } from '#core/library/look-thread';
import type { OpenedLibrary } from '#core/library/opened-library';
import type { Clock, Pace } from '#core/library/pace';
import { callsFor } from '#core/practices/practice-stamp';

/** Practices that are read together. */
const together = 50;
/** How long a practice is likely to change again after a change, and after it was written here. Milliseconds. */
const hotAfterChange = 60_000;
const hotAfterNote = 600_000;

interface LookerOptions {
  readonly library: OpenedLibrary;
  readonly clock: Clock;
  /** Is told what everything costs. */
  readonly pace: Pace;
  /** Without it all looking is done in this thread. */
  readonly thread: LookThread | undefined;
  readonly stop: AbortSignal;
}

/** Holds practices against their files and reads again what is not as it was. */
export class PracticeLooker {
  readonly #library: OpenedLibrary;
  readonly #clock: Clock;
  readonly #pace: Pace;
  readonly #thread: LookThread | undefined;
  readonly #stop: AbortSignal;
  readonly #likely = new HotPractices();

  constructor({ library, clock, pace, thread, stop }: LookerOptions) {
    this.#library = library;
    this.#clock = clock;
    this.#pace = pace;
    this.#thread = thread;
    this.#stop = stop;
  }

  /** These were written here. */
  noted(ids: readonly string[]): void {
    for (const id of ids) this.#likely.add(id, this.#clock.now() + hotAfterNote);
  }

  /** Those that changed or were written here lately. */
  lookAtLikely(): Promise<void> {
    return this.lookAt(this.#likely.at(this.#clock.now()), false);
  }

  /** Looks at the files of practices, by two calls each or by four where `thorough`, and reads those that changed. */
  async lookAt(ids: readonly string[], thorough: boolean): Promise<void> {
    if (ids.length === 0) return;
    const { catalogue } = this.#library;
    const stale = await this.#stale(ids, thorough);
    for (let at = 0; at < stale.length && !this.#stop.aborted; at += together) {
      const some = stale.slice(at, at + together);
      await this.#pace.measure(
        () => catalogue.readAgain(some),
        (changed) => changed > 0,
      );
      for (const id of some) {
        if (catalogue.get(id)) this.#likely.add(id, this.#clock.now() + hotAfterChange);
        else this.#likely.delete(id);
      }
    }
  }

  /** The thread is for drives that answer at once; to a share, which does not, two calls at a time are under way. */
  async #stale(ids: readonly string[], thorough: boolean): Promise<readonly string[]> {
    const { catalogue } = this.#library;
    const known = ids.map((id) => ({ id, stamp: catalogue.stampOf(id), thorough }));
    const looked = this.#pace.slow ? undefined : await this.#thread?.look(known);
    if (looked === undefined) return this.#pace.measure(() => catalogue.stale(ids, thorough));
    this.#pace.add(ids.length * callsFor({ thorough }), looked.took);
    return looked.stale;
  }
}
