import { layout } from '#core/library/layout';
import type { OpenedLibrary } from '#core/library/opened-library';
import type { Platform } from '#core/platform';
import { periodsWithin } from '#shared/model/coverage';
import type { Period } from '#shared/model/period';

/** Between two looks, in milliseconds. */
const lookEvery = 5_000;
/** So many periods are followed; the one that was asked for first is left. */
const mostPeriods = 4;

interface PeriodWatchOptions {
  readonly platform: Pick<Platform, 'after'>;
  readonly library: OpenedLibrary;
  readonly changed: () => void;
}

/**
 * Notices that somebody has chosen, noted or asked for something of a period that a page here has asked about. A look costs
 * the times of a few folders; until a period is asked about nothing is looked at.
 */
export class PeriodWatch {
  readonly #options: PeriodWatchOptions;
  readonly #periods = new Set<Period>();
  #seen: string | undefined;
  #cancel: (() => void) | undefined;
  #looking: Promise<void> = Promise.resolve();
  #stopped = false;

  constructor(options: PeriodWatchOptions) {
    this.#options = options;
  }

  /** Looks after this period from now on. */
  follow(period: Period): void {
    if (this.#stopped || this.#periods.has(period)) return;
    this.#periods.add(period);
    for (const first of [...this.#periods].slice(0, -mostPeriods)) this.#periods.delete(first);
    this.#looking = this.#looking.then(() => this.#renew());
    if (this.#cancel === undefined) this.#rest();
  }

  /** This program has changed something: pages are told once it is clear what is no news any more. */
  tell(): void {
    this.#looking = this.#looking.then(async () => {
      await this.#renew();
      if (!this.#stopped) this.#options.changed();
    });
  }

  /** Resolves when nothing is being looked at any more. */
  async stop(): Promise<void> {
    this.#stopped = true;
    this.#cancel?.();
    await this.#looking;
  }

  #rest(): void {
    if (this.#stopped) return;
    this.#cancel = this.#options.platform.after(lookEvery, () => {
      this.#looking = this.#looking.then(() => this.#look());
      void this.#looking.then(() => {
        this.#rest();
      });
    });
  }

  async #renew(): Promise<void> {
    this.#seen = (await this.#stamp()) ?? this.#seen;
  }

  async #look(): Promise<void> {
    const stamp = await this.#stamp();
    // A drive that is away just now says nothing.
    if (stamp === undefined || this.#stopped) return;
    const isNews = this.#seen !== undefined && this.#seen !== stamp;
    this.#seen = stamp;
    if (isNews) this.#options.changed();
  }

  async #stamp(): Promise<string | undefined> {
    const { store } = this.#options.library;
    try {
      if (!(await store.fileSystem.information(store.at(layout.library)))) return undefined;
      const times = await Promise.all(this.#places().map((place) => this.#timeOf(place)));
      return JSON.stringify([[...this.#periods], times]);
    } catch {
      return undefined;
    }
  }

  /** Files are written anew beside what they replace: the time of the folder would tell, but locks are taken in it, too. */
  #places(): string[] {
    const periods = new Set([...this.#periods].flatMap((period) => [...periodsWithin(period)]));
    const ofPeriods = [...periods].flatMap((period) => [
      layout.compilation(period),
      `${layout.compilations}/${period}/call.json`,
      layout.nils(period),
    ]);
    return [layout.forms, 'units.json', 'quarter.json', ...ofPeriods];
  }

  async #timeOf(place: string): Promise<unknown> {
    const { store } = this.#options.library;
    const found = await store.fileSystem.information(store.at(place));
    return found ? [found.changedAt, found.kind === 'file' ? found.bytes : 0] : null;
  }
}
