import type { Backend } from '#renderer/backend/backend';
import { saveFile } from '#renderer/components/save-file';
import { Reading } from '#renderer/state/reading';
import { RunningJob } from '#renderer/state/running-job.svelte';
import type { Output } from '#shared/contract/contract';
import { type FormOutcome, type FormTake, mostForms } from '#shared/contract/forms';
import { type FailureData, toFailure } from '#shared/failure';
import type { Language } from '#shared/model/practice';

export type TakenForm = Output<'forms.list'>[number];
/** Counts of a report, in the order in which they are told. */
const counted = ['drafts', 'nil', 'asked', 'unread', 'same'] as const;
type Counted = (typeof counted)[number];
const countOf: Readonly<Partial<Record<FormOutcome['type'], Counted>>> = {
  ...{ draft: 'drafts', replaced: 'drafts', nil: 'nil', asked: 'asked', unread: 'unread', same: 'same' },
};

/** Word forms of a period: an empty one to send out, filled ones that come back. */
export class UnitForms {
  readonly period: string;
  readonly job: RunningJob;
  taken = $state.raw<readonly TakenForm[] | null>(null);
  report = $state.raw<FormTake | null>(null);
  failure = $state.raw<FailureData | null>(null);
  making = $state(false);
  busy = $state(false);
  /** More files were given than are taken at a time. */
  tooMany = $state(false);
  readonly #backend: Backend;
  readonly #reading = new Reading(() => this.#load());
  /** Why the list could not be read: the only failure that reading it takes away. */
  #unread: FailureData | null = null;

  constructor(backend: Backend, period: string) {
    this.#backend = backend;
    this.period = period;
    this.job = new RunningJob(backend);
  }

  /** How many forms came to what; only those that there are. */
  get counts(): readonly (readonly [Counted, number])[] {
    const kinds = (this.report?.items ?? []).map(({ outcome }) => countOf[outcome.type]);
    return counted
      .map((name) => [name, kinds.filter((kind) => kind === name).length] as const)
      .filter(([, count]) => count > 0);
  }

  /** Something of the report can be taken back. */
  get undoable(): boolean {
    const { report } = this;
    return (
      report?.undone === null &&
      report.items.some(({ outcome }) => ['draft', 'nil', 'replaced'].includes(outcome.type))
    );
  }

  load(): Promise<void> {
    return this.#reading.again();
  }

  async #load(): Promise<void> {
    try {
      this.taken = await this.#backend.invoke('forms.list', { period: this.period });
      if (this.failure === this.#unread) this.failure = null;
    } catch (error) {
      this.#unread = toFailure(error);
      this.failure ??= this.#unread;
    }
  }

  async saveBlank(language: Language): Promise<void> {
    if (this.making) return;
    this.making = true;
    await this.#try(async () => {
      const made = await this.#backend.invoke('forms.make', { of: 'period', period: this.period, language });
      saveFile(this.#backend.fileAddress('papers', made.token, made.file), made.file);
    });
    this.making = false;
  }

  async take(files: readonly File[]): Promise<void> {
    this.tooMany = files.length > mostForms;
    if (this.busy || this.tooMany) return;
    await this.#alone(async () => {
      const given = [];
      for (const file of files) given.push(await this.#backend.give(file));
      const job = await this.job.run(
        this.#backend.invoke('forms.take', { files: given, period: this.period }),
      );
      if (job.state === 'failed') this.failure = job.failure;
      if (job.subject !== null)
        this.report = await this.#backend.invoke('forms.report', { take: job.subject });
    });
  }

  async decide(item: number, choice: 'replace' | 'keep' | 'leave'): Promise<void> {
    const { report } = this;
    if (!report) return;
    await this.#alone(async () => {
      this.report = await this.#backend.invoke('forms.decide', { take: report.take, item, choice });
    });
  }

  async undo(): Promise<void> {
    const { report } = this;
    if (!report) return;
    await this.#alone(async () => {
      this.report = await this.#backend.invoke('forms.undo', { take: report.take });
    });
  }

  async #alone(work: () => Promise<void>): Promise<void> {
    if (this.busy) return;
    this.busy = true;
    await this.#try(work);
    this.busy = false;
    await this.load();
  }

  async #try(work: () => Promise<void>): Promise<void> {
    try {
      this.failure = null;
      await work();
    } catch (error) {
      this.failure = toFailure(error);
    }
  }
}
