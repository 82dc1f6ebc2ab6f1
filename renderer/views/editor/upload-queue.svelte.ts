import { SvelteMap } from 'svelte/reactivity';
import type { FileReference } from '#shared/contract/operation';
import { Failure, toFailure } from '#shared/failure';

/** A file on its way into the practice, and what is to be said or asked about it. */
export interface Upload {
  readonly key: number;
  readonly name: string;
  /** `present`: its bytes are listed already; `marked`: it bears marks of secrecy or is a program, and waits for a decision. */
  state: 'waiting' | 'sending' | 'failed' | 'present' | 'marked';
  /** From 0 to 1. */
  share: number;
  failure: Failure | null;
  /** The file that has the same bytes. */
  same: string;
  marks: readonly string[];
  /** Opening it may run a program or a macro. */
  runs: boolean;
}

/** What became of a file: `added` names it as it is listed. */
export type Attached =
  | { readonly type: 'saved'; readonly added: string }
  | { readonly type: 'present'; readonly file: string }
  | { readonly type: 'marked'; readonly marks: readonly string[]; readonly runs: boolean };

interface Means {
  give(file: File, progress: (share: number) => void, signal: AbortSignal): Promise<FileReference>;
  /** Throws a `Failure`; asks `signal` once more before it writes. */
  attach(file: FileReference, despiteMarks: boolean, signal: AbortSignal): Promise<Attached>;
  detach(file: string): Promise<void>;
}

interface Given {
  readonly file: File;
  readonly stop: AbortController;
}

const isUnderWay = ({ state }: Upload): boolean => state === 'waiting' || state === 'sending';

/** Files that go into a practice one after the other, however many are given and however often. */
export class UploadQueue {
  /** Under way, and those that something is to be said about until they are put aside. */
  uploads = $state<Upload[]>([]);
  /** Files given since nothing was under way: how many, how many of them have ended, how many are attached. */
  round = $state({ total: 0, ended: 0, attached: 0 });
  readonly #means: Means;
  readonly #given = new SvelteMap<number, Given>();
  #next = 1;
  #last: Promise<unknown> = Promise.resolve();

  constructor(means: Means) {
    this.#means = means;
  }

  get underWay(): Upload[] {
    return this.uploads.filter(isUnderWay);
  }

  /** Those that something is to be said or asked about. */
  get told(): Upload[] {
    return this.uploads.filter((upload) => !isUnderWay(upload));
  }

  /** From 0 to 1, of all files of the round. */
  get share(): number {
    const sending = this.uploads.reduce(
      (sum, { state, share }) => sum + (state === 'sending' ? share : 0),
      0,
    );
    return this.round.total === 0 ? 0 : Math.min(1, (this.round.ended + sending) / this.round.total);
  }

  /** Attaches the files; one that fails is shown and stops none of the others. Answers the names of those that are listed now. */
  async add(files: readonly File[]): Promise<string[]> {
    if (this.underWay.length === 0) this.round = { total: 0, ended: 0, attached: 0 };
    const keys = files.map((file) => this.#begin(file));
    const names: string[] = [];
    await this.#after(async () => {
      for (const key of keys) {
        const name = await this.#attach(key, false);
        if (name !== null) names.push(name);
      }
    });
    return names;
  }

  /** Attaches a file all the same that waits for a decision. */
  async keep(key: number): Promise<void> {
    await this.#again(key, true);
  }

  /** Tries a file once more that could not be attached. */
  async retry(key: number): Promise<void> {
    await this.#again(key, false);
  }

  /** Ends the way of a file, and forgets what was said about it. One that was held back and is left out was none of them. */
  putAside(key: number): void {
    const upload = this.uploads.find((candidate) => candidate.key === key);
    if (upload && isUnderWay(upload)) this.round.ended += 1;
    if (upload?.state === 'marked' && this.round.ended > 0) {
      this.round.ended -= 1;
      this.round.total -= 1;
    }
    this.#given.get(key)?.stop.abort();
    this.#given.delete(key);
    this.uploads = this.uploads.filter((other) => other.key !== key);
  }

  /** Ends the way of all files that are not attached yet. */
  stopAll(): void {
    for (const { key } of this.underWay) this.putAside(key);
  }

  /** Forgets what was said; files that wait for a decision stay. */
  forgetTold(): void {
    for (const { key, state } of this.told) if (state !== 'marked') this.putAside(key);
  }

  /** Forgets how many there were. */
  forgetRound(): void {
    this.round = { total: 0, ended: 0, attached: 0 };
  }

  #after(work: () => Promise<void>): Promise<void> {
    const done = this.#last.then(work);
    this.#last = done.catch(() => undefined);
    return done;
  }

  #begin(file: File): number {
    const key = this.#next++;
    this.#given.set(key, { file, stop: new AbortController() });
    const { name } = file;
    this.uploads.push({
      key,
      name,
      state: 'waiting',
      share: 0,
      failure: null,
      same: '',
      marks: [],
      runs: false,
    });
    this.round.total += 1;
    return key;
  }

  async #again(key: number, despiteMarks: boolean): Promise<void> {
    const upload = this.uploads.find((candidate) => candidate.key === key);
    if (!upload || isUnderWay(upload)) return;
    if (this.underWay.length === 0) this.forgetRound();
    this.round.total += 1;
    Object.assign(upload, { state: 'waiting', share: 0, failure: null });
    await this.#after(async () => {
      await this.#attach(key, despiteMarks);
    });
  }

  async #attach(key: number, despiteMarks: boolean): Promise<string | null> {
    const upload = this.uploads.find((candidate) => candidate.key === key);
    const given = this.#given.get(key);
    if (!upload || !given) return null;
    upload.state = 'sending';
    const { signal } = given.stop;
    try {
      const file = await this.#means.give(given.file, (share) => (upload.share = share), signal);
      const outcome = await this.#means.attach(file, despiteMarks, signal);
      // Stopped while the host was writing: it comes off the list again.
      if (signal.aborted && outcome.type === 'saved') await this.#means.detach(outcome.added);
      return signal.aborted ? null : this.#settle(upload, outcome);
    } catch (error) {
      if (!signal.aborted) this.#end(upload, { failure: toFailure(error), state: 'failed' });
      return null;
    }
  }

  #settle(upload: Upload, outcome: Attached): string | null {
    if (outcome.type === 'marked')
      this.#end(upload, { marks: outcome.marks, runs: outcome.runs, state: 'marked' });
    else if (outcome.type === 'present') this.#end(upload, { same: outcome.file, state: 'present' });
    else {
      this.round.attached += 1;
      this.putAside(upload.key);
      return upload.name;
    }
    return null;
  }

  #end(upload: Upload, found: Partial<Upload>): void {
    Object.assign(upload, found);
    this.round.ended += 1;
  }
}
