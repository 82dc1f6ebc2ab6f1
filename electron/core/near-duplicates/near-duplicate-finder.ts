import { dirname, join } from 'node:path';
import type { JobControl } from '#core/jobs/jobs';
import type { NearDuplicate } from '#core/near-duplicates/near-duplicates';
import type { ComparedPractice, NearDuplicateCalls } from '#core/near-duplicates/worker-protocol';
import type { Platform } from '#core/platform';
import { StopSign } from '#core/search/stop-sign';
import { indexFolder } from '#core/search/worker-index';
import { WorkerConnection } from '#core/threads/worker-connection';
import { Failure } from '#shared/failure';

/** Practices that are handed to the thread at a time: between two of them it can be stopped. */
const batch = 200;
/** Texts that were read: fewer are sooner read again than all are written. */
const worthSaving = 50;

type Thread = WorkerConnection<NearDuplicateCalls>;

export interface FinderOptions {
  readonly platform: Pick<Platform, 'workerScript' | 'profileFolder'>;
  readonly libraryId: string;
  /** The library's folder. */
  readonly root: string;
  /** All practices that can be compared, as they are now. */
  readonly list: () => readonly ComparedPractice[];
}

/**
 * Knows the near copies of one library. Works in a thread that is begun with the first look; from then on only what has changed is
 * read again.
 */
export class NearDuplicateFinder {
  readonly #options: FinderOptions;
  readonly #stopSign = new StopSign();
  #thread: Thread | undefined;
  /** Fingerprints of what the thread was told of. */
  #known = new Map<string, string>();
  #found: readonly NearDuplicate[] | null = null;
  #runs = 0;
  #turn: Promise<unknown> = Promise.resolve();
  #unsaved = 0;
  /** Something was read that was not compared yet. */
  #uncompared = false;
  #closed = false;

  constructor(options: FinderOptions) {
    this.#options = options;
  }

  /** As of the last look; null before the first one. */
  get found(): readonly NearDuplicate[] | null {
    return this.#found;
  }

  /** Whether no text has changed since the last look. */
  isCurrent(): boolean {
    if (this.#found === null || this.#uncompared) return false;
    const now = this.#options.list();
    return (
      now.length === this.#known.size &&
      now.every(({ id, fingerprint }) => this.#known.get(id) === fingerprint)
    );
  }

  /** Brings what is known up to date; looks wait for each other. Fails with `cancelled` once it was stopped. */
  look(control: JobControl): Promise<void> {
    const looked = this.#turn.then(() => this.#look(control));
    this.#turn = looked.catch(() => undefined);
    return looked;
  }

  async close(): Promise<void> {
    this.#closed = true;
    await this.#thread?.close();
  }

  async #look(control: JobControl): Promise<void> {
    control.check();
    if (this.isCurrent()) return;
    this.#uncompared = true;
    const thread = await this.#open();
    const now = this.#options.list();
    const there = new Set(now.map(({ id }) => id));
    await this.#forget(
      thread,
      [...this.#known.keys()].filter((id) => !there.has(id)),
    );
    await this.#read(
      thread,
      now.filter(({ id, fingerprint }) => this.#known.get(id) !== fingerprint),
      control,
    );
    this.#found = await this.#compare(thread, control.signal);
    this.#uncompared = false;
    if (this.#unsaved < worthSaving) return;
    await thread.call('save', null);
    this.#unsaved = 0;
  }

  async #forget(thread: Thread, gone: string[]): Promise<void> {
    if (gone.length > 0) await thread.call('forget', gone);
    for (const id of gone) this.#known.delete(id);
  }

  async #read(thread: Thread, changed: readonly ComparedPractice[], control: JobControl): Promise<void> {
    for (let at = 0; at < changed.length; at += batch) {
      control.check();
      control.report(at, changed.length);
      const practices = changed.slice(at, at + batch);
      this.#unsaved += await thread.call('read', practices);
      for (const { id, fingerprint } of practices) this.#known.set(id, fingerprint);
    }
    control.report(changed.length, changed.length);
  }

  async #compare(thread: Thread, signal: AbortSignal): Promise<readonly NearDuplicate[]> {
    this.#runs += 1;
    const run = this.#runs;
    const stop = (): void => {
      this.#stopSign.stop(run);
    };
    signal.addEventListener('abort', stop);
    try {
      return await thread.call('pairs', { run });
    } finally {
      signal.removeEventListener('abort', stop);
    }
  }

  /** A thread that ended is begun anew by the next look, which then reads what was not saved. */
  async #open(): Promise<Thread> {
    if (this.#closed) throw new Failure('cancelled');
    if (this.#thread) return this.#thread;
    const { platform, libraryId, root, list } = this.#options;
    const thread: Thread = new WorkerConnection(
      platform.workerScript('near-duplicates-worker'),
      'near-duplicates',
      () => {
        if (this.#thread === thread) this.#thread = undefined;
      },
    );
    this.#thread = thread;
    this.#known = new Map();
    const cache = join(dirname(indexFolder(platform.profileFolder, libraryId)), 'near-duplicates');
    const kept = await thread.call('open', { root, cache, stop: this.#stopSign.shared });
    const there = new Set(list().map(({ id }) => id));
    await this.#forget(
      thread,
      kept.filter((id) => !there.has(id)),
    );
    return thread;
  }
}
