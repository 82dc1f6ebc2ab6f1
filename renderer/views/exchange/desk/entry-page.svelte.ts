import type { Application } from '#renderer/state/application.svelte';
import {
  listed,
  parcelName,
  partsSentence,
  twoDigits,
} from '#renderer/views/exchange/desk/clerk-desk.svelte';
import { RegisterForm } from '#renderer/views/exchange/desk/register-form.svelte';
import { Reading } from '#renderer/state/reading';
import { WriteQueue } from '#renderer/views/editor/write-queue';
import type { Output } from '#shared/contract/contract';
import { type FailureData, toFailure } from '#shared/failure';
import { formatNumber } from '#shared/model/number';
import { officeName } from '#shared/model/office';
import { formatDate, formatTime } from '#shared/model/partial-date';
import { formatPeriod } from '#shared/model/period';
import type { RegisterEntry, RegisterFields } from '#shared/model/register';

type Changed = Promise<Output<'desk.amend'>>;

/** A line of the register with its parcel: what was said to the sender, who has it now. */
export class EntryState {
  found = $state.raw<Output<'desk.entry'> | null>(null);
  failure = $state.raw<FailureData | null>(null);
  /** Somebody else has changed it; what they made of it is shown. */
  conflict = $state(false);
  amending = $state(false);
  busy = $state(false);
  readonly form: RegisterForm;
  readonly entryId: string;
  readonly #app: Application;
  readonly #queue = new WriteQueue();
  /** Never while something is being changed: what was read before would take the place of what came of it. */
  readonly #reading = new Reading(() => this.#queue.run(() => this.#load()));
  /** The line as the person began to amend it, or as it was shown after somebody else had changed it. */
  #amended: Pick<Output<'desk.entry'>, 'entry' | 'hash'> | null = null;

  constructor(app: Application, entryId: string) {
    this.#app = app;
    this.entryId = entryId;
    this.form = new RegisterForm(
      () => app.messages.desk,
      () => this.found?.entry.year ?? null,
    );
  }

  get name(): string {
    return this.found ? parcelName(this.#app, this.found.parcel) : '';
  }

  get sentence(): string | null {
    return this.found ? partsSentence(this.#app, this.found.parcel) : null;
  }

  /** Loads and follows; returns the function that stops following. */
  follow(): () => void {
    void this.load();
    return this.#app.backend.subscribe('desk.changed', () => void this.load());
  }

  load(): Promise<void> {
    return this.#reading.again();
  }

  async #load(): Promise<void> {
    try {
      this.found = await this.#app.backend.invoke('desk.entry', { entryId: this.entryId });
    } catch (error) {
      this.failure = toFailure(error);
    }
  }

  async acknowledge(): Promise<void> {
    await this.#try(async () => {
      await this.#app.backend.invoke('desk.acknowledge', { entryId: this.entryId });
    });
  }

  amend(): void {
    if (!this.found) return;
    this.form.fill(this.found.entry);
    this.#amended = this.found;
    this.amending = true;
  }

  async saveAmended(): Promise<void> {
    const fields = this.form.read();
    if (!fields) return;
    const done = await this.#change(async ({ entryId, base }) => {
      const which = { entryId, base: this.#amendedBase(base) };
      return (this.#amended = await this.#app.backend.invoke('desk.amend', { ...which, fields }));
    });
    if (done) this.amending = false;
  }

  async forward(to: string, due: string | null, note: string): Promise<boolean> {
    return this.#change((which) => this.#app.backend.invoke('desk.forward', { ...which, to, due, note }));
  }

  async settle(done: boolean): Promise<void> {
    await this.#change((which) => this.#app.backend.invoke('desk.done', { ...which, done }));
  }

  /** What the sender is told, to be pasted. */
  acknowledgementText({ entry, parcel }: Output<'desk.entry'>): string {
    const { language, messages, open } = this.#app;
    const last = lastReceived(entry);
    const number = (value: number): string => formatNumber(value, language);
    const here = entry.parts.map(({ part }) => part).toSorted((a, b) => a - b);
    return messages.desk.acknowledgementText({
      to: parcel.office.name,
      ours: open?.office ? officeName(open.office) : '',
      period: formatPeriod(parcel.period, language),
      number: twoDigits(parcel.number),
      parts: parcel.parts === 1 ? null : messages.desk.partsOf(listed(here, this.#app), number(parcel.parts)),
      missing: parcel.missing.length === 0 ? null : listed(parcel.missing, this.#app),
      practices: number(entry.parts.reduce((sum, { practices }) => sum + practices.length, 0)),
      time: formatTime(last),
      date: formatDate(last),
      entry: `${String(entry.number)}/${String(entry.year)}`,
    });
  }

  /** What stands there now, unless somebody else has written other words into the line since the person began to amend it. */
  #amendedBase(base: string): string {
    const [before, now] = [this.#amended, this.found];
    return before && now && wordsOf(before.entry) !== wordsOf(now.entry) ? before.hash : base;
  }

  async #change(work: (which: { entryId: string; base: string }) => Changed): Promise<boolean> {
    let isChanged = false;
    await this.#try(async () => {
      const { found } = this;
      if (!found) return;
      const outcome = await work({ entryId: this.entryId, base: found.hash });
      this.conflict = outcome.type === 'conflict';
      isChanged = outcome.type === 'changed';
      this.found = { ...found, entry: outcome.entry, hash: outcome.hash };
    });
    return isChanged;
  }

  async #try(work: () => Promise<void>): Promise<void> {
    if (this.busy) return;
    this.busy = true;
    this.failure = null;
    try {
      await this.#queue.run(work);
    } catch (error) {
      this.failure = toFailure(error);
    } finally {
      this.busy = false;
    }
  }
}

/** What the person amends of a line, as one text. */
function wordsOf({ arrivedOn, paperDate, from, symbol, subject, receiver, note }: RegisterFields): string {
  return JSON.stringify([arrivedOn, paperDate, from, symbol, subject, receiver, note]);
}

const lastReceived = ({ parts }: RegisterEntry): string =>
  parts
    .map(({ receivedAt }) => receivedAt)
    .sort()
    .at(-1) ?? '';
