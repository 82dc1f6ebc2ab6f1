import type { Backend } from '#renderer/backend/backend';
import { Reading } from '#renderer/state/reading';
import { RunningJob } from '#renderer/state/running-job.svelte';
import type { Input, Output } from '#shared/contract/contract';
import type { DepartureView } from '#shared/contract/sending';
import { Failure, type FailureData, toFailure } from '#shared/failure';
import type { Job } from '#shared/contract/application';
import { departureId } from '#shared/model/departure';
import type { Recipient } from '#shared/model/recipient';
import type { SendingFinding } from '#shared/model/sending-check';

/** What mail servers of offices pass, in bytes: with what mail adds, 18 MB become 25. */
export const mailLimit = 18_000_000;

type Place = 'page' | 'checks' | 'files' | 'recipients' | 'special';

/** One departure: what was found in it, its files, to whom it went. */
export class DepartureDesk {
  view = $state.raw<DepartureView | null>(null);
  /** Null while they are being looked for. */
  findings = $state.raw<readonly SendingFinding[] | null>(null);
  /** The office's list. */
  list = $state.raw<readonly Recipient[]>([]);
  failure = $state.raw<FailureData | null>(null);
  /** Which part of the page it belongs to: it is told where the person is looking. */
  failedAt = $state<Place>('page');
  busy = $state(false);
  readonly job: RunningJob;
  readonly id: string;
  readonly #backend: Backend;
  readonly #reading = new Reading(() => this.#refresh());
  /** How often something was begun here: what was read before is older than what came of it. */
  #begun = 0;
  /** Somebody noted something while this was busy. */
  #stale = false;

  readonly recipients = $derived.by(() => this.view?.departure.recipients ?? []);
  readonly waiting = $derived.by(() => this.recipients.filter(({ sentAt }) => sentAt === undefined));
  readonly addable = $derived.by(() =>
    this.list.filter(({ id }) => !this.recipients.some((known) => known.id === id)),
  );
  /** The last ones written: the whole, or all its parts. */
  readonly files = $derived.by(() => {
    const files = this.view?.files ?? [];
    const last = files.at(-1);
    return last ? files.filter(({ parts, limit }) => parts === last.parts && limit === last.limit) : [];
  });

  constructor(backend: Backend, id: string) {
    this.#backend = backend;
    this.id = id;
    this.job = new RunningJob(backend);
  }

