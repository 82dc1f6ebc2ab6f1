import { untrack } from 'svelte';
import type { Backend } from '#renderer/backend/backend';
import type { Output } from '#shared/contract/contract';
import type { Practice } from '#shared/contract/practices';
import type { RevisionList, Version } from '#shared/contract/revisions';
import { type Failure, toFailure } from '#shared/failure';
import type { Difference } from '#shared/model/bundle';
import type { Language } from '#shared/model/practice';

type VersionView = Output<'revisions.read'>;

/** Two versions held against each other, the older one as `before`; null where nothing is older. */
interface Comparison {
  readonly before: Version | null;
  readonly after: Version;
  readonly differences: readonly Difference[];
  /** The chosen version as it reads. */
  readonly view: VersionView;
}

/** What came of the last restore. */
type RestoreNotice =
  | { readonly type: 'restored'; readonly version: Version; readonly former: string }
  | { readonly type: 'undone' }
  | { readonly type: 'conflict' };

/** The versions of one practice: which is looked at, against which, and the return of one. */
export class RevisionHistoryState {
  readonly id: string;
  list = $state.raw<RevisionList | null>(null);
  practice = $state.raw<Practice | null>(null);
  selected = $state<Version>('working');
  /** What the person chose to compare with; null for the one before. */
  chosen = $state<Version | null>(null);
  comparison = $state.raw<Comparison | null>(null);
  notice = $state.raw<RestoreNotice | null>(null);
  failure = $state.raw<Failure | null>(null);
  busy = $state(false);
  readonly #backend: Backend;
  readonly #language: () => Language;
  #ticket = 0;

  /** `language` is that in which values are written out. */
  constructor(backend: Backend, id: string, language: () => Language) {
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
    const stop = this.#backend.subscribe('practices.changed', ({ ids }) => {
      if (ids.includes(this.id)) void this.load();
    });
    return () => {
      stop();
      this.#ticket += 1;
    };
  }

  async load(): Promise<void> {
    const ticket = (this.#ticket += 1);
    try {
      const [list, found] = await Promise.all([
        this.#backend.invoke('revisions.list', { id: this.id }),
        this.#backend.invoke('practices.get', { id: this.id }),
      ]);
      if (ticket !== this.#ticket) return;
      this.list = list;
      this.practice = found.type === 'practice' ? found.practice : null;
      if (!this.versions.includes(this.selected)) this.selected = 'working';
      if (this.chosen !== null && !this.versions.includes(this.chosen)) this.chosen = null;
      await this.#show();
    } catch (error) {
      if (ticket === this.#ticket) this.failure = toFailure(error);
    }
  }

  async select(version: Version): Promise<void> {
    this.selected = version;
    this.chosen = null;
    await this.#show();
  }

  async compareWith(version: Version | null): Promise<void> {
    this.chosen = version;
    await this.#show();
  }

  /** Makes the selected revision the working copy. */
  async restore(): Promise<void> {
    const version = this.selected;
    if (version === 'working') return;
    await this.#restore(version, (former) => ({ type: 'restored', version, former }));
  }

  /** Brings back what the last restore replaced. */
  async undo(): Promise<void> {
    if (this.notice?.type !== 'restored') return;
    await this.#restore(this.notice.former, () => ({ type: 'undone' }));
  }

  async #restore(revision: string, told: (former: string) => RestoreNotice): Promise<void> {
    if (this.list === null || this.busy) return;
    this.busy = true;
    this.failure = null;
    try {
      const base = this.list.working.hash;
      const outcome = await this.#backend.invoke('revisions.restore', { id: this.id, base, revision });
      this.notice = outcome.type === 'restored' ? told(outcome.former) : { type: 'conflict' };
      this.selected = 'working';
      this.chosen = null;
      await this.load();
    } catch (error) {
      this.failure = toFailure(error);
    } finally {
      this.busy = false;
    }
  }

  /** Fetches what the choice needs. An answer that comes after another choice is dropped. */
  async #show(): Promise<void> {
    const ticket = (this.#ticket += 1);
    const { id, selected, against } = this;
    const newest = this.versions.indexOf(selected) < this.versions.indexOf(against ?? 'working');
    const [before, after] = against === null || newest ? [against, selected] : [selected, against];
    try {
      const view = await this.#backend.invoke('revisions.read', { id, version: selected });
      const language = this.#language();
      const { differences } =
        before === null
          ? { differences: [] }
          : await this.#backend.invoke('revisions.compare', { id, before, after, language });
      if (ticket !== this.#ticket) return;
      this.comparison = { before, after, differences, view };
      this.failure = null;
    } catch (error) {
      if (ticket === this.#ticket) this.failure = toFailure(error);
    }
  }
}
