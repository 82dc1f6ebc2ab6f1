import { v7 as uuidv7 } from 'uuid';
import { sha256 } from '#core/files/hash';
import { type FormInput, mostFormBytes } from '#core/forms/form-input';
import type { Vocabulary } from '#core/forms/form-options';
import { type ArrivedForm, isNilAnswer, type Placed, placeForm, type Taker } from '#core/forms/place-form';
import { undoForms } from '#core/forms/undo-forms';
import type { JobControl } from '#core/jobs/jobs';
import type { OpenedLibrary } from '#core/library/opened-library';
import type { Platform } from '#core/platform';
import { marksInFile } from '#core/practices/secrecy-check';
import type { FormOutcome, FormTake } from '#shared/contract/forms';
import type { FileReference } from '#shared/contract/operation';
import { Failure, toFailure } from '#shared/failure';
import { type FormReading, formReadingSchema, type FormReason, formReasons } from '#shared/model/form';
import { endingOf } from '#shared/model/file-kind';

/** What reading one form may take. */
const limits = { milliseconds: 15_000, megabytes: 512, urgent: true };
/** Reports that are kept. */
const mostTakes = 20;

interface Item {
  readonly name: string;
  outcome: FormOutcome;
  /** While it is to be decided on. */
  pending?: ArrivedForm;
  sha256?: string;
}

interface Take {
  readonly take: string;
  readonly period: string;
  readonly items: Item[];
  undone: FormTake['undone'];
}

interface TakesDependencies {
  readonly platform: Pick<Platform, 'host' | 'fileSystem' | 'now'>;
  readonly library: OpenedLibrary;
  readonly vocabulary: () => Promise<Vocabulary>;
  /** Name of the person at the keyboard. */
  readonly me: () => string;
}

/** Forms that were dropped together, and what became of each; kept until the library is closed. */
export class FormTakes {
  readonly #deps: TakesDependencies;
  readonly #takes = new Map<string, Take>();

  constructor(deps: TakesDependencies) {
    this.#deps = deps;
  }

