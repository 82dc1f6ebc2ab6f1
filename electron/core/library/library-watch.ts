import { layout } from '#core/library/layout';
import type { LookThread } from '#core/library/look-thread';
import { Notices } from '#core/library/notices';
import type { OpenedLibrary } from '#core/library/opened-library';
import { type Clock, Pace } from '#core/library/pace';
import { PracticeLooker } from '#core/library/practice-looker';

/** All times in milliseconds. */
const times = {
  /** What an earlier run has noted is shown at once; holding it against the files waits until the first screen is there. */
  firstLook: 1_500,
  /** From the beginning of one round through all practices to the next, at the least: large libraries take longer. */
  round: 1_500,
  /** The same on a share, for the sake of its server. */
  slowRound: 20_000,
  /** The same where the system tells of changes: it may have missed some. */
  watchedRound: 60_000,
  /** Library, office and people; and whether a drive is back. */
  library: 2_000,
  slowLibrary: 5_000,
  /** Practices that are likely to change soon. */
  hot: 1_500,
  /** A slice of looking ends once so much rest is owed for it. */
  slice: 200,
  shortest: 20,
};
/** Practices that are looked at together; on a share one at a time, so that others get their files. */
const lookedAtTogether = 400;
/** In each round one practice of so many is looked at with all its files: not all drives keep the times of folders. */
const thoroughly = 16;
/** Calls by which the drive's speed is measured, in each slice. */
const samples = 4;
/** So many notices at once are a reason to look at everything. */
const manyNotices = 500;
/** So many changes since the last run are worth a new cache at once. */
const worthSaving = 20;

/**
 * Looks for changes made outside the program. Goes through all practices in rounds, in small slices with pauses, so
 * that it costs at most 5% of a core; notices of the system, where there are any, say what to look at sooner.
 */
export class LibraryWatch {
  readonly #library: OpenedLibrary;
  readonly #isThere: () => Promise<boolean>;
  readonly #clock: Clock;
  readonly #thread: LookThread | undefined;
  readonly #pace: Pace;
  readonly #looker: PracticeLooker;
  readonly #notices: Notices;
  readonly #stop = new AbortController();
  readonly #ended: Promise<void>;
  readonly #unsubscribe: () => void;
  #wake = new AbortController();
  /** What is left of this round. */
  #queue: string[] = [];
  #rounds = 0;
  #next = { library: 0, hot: 0, round: 0 };

