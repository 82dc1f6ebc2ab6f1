import type { Backend } from '#renderer/backend/backend';
import { type Failure, toFailure } from '#shared/failure';
import { type PracticeSummary, type Status, statuses } from '#shared/model/practice';
import { fold } from '#shared/model/text';

/** Our own practices, newest change first, filtered by title and status. */
export class PracticeList {
  practices = $state.raw<readonly PracticeSummary[] | null>(null);
  failure = $state.raw<Failure | null>(null);
  /** As typed. */
  text = $state('');
  status = $state<Status | null>(null);
  readonly #named = $derived.by(() => {
    const wanted = fold(this.text).split(/\s+/).filter(Boolean);
    return (this.practices ?? []).filter(({ title }) => {
      const folded = fold(title);
      return wanted.every((word) => folded.includes(word));
    });
  });
  readonly shown = $derived(
    this.status === null ? this.#named : this.#named.filter((practice) => practice.status === this.status),
  );
  /** How many of those whose title matches stand at each status. */
  readonly counts = $derived(
    statuses.map((status) => ({
      status,
      count: this.#named.filter((practice) => practice.status === status).length,
    })),
  );
  readonly total = $derived(this.#named.length);
  readonly #backend: Backend;

  constructor(backend: Backend) {
    this.#backend = backend;
  }

  async load(): Promise<void> {
    try {
      const all = await this.#backend.invoke('practices.list', {});
      this.practices = all.filter(({ ours }) => ours).toSorted((a, b) => b.changedAt - a.changedAt);
      this.failure = null;
    } catch (error) {
      this.failure = toFailure(error);
    }
  }

  /** Follows changes made here and elsewhere; returns the function that stops following. */
  follow(): () => void {
    return this.#backend.subscribe('practices.changed', () => void this.load());
  }

  clearFilters(): void {
    this.text = '';
    this.status = null;
  }
}
