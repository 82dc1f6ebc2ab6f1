import { untrack } from 'svelte';
import type { Backend } from '#renderer/backend/backend';
import { Reading } from '#renderer/state/reading';
import type { Output } from '#shared/contract/contract';
import type { Practice } from '#shared/contract/practices';
import type { RevisionList, Version } from '#shared/contract/revisions';
import { type Failure, toFailure } from '#shared/failure';
import type { Difference } from '#shared/model/bundle';
import type { Language } from '#shared/model/practice';

export type VersionView = Output<'revisions.read'>;

/** A version, and what it says that another one does not: the older one as `before`; null where nothing is older. */
interface Comparison {
  readonly before: Version | null;
  readonly after: Version;
  readonly differences: readonly Difference[];
  /** The chosen version as it reads. */
  readonly view: VersionView;
}

/** Milliseconds between two readings while a colleague's text is saved every moment. */
const pause = 500;

/** The versions of one practice: which is looked at, and against which. */
export class RevisionHistoryState {
  readonly id: string;
  list = $state.raw<RevisionList | null>(null);
  practice = $state.raw<Practice | null>(null);
  selected = $state<Version>('working');
  /** What the person chose to compare with; null for the one before. */
  chosen = $state<Version | null>(null);
  /** The whole text, or what changed. */
  shows = $state<'text' | 'changes'>('text');
  comparison = $state.raw<Comparison | null>(null);
  failure = $state.raw<Failure | null>(null);
  readonly #backend: Backend;
  #language: Language;
  readonly #reading = new Reading(() => this.#read());
  /** How often following has ended: what is under way then is not shown. */
  #ends = 0;
  #shows = 0;
  /** What `comparison` was made of: nothing is read twice. */
  #shown = '';

  /** `language` is that in which values are written out. */
  constructor(backend: Backend, id: string, language: Language) {
    this.#backend = backend;
    this.#language = language;
    this.id = id;
  }

  /** All versions, newest first. */
  get versions(): Version[] {
    return this.list === null ? [] : ['working', ...this.list.revisions.map(({ hash }) => hash)];
  }

  /** What the selected version is compared with: the choice, else the one before; null where there is none. */
  get against(): Version | null {
    if (this.chosen !== null && this.chosen !== this.selected) return this.chosen;
    return this.versions[this.versions.indexOf(this.selected) + 1] ?? null;
  }

  /** Drafts and returned ones of ours only: what was submitted or approved is settled. */
  get restorable(): boolean {
    const status = this.practice?.work?.status;
    return this.practice?.editable === true && (status === 'draft' || status === 'returned');
  }

  /** Reads and follows the practice; returns the function that ends it. Tracks nothing in an effect. */
  follow(): () => void {
    untrack(() => void this.load());
    let timer: ReturnType<typeof setTimeout> | undefined;
    const stop = this.#backend.subscribe('practices.changed', ({ ids }) => {
      if (!ids.includes(this.id)) return;
      timer ??= setTimeout(() => {
        timer = undefined;
        void this.load();
      }, pause);
    });
    return () => {
      stop();
      clearTimeout(timer);
      this.#ends += 1;
      this.#shows += 1;
    };
  }

  /** Reads what there is now; the list and the comparison only where they are other ones. Resolves once that is shown. */
  load(): Promise<void> {
    return this.#reading.again();
  }

  async #read(): Promise<void> {
    const ends = this.#ends;
    try {
      const found = await this.#backend.invoke('practices.get', { id: this.id });
      if (ends !== this.#ends) return;
      const practice = found.type === 'practice' ? found.practice : null;
      const listed = this.list !== null && saysTheSame(this.practice, practice);
      const list = listed ? this.list : await this.#backend.invoke('revisions.list', { id: this.id });
      if (ends !== this.#ends) return;
      this.practice = practice;
      this.list = list;
      if (!this.versions.includes(this.selected)) this.selected = 'working';
      if (this.chosen !== null && !this.versions.includes(this.chosen)) this.chosen = null;
      await this.show();
    } catch (error) {
      if (ends === this.#ends) this.failure = toFailure(error);
    }
  }

  /** Writes values out in another language. */
  async translate(language: Language): Promise<void> {
    this.#language = language;
    await this.show();
  }

  async select(version: Version): Promise<void> {
    this.selected = version;
    this.chosen = null;
    await this.show();
  }

  async compareWith(version: Version | null): Promise<void> {
    this.chosen = version;
    await this.show();
  }

  /** Fetches what the choice needs and is not there. An answer that comes after another choice is dropped. */
  async show(): Promise<void> {
    const { id, selected, against, list } = this;
    if (list === null) return;
    const language = this.#language;
    const name = (version: Version | null): string | null =>
      version === 'working' ? list.working.hash : version;
    const wanted = JSON.stringify([selected, name(selected), against, name(against), language]);
    const ticket = (this.#shows += 1);
    if (wanted === this.#shown) return;
    const newest = this.versions.indexOf(selected) < this.versions.indexOf(against ?? 'working');
    const [before, after] = against === null || newest ? [against, selected] : [selected, against];
    try {
      const view = await this.#backend.invoke('revisions.read', { id, version: selected });
      const { differences } =
        before === null
          ? { differences: [] }
          : await this.#backend.invoke('revisions.compare', { id, before, after, language });
      if (ticket !== this.#shows) return;
      this.comparison = { before, after, differences, view };
      this.#shown = wanted;
      this.failure = null;
    } catch (error) {
      if (ticket === this.#shows) this.failure = toFailure(error);
    }
  }
}

/** True when neither text nor log changed: then there are the same versions. Comments and the like may have. */
function saysTheSame(before: Practice | null, now: Practice | null): boolean {
  if (before === null || now === null) return false;
  return before.hash === now.hash && before.work?.log.length === now.work?.log.length;
}