  /**
   * `isThere` looks at everything but the practices and says whether the library can be seen. Without a `thread` all
   * looking is done in this one; the watch ends it.
   */
  constructor(library: OpenedLibrary, isThere: () => Promise<boolean>, clock: Clock, thread?: LookThread) {
    this.#library = library;
    this.#isThere = isThere;
    this.#clock = clock;
    this.#thread = thread;
    this.#pace = new Pace(clock);
    this.#looker = new PracticeLooker({ library, clock, pace: this.#pace, thread, stop: this.#stop.signal });
    this.#notices = new Notices(library.store.fileSystem, library.store.at(layout.practices), () => {
      this.#wake.abort();
    });
    this.#unsubscribe = library.catalogue.onNoted((ids) => {
      this.#looker.noted(ids);
    });
    this.#ended = this.#run(this.#stop.signal);
  }

  /** Resolves when nothing is being looked at any more. */
  async stop(): Promise<void> {
    this.#unsubscribe();
    this.#stop.abort();
    this.#wake.abort();
    this.#notices.stop();
    await this.#thread?.close();
    await this.#ended;
  }

  async #run(signal: AbortSignal): Promise<void> {
    if (this.#library.catalogue.size > 0) await this.#clock.pause(times.firstLook, signal);
    for (
      let look = (): Promise<void> => this.#firstLook(signal);
      !signal.aborted;
      look = () => this.#look()
    ) {
      await this.#attempt(look);
      this.#wake = new AbortController();
      // Asked to stop while it looked.
      if (this.#stop.signal.aborted) this.#wake.abort();
      await this.#clock.pause(this.#rest(), this.#wake.signal);
      // Whatever woke us does not make looking cheaper.
      await this.#clock.pause(this.#pace.wait, signal);
    }
  }

  /** A drive that drops, or a folder without rights, hinders this look and not the next one. */
  async #attempt(look: () => Promise<void>): Promise<void> {
    try {
      await look();
    } catch {
      this.#next.round = this.#clock.now() + times.library;
      this.#queue = [];
    }
  }

  /** As fast as it can: what changed since the last run is wanted now. */
  async #firstLook(signal: AbortSignal): Promise<void> {
    if (!(await this.#isThere())) return;
    const changed = await this.#library.catalogue.scan(signal);
    if (changed > worthSaving) await this.#library.catalogue.saveCache().catch(() => undefined);
  }

  /** How long until there is something to do and it may be done. */
  #rest(): number {
    const { library, hot, round } = this.#next;
    const due = this.#queue.length > 0 || this.#notices.waiting ? 0 : Math.min(library, hot, round);
    return Math.max(times.shortest, this.#pace.wait, due - this.#clock.now());
  }

  async #look(): Promise<void> {
    if (this.#clock.now() >= this.#next.library) {
      const there = await this.#pace.measure(this.#isThere);
      this.#next.library = this.#clock.now() + (this.#pace.slow ? times.slowLibrary : times.library);
      if (!there) {
        this.#leave();
        return;
      }
    }
    if (this.#notices.waiting) await this.#lookAtNoticed();
    if (this.#clock.now() >= this.#next.hot) {
      this.#next.hot = this.#clock.now() + times.hot;
      await this.#looker.lookAtLikely();
    }
    if (this.#queue.length === 0 && this.#clock.now() >= this.#next.round) await this.#beginRound();
    await this.#slice();
  }

  /** Everything is looked at again once the library is back. */
  #leave(): void {
    this.#notices.stop();
    this.#queue = [];
    const { library } = this.#next;
    this.#next = { library, hot: library, round: library };
  }

  async #beginRound(): Promise<void> {
    // A share tells of some changes and not of others.
    if (this.#pace.fast) this.#notices.start();
    this.#rounds += 1;
    this.#next.round = this.#clock.now() + this.#roundEvery();
    this.#queue = await this.#pace.measure(async () => {
      const { catalogue } = this.#library;
      const ids = (await catalogue.listing()) ?? [];
      // Taken from the end: those that nobody has seen yet come first.
      return [...ids.filter((id) => catalogue.get(id)), ...ids.filter((id) => !catalogue.get(id))];
    });
  }

  #roundEvery(): number {
    if (this.#notices.active) return times.watchedRound;
    return this.#pace.slow ? times.slowRound : times.round;
  }

  async #slice(): Promise<void> {
    await this.#pace.measure(() => this.#sample());
    while (this.#queue.length > 0 && this.#pace.wait < times.slice && !this.#stop.signal.aborted) {
      const size = this.#pace.slow ? 1 : lookedAtTogether;
      const turn = (this.#queue.length + this.#rounds) % thoroughly;
      const ids = this.#queue.splice(-size);
      const thorough = ids.filter((_, at) => (turn + at) % thoroughly === 0);
      await this.#looker.lookAt(thorough, true);
      await this.#looker.lookAt(
        ids.filter((id) => !thorough.includes(id)),
        false,
      );
    }
  }

  /** Other practices each time: what a share's client remembers would come fast. */
  async #sample(): Promise<void> {
    const { store } = this.#library;
    for (const id of this.#queue.slice(-samples)) {
      await this.#pace.sample(() => store.fileSystem.information(store.at(layout.text(id))));
    }
  }

  async #lookAtNoticed(): Promise<void> {
    const { unclear } = this.#notices;
    const noticed = this.#notices.take();
    if (unclear || noticed.length > manyNotices) {
      this.#queue = [];
      this.#next.round = 0;
      return;
    }
    const { catalogue } = this.#library;
    const known = noticed.filter((id) => catalogue.get(id));
    // What is no folder is no practice; only the listing tells.
    const ids =
      known.length < noticed.length ? await this.#pace.measure(() => catalogue.listing()) : undefined;
    await this.#looker.lookAt([...known, ...(ids ?? []).filter((id) => !catalogue.get(id))], true);
  }
}
