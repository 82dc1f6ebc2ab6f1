import { getContext } from 'svelte';
import type { Backend } from '#renderer/backend/backend';
import { applicationKey, provincesById } from '#renderer/state/application-context';
import { CompareChoice } from '#renderer/state/compare-choice.svelte';
import { LeaveWatch } from '#renderer/state/leave-watch.svelte';
import { PracticeMarks } from '#renderer/state/practice-marks.svelte';
import { Receiving } from '#renderer/state/receiving.svelte';
import { Router } from '#renderer/state/router.svelte';
import { readRemembered } from '#renderer/state/remembered-search';
import { SealUnlocking } from '#renderer/state/seal-unlocking.svelte';
import { SearchState } from '#renderer/state/search-state.svelte';
import type { Job } from '#shared/contract/application';
import type { Input, Output, OperationName } from '#shared/contract/contract';
import type { LibraryState, OpenLibrary, Reference } from '#shared/contract/library';
import { type Failure, type FailureCode, toFailure } from '#shared/failure';
import { en } from '#shared/messages/en';
import type { Messages } from '#shared/messages/messages';
import { vi } from '#shared/messages/vi';
import type { Province } from '#shared/model/province';
import type { IndexState } from '#shared/model/search';
import { defaultSettings, type Settings } from '#shared/model/settings';

/** Faults that come of the library's folder being away. */
const aboutMissing: ReadonlySet<FailureCode> = new Set<FailureCode>(['library-missing', 'no-library']);

const catalogues: Record<Settings['language'], Messages> = { vi, en };

/** What was told since the program began to ask. */
type Heard = Record<'settings' | 'library', boolean>;

/** What every screen shares: the backend, the open library, settings, reference data, jobs and the place. */
export class Application {
  readonly backend: Backend;
  readonly router = new Router();
  readonly search: SearchState;
  /** Practices that the person wants to see side by side. */
  readonly compare = new CompareChoice();
  /** Parcels on their way in, dropped anywhere. */
  readonly receiving: Receiving;
  /** The passphrase of our seal, asked for when something is to be sealed. */
  readonly unlocking: SealUnlocking;
  /** Colleagues of whom the person wants to hear when they are done writing. */
  readonly leaveWatch = new LeaveWatch();
  /** Practices that are no longer recommended, and questions that wait for us; screens that show them follow it. */
  readonly marks: PracticeMarks;
  settings = $state.raw<Settings>(defaultSettings);
  library = $state.raw<LibraryState>({ type: 'none' });
  /** The folder of the open library is not there just now: what is shown stays, and it is waited for. */
  away = $state(false);
  /** How often it was away and came back. */
  returns = $state(0);
  /** The screen could not fetch something while it was away. */
  missed = false;
  reference = $state.raw<Reference>({ provinces: [], fields: [], topics: [], sources: [] });
  information = $state.raw<Output<'application.information'> | null>(null);
  jobs = $state.raw<readonly Job[]>([]);
  index = $state.raw<IndexState>({ ready: true, done: 0, total: 0 });
  /** What stands before the program's name in the window's title, where it is not the screen's name. */
  title = $state('');
  /** The last fault that no screen took care of; shown on top until closed. */
  failure = $state.raw<Failure | null>(null);
  readonly messages = $derived(catalogues[this.settings.language]);
  readonly language = $derived(this.settings.language);
  readonly open = $derived<OpenLibrary | null>(this.library.type === 'open' ? this.library : null);
  readonly provinces = $derived<ReadonlyMap<string, Province>>(provincesById(this.reference.provinces));

  constructor(machine: Backend) {
    this.unlocking = new SealUnlocking(machine);
    const backend = this.unlocking.asked();
    this.backend = backend;
    this.search = new SearchState(backend);
    this.marks = new PracticeMarks(backend);
    this.receiving = new Receiving(backend, (reviewId) => {
      // A clerk registers; everybody else looks at the content.
      const isClerk = this.open?.me?.roles.includes('clerk') === true;
      const first = isClerk ? ['parcel'] : [];
      this.router.go('exchange', ...(reviewId === undefined ? [] : [...first, reviewId]));
    });
  }

