import type { Backend } from '#renderer/backend/backend';
import type { RevisionHistoryState } from '#renderer/views/revisions/revision-history.svelte';
import type { Version } from '#shared/contract/revisions';
import { type Failure, toFailure } from '#shared/failure';

/** What came of the last restore. */
type RestoreNotice =
  | {
      readonly type: 'restored';
      readonly version: Version;
      readonly former: string;
      /** Hash of practice.md as it was restored: what is undone is that and nothing written since. */
      readonly base: string;
    }
  | { readonly type: 'undone' }
  | { readonly type: 'conflict' };

/** The return of a version, and of what it replaced. What others write meanwhile is never replaced unseen. */
export class VersionRestore {
  /** The version that is asked about, and the text (hash of practice.md) that was there when the question was asked. */
  asked = $state.raw<{ readonly version: string; readonly base: string } | null>(null);
  notice = $state.raw<RestoreNotice | null>(null);
  failure = $state.raw<Failure | null>(null);
  busy = $state(false);
  readonly #backend: Backend;
  readonly #history: RevisionHistoryState;

  constructor(backend: Backend, history: RevisionHistoryState) {
    this.#backend = backend;
    this.#history = history;
  }

  /** Somebody wrote since the question was asked. */
  get stale(): boolean {
    return this.asked !== null && this.#differs(this.asked.base);
  }

  /** Somebody wrote since the version was restored: undoing would take that away. */
  get overtaken(): boolean {
    return this.notice?.type === 'restored' && this.#differs(this.notice.base);
  }

  ask(version: Version): void {
    const { list } = this.#history;
    if (version !== 'working' && list !== null) this.asked = { version, base: list.working.hash };
  }

  /** Makes the version that was asked about the working copy. */
  async restore(): Promise<void> {
    const { asked } = this;
    this.asked = null;
    if (asked === null) return;
    await this.#run(asked.version, asked.base, (former, base) => {
      return { type: 'restored', version: asked.version, former, base };
    });
  }

  /** Brings back what the last restore replaced. */
  async undo(): Promise<void> {
    const { notice } = this;
    if (notice?.type === 'restored') await this.#run(notice.former, notice.base, () => ({ type: 'undone' }));
  }

  #differs(hash: string): boolean {
    const now = this.#history.list?.working.hash;
    return now !== undefined && now !== hash;
  }

  async #run(
    revision: string,
    base: string,
    told: (former: string, hash: string) => RestoreNotice,
  ): Promise<void> {
    if (this.busy) return;
    this.busy = true;
    this.failure = null;
    const history = this.#history;
    try {
      const outcome = await this.#backend.invoke('revisions.restore', { id: history.id, base, revision });
      history.selected = 'working';
      history.chosen = null;
      // Told once all of it is there: what is offered with it can be pressed at once.
      await history.load();
      this.notice =
        outcome.type === 'restored' ? told(outcome.former, outcome.practice.hash) : { type: 'conflict' };
    } catch (error) {
      this.failure = toFailure(error);
    } finally {
      this.busy = false;
    }
  }
}