  async load(): Promise<void> {
    await this.#try('page', async () => {
      this.view = await this.#backend.invoke('sending.departure', { id: this.id });
      this.list = (await this.#backend.invoke('sending.recipients', {})).recipients;
      this.findings = await this.#backend.invoke('sending.check', { id: this.id });
    });
  }

  /** Follows what other PCs note, and who has received it; returns the function that stops. Tracks nothing in an effect. */
  follow(): () => void {
    return this.#backend.subscribe('desk.changed', () => void this.refresh());
  }

  /** The departure as it is noted now; where that cannot be had, what was shown stays. */
  refresh(): Promise<void> {
    return this.#reading.again();
  }

  async #refresh(): Promise<void> {
    // What the person does gives a newer one; what others noted meanwhile is read afterwards.
    this.#stale = this.busy;
    if (this.busy) return;
    const begun = this.#begun;
    const view = await this.#backend.invoke('sending.departure', { id: this.id }).catch(() => undefined);
    if (begun !== this.#begun) this.#readLater();
    else if (view) this.view = view;
  }

  #readLater(): void {
    this.#stale = true;
    if (!this.busy) void this.refresh();
  }

  async accept(reason: string): Promise<void> {
    await this.#try('checks', async () => {
      this.view = await this.#backend.invoke('sending.accept', { id: this.id, reason });
    });
  }

  async address(add: readonly string[], remove: readonly string[]): Promise<void> {
    await this.#try('recipients', async () => {
      const change = { id: this.id, add: [...add], remove: [...remove] };
      this.view = await this.#backend.invoke('sending.address', change);
    });
  }

  /** "Đã gửi", or not after all. */
  async mark(recipients: readonly string[], sent: boolean): Promise<void> {
    await this.#try('recipients', async () => {
      const marks = { id: this.id, recipients: [...recipients], sent };
      const answer = await this.#backend.invoke('sending.mark', marks);
      if (answer.type === 'unchecked') this.findings = answer.findings;
      else this.view = answer;
    });
  }

  /** Divides the bundle into parts below the limit (bytes); resolves with the id of the departure that they belong to. */
  async cut(limit: number): Promise<string | null> {
    return this.#export('files', { limit });
  }

  /** A bundle for these offices only. */
  async separate(audience: readonly string[], lacking: boolean): Promise<string | null> {
    return this.#export('special', { audience: [...audience], lacking });
  }

  async lacking(recipients: readonly string[]): Promise<Output<'sending.lacking'> | null> {
    const period = this.view?.departure.period;
    if (period === undefined || recipients.length === 0) return null;
    let found: Output<'sending.lacking'> | null = null;
    await this.#try('special', async () => {
      found = await this.#backend.invoke('sending.lacking', { period, recipients: [...recipients] });
    });
    return found;
  }

  async propose(): Promise<string> {
    return (await this.#backend.invoke('sending.proposePassphrase', {})).passphrase;
  }

  /** Copies of the files as they are sent that open with a passphrase; true once they are there. */
  async lock(passphrase: string): Promise<boolean> {
    return this.#lock((files) => this.#backend.invoke('sending.lock', { id: this.id, files, passphrase }));
  }

  /** The offices that could open a copy of their own with their seals. */
  async openers(): Promise<Output<'sending.openers'>> {
    return this.#backend.invoke('sending.openers', { id: this.id });
  }

  /** As `lock`, for these recipients alone. */
  async lockFor(recipients: readonly string[]): Promise<boolean> {
    const chosen = [...recipients];
    return this.#lock((files) =>
      this.#backend.invoke('sending.lockFor', { id: this.id, files, recipients: chosen }),
    );
  }

  async #lock(start: (files: string[]) => Promise<{ jobId: string }>): Promise<boolean> {
    const files = this.files.map(({ file }) => file);
    const job = await this.#run('special', () => start(files));
    if (job) await this.load();
    return job !== null;
  }

  async #export(
    place: Place,
    how: Pick<Input<'compilations.export'>, 'limit' | 'audience' | 'lacking'>,
  ): Promise<string | null> {
    if (!this.view) return null;
    const { period, number, audience } = this.view.departure;
    if (audience && !how.audience) {
      const ids = this.recipients.map(({ id }) => id);
      return this.#export(place, { ...how, audience: ids, lacking: this.view.of !== null });
    }
    // What was issued without our seal stays so; else a PC that lacks it says what to do.
    const unsealed = this.files.some(({ sealed }) => !sealed);
    const job = await this.#run(place, () =>
      this.#backend.invoke('compilations.export', { period, number, unsealed, ...how }),
    );
    if (!job) return null;
    const { compilation } = await this.#backend.invoke('compilations.get', { period });
    const made = compilation.exports.find(({ file }) => file === job.subject);
    const id = made ? departureId(period, made.number, made.content) : this.id;
    if (id === this.id) await this.load();
    return id;
  }

  /** Null where it failed or was stopped. */
  async #run(place: Place, start: () => Promise<{ jobId: string }>): Promise<Job | null> {
    let done: Job | null = null;
    await this.#try(place, async () => {
      const job = await this.job.run(start());
      if (job.state === 'failed') this.failure = job.failure ?? new Failure('internal');
      if (job.state === 'done') done = job;
    });
    return done;
  }

  async #try(place: Place, work: () => Promise<void>): Promise<void> {
    this.#begun += 1;
    this.busy = true;
    this.failure = null;
    this.failedAt = place;
    try {
      await work();
    } catch (error) {
      this.failure = toFailure(error);
    } finally {
      this.busy = false;
      if (this.#stale) void this.refresh();
    }
  }
}