  /** Loads what every screen needs and follows its changes; returns the function that stops following. */
  async start(): Promise<() => void> {
    const heard: Heard = { settings: false, library: false };
    const stop = this.#listen(heard);
    try {
      await this.#load(heard);
    } catch (error) {
      stop();
      throw error;
    }
    return stop;
  }

  /** `heard` takes up what was told: it is newer than an answer to what was asked before. */
  #listen(heard: Heard): () => void {
    const stops = [
      this.backend.subscribe('settings.changed', (settings) => {
        heard.settings = true;
        this.settings = settings;
      }),
      this.backend.subscribe('library.changed', (library) => {
        heard.library = true;
        this.setLibrary(library);
      }),
      this.backend.subscribe('search.changed', (index) => (this.index = index)),
      this.backend.subscribe('presence.changed', (others) => {
        this.leaveWatch.note(others);
      }),
      this.backend.subscribe('files.opened', ({ files }) => {
        void this.receiving.receive(...files);
      }),
      this.backend.subscribe('job.changed', (job) => {
        this.#noteJob(job);
      }),
    ];
    return () => {
      for (const stop of stops) stop();
    };
  }

  async #load(heard: Readonly<Heard>): Promise<void> {
    const [settings, library, reference, information, jobs] = await Promise.all([
      this.backend.invoke('settings.get', {}),
      this.backend.invoke('library.state', {}),
      this.backend.invoke('reference.get', {}),
      this.backend.invoke('application.information', {}),
      this.backend.invoke('jobs.list', {}),
    ]);
    this.reference = reference;
    this.information = information;
    if (!heard.settings) this.settings = settings;
    this.jobs = [...jobs.filter(({ jobId }) => !this.jobs.some((job) => job.jobId === jobId)), ...this.jobs];
    if (heard.library) return;
    this.library = library;
    if (this.open) this.search.restore(readRemembered(this.open.libraryId));
    await this.#loadIndexState();
  }

  /** Like `backend.invoke`, but a fault is shown on top of the screen and `undefined` returned. */
  async ask<N extends OperationName>(operation: N, input: Input<N>): Promise<Output<N> | undefined> {
    try {
      return await this.backend.invoke(operation, input);
    } catch (error) {
      this.report(toFailure(error));
      return undefined;
    }
  }

  /** Shows a fault on top of the screen; that the library is away is said there already. */
  report(failure: Failure): void {
    const isKnown = this.away || this.library.type === 'missing';
    if (!isKnown || !this.isAboutMissing(failure)) this.failure = failure;
  }

  /** True for faults that come of the library's folder being away. */
  isAboutMissing({ code }: Pick<Failure, 'code'>): boolean {
    return aboutMissing.has(code);
  }

  /** Takes over the state of the library: the answer of an operation that changes it, or an event. */
  setLibrary(library: LibraryState): void {
    const before = this.open?.libraryId;
    // Whoever works in it keeps the screen, and what is typed there.
    const wasAway = this.away;
    this.away = library.type === 'missing' && this.open?.path === library.path;
    if (wasAway && library.type === 'open') this.returns += 1;
    if (!this.away) this.library = library;
    // Whoever tells the state of the library is there; and that it is missing is said elsewhere.
    const settled =
      this.failure && (this.failure.code === 'host-gone' || aboutMissing.has(this.failure.code));
    if (settled && (library.type === 'open' || library.type === 'missing')) this.failure = null;
    if (this.open?.libraryId === before) return;
    this.search.reset();
    this.compare.clear();
    this.marks.clear();
    if (this.open) this.search.restore(readRemembered(this.open.libraryId));
    void this.#loadIndexState();
  }

  async changeSettings(change: Input<'settings.change'>): Promise<void> {
    this.settings = { ...this.settings, ...change } as Settings;
    await this.ask('settings.change', change);
  }

  async #loadIndexState(): Promise<void> {
    const { index } = this;
    const found = this.open ? await this.ask('search.state', {}) : undefined;
    // What was told meanwhile is newer.
    if (found && this.index === index) this.index = found;
  }

  #noteJob(job: Job): void {
    this.jobs = [...this.jobs.filter((other) => other.jobId !== job.jobId), job].slice(-50);
  }
}

export function useApplication(): Application {
  return getContext<Application>(applicationKey);
}