  /** One after the other; what was taken when it is stopped stays, and the report names the rest. Returns the id of the take. */
  async take(files: readonly FileReference[], period: string, control: JobControl): Promise<string> {
    const take: Take = { take: uuidv7(), period, items: [], undone: null };
    this.#takes.set(take.take, take);
    for (const id of [...this.#takes.keys()].slice(0, -mostTakes)) this.#takes.delete(id);
    const vocabulary = await this.#deps.vocabulary();
    for (const [at, file] of files.entries()) {
      control.report(at, files.length, file.name);
      take.items.push(await this.#one(take, file, vocabulary, control.signal));
    }
    return take.take;
  }

  /** Fails with `not-found`. */
  report(id: string): FormTake {
    const { take, period, items, undone } = this.#find(id);
    return { take, period, items: items.map(({ name, outcome }) => ({ name, outcome })), undone };
  }

  async decide(id: string, at: number, choice: 'replace' | 'keep' | 'leave'): Promise<FormTake> {
    const take = this.#find(id);
    const item = take.items[at];
    if (!item?.pending || take.undone) throw new Failure('not-found', { where: String(at) });
    const { pending } = item;
    if (choice === 'leave') leave(item);
    else item.outcome = await this.#place(take, pending, choice);
    delete item.pending;
    return this.report(id);
  }

  async undo(id: string): Promise<FormTake> {
    const take = this.#find(id);
    const { library } = this.#deps;
    const { back, left, practices } = await undoForms(library, id, this.#taker());
    if (practices.length > 0) await library.catalogue.note(...practices);
    for (const item of take.items) {
      const isBack = item.sha256 !== undefined && back.has(item.sha256);
      const { outcome } = item;
      if (isBack && (outcome.type === 'draft' || outcome.type === 'nil' || outcome.type === 'replaced'))
        item.outcome = { type: 'undone', read: outcome.read };
      delete item.pending;
      leave(item);
    }
    take.undone = { left };
    return this.report(id);
  }

  #find(id: string): Take {
    const take = this.#takes.get(id);
    if (!take) throw new Failure('not-found', { where: id });
    return take;
  }

  #taker(): Taker {
    return { by: this.#deps.me(), now: this.#deps.platform.now() };
  }

  async #one(take: Take, file: FileReference, vocabulary: Vocabulary, signal: AbortSignal): Promise<Item> {
    const { name } = file;
    if (signal.aborted) return { name, outcome: { type: 'unread', reason: 'stopped' } };
    try {
      const read = await this.#read(file, vocabulary, signal);
      if (typeof read === 'string') return { name, outcome: { type: 'unread', reason: read } };
      const { bytes, reading } = read;
      const period = reading.fields.period ?? take.period;
      const form: ArrivedForm = { take: take.take, name, bytes, sha256: sha256(bytes), period, reading };
      const outcome = await this.#place(take, form);
      const pending = outcome.type === 'asked' ? { pending: form } : {};
      return { name, outcome, sha256: form.sha256, ...pending };
    } catch (error) {
      // One that cannot be written holds up no other; a library that is gone holds up all.
      const { code } = toFailure(error);
      if (['library-missing', 'library-read-only', 'no-office'].includes(code)) throw error;
      return { name, outcome: { type: 'unread', reason: code === 'not-found' ? 'missing' : 'failed' } };
    }
  }

  async #read(
    file: FileReference,
    vocabulary: Vocabulary,
    signal: AbortSignal,
  ): Promise<{ bytes: Uint8Array; reading: FormReading } | FormReason> {
    const { host, fileSystem } = this.#deps.platform;
    const { path, release } = await host.fileOf(file);
    try {
      const found = await fileSystem.information(path);
      if (found?.kind !== 'file') return 'missing';
      if (found.bytes > mostFormBytes) return 'too-big';
      if (['docm', 'dotm'].includes(endingOf(file.name))) return 'macros';
      const bytes = await fileSystem.read(path);
      const input: FormInput = { path, sha256: sha256(bytes), vocabulary };
      const outcome = await host.runIsolated('form-worker', input, limits, signal);
      if (outcome.type === 'ended') return endings[outcome.because];
      const reading = checked(outcome.output);
      if (typeof reading === 'string') return reading;
      if ((await marksInFile(fileSystem, path, `${file.name.replace(/\.[^.]*$/, '')}.docx`)).length > 0)
        return 'secret';
      return { bytes, reading };
    } finally {
      await release();
    }
  }

  async #place(take: Take, form: ArrivedForm, choice?: 'replace' | 'keep'): Promise<FormOutcome> {
    const { library } = this.#deps;
    const placed = await placeForm(library, form, this.#taker(), choice);
    if (placed.type === 'draft' || placed.type === 'replaced') await library.catalogue.note(placed.practice);
    const read = shownOf(form, take.period, placed);
    switch (placed.type) {
      case 'draft':
      case 'replaced':
        return { type: placed.type, practice: placed.practice, read };
      case 'nil':
        return { type: 'nil', read };
      case 'same':
        return { type: 'same', practice: placed.practice, read };
      case 'asked':
        return { type: 'asked', read, before: placed.before };
    }
  }
}

/** What it says stays on the screen: a person may want to know what was left out. */
function leave(item: Item): void {
  if (item.outcome.type === 'asked') item.outcome = { type: 'left', read: item.outcome.read };
}

const endings = {
  time: 'too-long',
  memory: 'too-big',
  crash: 'damaged',
  stalled: 'too-long',
  stopped: 'stopped',
} as const satisfies Record<string, FormReason>;

/** What comes out of a process that has read a hostile file is looked at before it is believed. */
function checked(output: unknown): FormReading | FormReason {
  const { type, reading, reason } = (output ?? {}) as Record<string, unknown>;
  if (type === 'unread') return formReasons.find((known) => known === reason) ?? 'damaged';
  const parsed = formReadingSchema.safeParse(reading);
  return type === 'form' && parsed.success ? parsed.data : 'damaged';
}

type Shown = Extract<FormOutcome, { type: 'nil' }>['read'];

function shownOf({ reading, period }: ArrivedForm, screen: string, placed: Placed): Shown {
  const { unit, unplaced, doubts, pictures, fields } = reading;
  const remarks: Shown['remarks'] = [];
  if (fields.period === undefined) remarks.push('no-period');
  else if (fields.period !== screen) remarks.push('other-period');
  if (reading.nil && !isNilAnswer(reading)) remarks.push('nil-and-more');
  if (placed.type === 'nil' && placed.hasPractice) remarks.push('nil-after');
  const others = 'others' in placed ? placed.others : [];
  return { unit, unplaced, doubts, pictures, period, title: fields.title ?? '', remarks, others };
}
