import type { Backend } from '#renderer/backend/backend';
import { RunningJob } from '#renderer/state/running-job.svelte';
import { type ForeignFile, foreignByFault, foreignFile } from '#renderer/state/foreign-file';
import type { FileReference } from '#shared/contract/operation';
import { Failure, type FailureData, toFailure } from '#shared/failure';

export interface RefusedFile {
  readonly key: number;
  readonly name: string;
  readonly failure: FailureData;
  /** What it is instead of a parcel, where that can be told. */
  readonly foreign: ForeignFile | null;
}

/** A file, or what the host already knows of it (the desktop program was asked to open one). */
type Parcel = File | FileReference;

/** A file that opens with a passphrase, which the person is asked for. */
export interface LockedParcel {
  readonly key: number;
  readonly parcel: Parcel;
  readonly isWrong: boolean;
}

/**
 * Parcels on their way in, wherever they were dropped: made known to the host, verified one after the other.
 * It belongs to the program, not to a screen, so that work goes on when one looks elsewhere.
 */
export class Receiving {
  /** Name of the file that is being read or verified. */
  current = $state<string | null>(null);
  /** From 0 to 1 while the file goes to the host; 1 from then on. */
  share = $state(0);
  /** Still to come after the current one. */
  ahead = $state(0);
  /** How many of several files, given together, are parcels that now wait; null where nothing is to be told. */
  accepted = $state<number | null>(null);
  /** Refused since the program was opened and not forgotten, newest first. */
  refused = $state.raw<readonly RefusedFile[]>([]);
  /** Files that open with a passphrase, newest first; `wrong` once one was tried that does not open it. */
  locked = $state.raw<readonly LockedParcel[]>([]);
  /** Grows with every parcel that was verified. */
  verified = $state(0);
  readonly job: RunningJob;
  readonly #backend: Backend;
  readonly #show: (reviewId?: string) => void;
  #queue: Promise<unknown> = Promise.resolve();
  #next = 1;

  /** `show` goes to the exchange screen, or to the named review. */
  constructor(backend: Backend, show: (reviewId?: string) => void) {
    this.#backend = backend;
    this.#show = show;
    this.job = new RunningJob(backend);
  }

  /** Takes files that the person dropped or chose, or that the host was asked to open. */
  async receive(...parcels: Parcel[]): Promise<void> {
    if (parcels.length === 0) return;
    this.#show();
    this.#forgetEarlier();
    this.ahead += parcels.length;
    const work = async (): Promise<void> => {
      const reviews: string[] = [];
      for (const parcel of parcels) {
        const review = await this.#take(parcel);
        if (review !== null) reviews.push(review);
      }
      if (parcels.length > 1 && reviews.length > 0) this.accepted = (this.accepted ?? 0) + reviews.length;
      const [only] = reviews;
      if (parcels.length === 1 && only !== undefined) this.#show(only);
    };
    const result = this.#queue.then(work, work);
    this.#queue = result;
    await result;
  }

  /** Tries a passphrase on a file that waits for one. */
  async unlock(key: number, passphrase: string): Promise<void> {
    const found = this.locked.find((file) => file.key === key);
    if (!found || this.current !== null) return;
    this.locked = this.locked.filter((file) => file !== found);
    this.ahead += 1;
    const review = await this.#take(found.parcel, passphrase);
    if (review !== null) this.#show(review);
  }

  putAside(key: number): void {
    this.locked = this.locked.filter((file) => file.key !== key);
    this.refused = this.refused.filter((file) => file.key !== key);
  }

  /** A new attempt counts anew; what is still under way belongs to the same one. */
  #forgetEarlier(): void {
    if (this.current !== null || this.ahead > 0) return;
    this.locked = [];
    this.accepted = null;
  }

  async #take(parcel: Parcel, passphrase?: string): Promise<string | null> {
    this.ahead -= 1;
    this.current = parcel.name;
    this.share = 0;
    try {
      const foreign = foreignFile(parcel.name, parcel instanceof File ? parcel.size : null);
      if (foreign !== null) {
        this.#refuse(parcel.name, new Failure('bundle-unreadable', { where: parcel.name }), foreign);
        return null;
      }
      const file =
        parcel instanceof File ? await this.#backend.give(parcel, (share) => (this.share = share)) : parcel;
      this.share = 1;
      const job = await this.job.run(
        this.#backend.invoke('exchange.receive', passphrase === undefined ? { file } : { file, passphrase }),
      );
      if (job.state === 'done') {
        this.verified += 1;
        this.refused = this.refused.filter(({ name }) => name !== parcel.name);
        return job.subject;
      }
      const code = job.failure?.code;
      if (code === 'passphrase-needed' || code === 'passphrase-wrong') {
        const waits = { key: this.#next++, parcel, isWrong: code === 'passphrase-wrong' };
        this.locked = [waits, ...this.locked];
      } else if (job.state === 'failed') this.#refuse(parcel.name, job.failure ?? new Failure('internal'));
    } catch (error) {
      this.#refuse(parcel.name, toFailure(error));
    } finally {
      this.current = null;
    }
    return null;
  }

  #refuse(name: string, failure: FailureData, known: ForeignFile | null = null): void {
    const foreign = known ?? foreignByFault(name, failure);
    // A file that is given once more is listed once.
    const others = this.refused.filter((file) => file.name !== name);
    this.refused = [{ key: this.#next++, name, failure, foreign }, ...others];
  }
}
