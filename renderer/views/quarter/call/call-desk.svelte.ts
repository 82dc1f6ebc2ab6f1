import type { Backend } from '#renderer/backend/backend';
import { saveFile } from '#renderer/components/save-file';
import { WriteQueue } from '#renderer/views/editor/write-queue';
import type { FoundCall } from '#shared/contract/call';
import type { Input, Output } from '#shared/contract/contract';
import type { MadePaper, PaperFormat } from '#shared/contract/papers';
import { type FailureData, toFailure } from '#shared/failure';
import type { Period } from '#shared/model/period';
import type { Language } from '#shared/model/practice';
import type { ReportingCalendar } from '#shared/model/reporting-calendar';
import { type Unit, unitsIn } from '#shared/model/unit';

type Draft = Input<'call.save'>['call'];
type Paper = 'call' | 'form' | 'reminder';

/** Milliseconds after the last key before what is typed is saved. */
const rest = 700;

/** What is asked of whom for a period: edited and saved by itself, its papers, and who has not answered. */
export class CallDesk {
  readonly period: Period;
  found = $state.raw<FoundCall | null>(null);
  /** Those of the list that report for the period. */
  units = $state.raw<readonly Unit[]>([]);
  calendar = $state.raw<ReportingCalendar | null>(null);
  compilations = $state.raw<Output<'compilations.list'>>([]);
  waiting = $state.raw<Output<'call.waiting'>>([]);
  /** Ids of those that the reminder leaves out. */
  spared = $state.raw<readonly string[]>([]);
  draft = $state.raw<Draft>({ wanted: '', fields: [], deadline: null, briefing: null, units: [] });
  state = $state<'resting' | 'saving' | 'saved'>('resting');
  /** What somebody else saved meanwhile; nothing is saved until the person has decided. */
  theirs = $state.raw<FoundCall | null>(null);
  failure = $state.raw<FailureData | null>(null);
  making = $state<Paper | null>(null);
  /** Name of the file that was made last. */
  made = $state<string | null>(null);
  readonly #backend: Backend;
  readonly #writes = new WriteQueue();
  #dirty = false;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(backend: Backend, period: Period) {
    this.#backend = backend;
    this.period = period;
  }

  /** Those that the reminder goes to. */
  get reminded(): Output<'call.waiting'> {
    return this.waiting.filter(({ id }) => !this.spared.includes(id));
  }

  /** Asked now and in the list; a call also names units that were taken off the list since. */
  get asked(): readonly Unit[] {
    return this.units.filter(({ id }) => this.draft.units.includes(id));
  }

  /**
   * `wanted` is what a call begins with before anybody has written one. Never while something is being saved: what was read before
   * would take the place of what is saved since.
   */
  async load(wanted: string): Promise<void> {
    await this.#writes.run(() => this.#load(wanted));
  }

  async #load(wanted: string): Promise<void> {
    await this.#try(async () => {
      const { period } = this;
      const [found, { units }, { calendar }, compilations] = await Promise.all([
        this.#backend.invoke('call.get', { period }),
        this.#backend.invoke('units.get', {}),
        this.#backend.invoke('calendar.get', {}),
        this.#backend.invoke('compilations.list', {}),
      ]);
      this.units = unitsIn(units, period);
      this.calendar = calendar;
      this.compilations = compilations;
      if (!this.#dirty && this.theirs === null) this.#take(found, wanted);
      this.waiting = await this.#backend.invoke('call.waiting', { period });
    });
  }

  /** Follows what others do; returns the function that stops and saves what is not saved yet. */
  follow(wanted: () => string): () => void {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const again = (): void => {
      clearTimeout(timer);
      timer = setTimeout(() => void this.load(wanted()), 400);
    };
    const stops = [
      this.#backend.subscribe('coverage.changed', again),
      this.#backend.subscribe('practices.changed', again),
      this.#backend.subscribe('statements.changed', again),
    ];
    return () => {
      clearTimeout(timer);
      for (const stop of stops) stop();
      void this.flush();
    };
  }

  change(part: Partial<Draft>): void {
    this.draft = { ...this.draft, ...part };
    this.#dirty = true;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.flush(), rest);
  }

  toggle(key: 'fields' | 'units', value: string): void {
    const had = this.draft[key];
    this.change({ [key]: had.includes(value) ? had.filter((one) => one !== value) : [...had, value] });
  }

  spare(id: string): void {
    const { spared } = this;
    this.spared = spared.includes(id) ? spared.filter((one) => one !== id) : [...spared, id];
  }

  /** Saves what is not saved yet; true where nothing is left to save. */
  async flush(): Promise<boolean> {
    clearTimeout(this.#timer);
    return this.#writes.run(() => this.#save());
  }

  /** Saves what is on the screen in the place of what somebody else saved. */
  async keepMine(): Promise<void> {
    const { theirs } = this;
    if (!theirs) return;
    this.found = theirs;
    this.theirs = null;
    this.#dirty = true;
    await this.flush();
  }

  takeTheirs(): void {
    const { theirs } = this;
    if (!theirs) return;
    this.theirs = null;
    this.#dirty = false;
    this.#take(theirs, '');
  }

  async tell(isTold: boolean): Promise<void> {
    const operation = isTold ? 'call.tell' : 'call.untell';
    await this.#afterSaving(() =>
      this.#writes.run(async () => {
        if (!(await this.#isShown())) return;
        const found = await this.#backend.invoke(operation, { period: this.period });
        // Somebody may save between the two; theirs is no base for what is on the screen.
        if (asked(found) === asked(this.found)) this.found = found;
        else this.theirs = found;
      }),
    );
  }

  /** `as`: of the two letters; the form is there to be filled in, in Word. */
  async paper(paper: Paper, language: Language, as: PaperFormat = 'docx'): Promise<void> {
    if (this.making !== null) return;
    this.making = paper;
    this.made = null;
    await this.#afterSaving(async () => {
      if (!(await this.#writes.run(() => this.#isShown()))) return;
      const { token, file } = await this.#make(paper, language, as);
      saveFile(this.#backend.fileAddress('papers', token, file), file);
      this.made = file;
    });
    this.making = null;
  }

  #make(paper: Paper, language: Language, as: PaperFormat): Promise<MadePaper> {
    const { period } = this;
    if (paper === 'form') return this.#backend.invoke('forms.make', { of: 'period', period, language });
    if (paper === 'call') return this.#backend.invoke('call.paper', { period, language, as });
    const units = this.reminded.map(({ id }) => id);
    return this.#backend.invoke('call.reminder', { period, language, as, units });
  }

  /** What a paper or a statement says is what is in the library: the first of them saves the call. */
  async #afterSaving(work: () => Promise<void>): Promise<void> {
    this.failure = null;
    await this.#try(async () => {
      if (this.found?.call === null) this.#dirty = true;
      if (await this.flush()) await work();
    });
  }

  /** The library holds the call that is on the screen; where somebody has saved another one, it is shown and asked about. */
  async #isShown(): Promise<boolean> {
    const found = await this.#backend.invoke('call.get', { period: this.period });
    if (found.hash === this.found?.hash) return true;
    this.theirs = found;
    return false;
  }

  async #save(): Promise<boolean> {
    if (this.theirs !== null) return false;
    if (!this.#dirty) return true;
    const { draft, period } = this;
    this.state = 'saving';
    this.#dirty = false;
    try {
      const { type, ...found } = await this.#backend.invoke('call.save', {
        ...{ period, base: this.found?.hash ?? null, call: draft },
      });
      this.state = 'saved';
      this.failure = null;
      if (type === 'saved') this.found = found;
      else {
        this.state = 'resting';
        this.theirs = found;
      }
      return type === 'saved';
    } catch (error) {
      this.#dirty = true;
      this.state = 'resting';
      this.failure = toFailure(error);
      return false;
    }
  }

  #take(found: FoundCall, wanted: string): void {
    this.found = found;
    const { call } = found;
    const all = this.units.map(({ id }) => id);
    this.draft = call
      ? {
          ...{ wanted: call.wanted, fields: call.fields, units: call.units },
          ...{ deadline: call.deadline, briefing: call.briefing },
        }
      : { wanted, fields: [], deadline: null, briefing: null, units: all };
  }

  async #try(work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (error) {
      this.failure = toFailure(error);
    }
  }
}

/** What a call asks for; which statement tells it is noted in the same file. */
const asked = (found: FoundCall | null): string => JSON.stringify({ ...found?.call, statement: undefined });
