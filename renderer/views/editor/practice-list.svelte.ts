import type { Backend } from '#renderer/backend/backend';
import { FoldedRows } from '#renderer/state/folded-rows';
import { FollowedRows } from '#renderer/state/followed-rows.svelte';
import type { Failure } from '#shared/failure';
import type { PracticeRow } from '#shared/contract/lists';
import { type Status, statuses } from '#shared/model/practice';

/** Our own practices, newest change first, filtered by title and status. */
export class PracticeList {
  /** As typed. */
  text = $state('');
  status = $state<Status | null>(null);
  readonly #rows: FollowedRows;
  readonly #folded = new FoldedRows(({ title }) => [title]);
  readonly #named = $derived.by(() => this.#folded.matching(this.practices ?? [], this.text));
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

  constructor(backend: Backend) {
    this.#rows = new FollowedRows(backend, true, (a, b) => b.changedAt - a.changedAt);
  }

  get practices(): readonly PracticeRow[] | null {
    return this.#rows.sorted;
  }

  get failure(): Failure | null {
    return this.#rows.failure;
  }

  load(): Promise<void> {
    return this.#rows.load();
  }

  /** Follows changes made here and elsewhere; returns the function that stops following. */
  follow(): () => void {
    return this.#rows.follow();
  }

  clearFilters(): void {
    this.text = '';
    this.status = null;
  }
}
