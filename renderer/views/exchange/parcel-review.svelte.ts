import { SvelteSet } from 'svelte/reactivity';
import type { Backend } from '#renderer/backend/backend';
import { RunningJob } from '#renderer/state/running-job.svelte';
import { shownKind, type ShownKind, shownKinds } from '#renderer/views/exchange/shown-kind';
import type { Review } from '#shared/contract/exchange';
import { Failure, type FailureData, toFailure } from '#shared/failure';
import type { ReviewItem } from '#shared/model/bundle';
import { madeByHand } from '#shared/model/statement';

/** As the host decides it, too (take-in.ts). */
const mayLieBeside = ({ kind, ours, choosable, hold }: ReviewItem): boolean =>
  kind === 'diverged' && ours && choosable && hold === null;

/** A verified parcel that waits for a choice: what is in it, what it would change, what is wanted of it. */
export class ParcelReview {
  readonly reviewId: string;
  review = $state.raw<Review | null>(null);
  failure = $state.raw<FailureData | null>(null);
  /** Only items of this kind are listed; null lists all. */
  kind = $state<ShownKind | null>(null);
  busy = $state(false);
  readonly chosen = new SvelteSet<string>();
  /** Those on which the person has decided although their seal speaks against them. */
  readonly despite = new SvelteSet<string>();
  readonly job: RunningJob;
  readonly counts = $derived(
    shownKinds
      .map((kind) => ({
        kind,
        count: this.review?.items.filter((item) => shownKind(item) === kind).length ?? 0,
      }))
      .filter(({ count }) => count > 0),
  );
  readonly shown = $derived(
    (this.review?.items ?? []).filter((item) => this.kind === null || shownKind(item) === this.kind),
  );
  readonly choosable = $derived(this.shown.filter((item) => item.choosable));
  /** It says something about practices that is not here yet: also that is taken in, with or without any of them. */
  readonly says = $derived(madeByHand.some((type) => (this.review?.statements.counts[type] ?? 0) > 0));
  /** Our own that both sides changed and nobody decided on: they are laid beside ours. */
  readonly beside = $derived(
    (this.review?.items ?? []).filter((item) => mayLieBeside(item) && !this.chosen.has(item.id)),
  );
  /** Nothing in it is to be taken in: it was taken in before, or is older than what is here. */
  readonly nothingNew = $derived(
    this.review !== null && !this.says && !this.review.items.some((item) => item.choosable),
  );
  readonly #backend: Backend;

  constructor(backend: Backend, reviewId: string) {
    this.#backend = backend;
    this.reviewId = reviewId;
    this.job = new RunningJob(backend);
  }

  async load(): Promise<void> {
    try {
      this.review = await this.#backend.invoke('exchange.review', { reviewId: this.reviewId });
      this.failure = null;
      this.chosen.clear();
      this.despite.clear();
      for (const item of this.review.items) if (item.chosen && item.choosable) this.chosen.add(item.id);
    } catch (error) {
      this.failure = toFailure(error);
    }
  }

  choose(id: string, wanted: boolean): void {
    if (wanted) this.chosen.add(id);
    else this.chosen.delete(id);
  }

  /** Chooses a held item by a decision of its own, or takes that back. */
  overrule(id: string, wanted: boolean): void {
    if (wanted) this.despite.add(id);
    else this.despite.delete(id);
    this.choose(id, wanted);
  }

  /** Chooses or leaves all that are listed now, but never what its seal holds back; others keep their choice. */
  chooseShown(wanted: boolean): void {
    for (const { id, hold } of this.choosable)
      if (!wanted || hold === null || this.despite.has(id)) this.choose(id, wanted);
  }

  /** Takes the chosen ones in, all or nothing. Resolves with the arrival's id, or null when it did not happen. */
  async takeIn(): Promise<string | null> {
    if (this.busy) return null;
    this.busy = true;
    this.failure = null;
    try {
      const choose = (this.review?.items ?? []).map(({ id }) => id).filter((id) => this.chosen.has(id));
      const job = await this.job.run(
        this.#backend.invoke('exchange.takeIn', {
          reviewId: this.reviewId,
          choose,
          despite: choose.filter((id) => this.despite.has(id)),
        }),
      );
      if (job.state === 'failed') this.failure = job.failure ?? new Failure('internal');
      return job.state === 'done' ? job.subject : null;
    } catch (error) {
      this.failure = toFailure(error);
      return null;
    } finally {
      this.busy = false;
    }
  }

  /** Puts the parcel aside without taking anything in. */
  async putAside(): Promise<boolean> {
    try {
      await this.#backend.invoke('exchange.putAside', { reviewId: this.reviewId });
      return true;
    } catch (error) {
      this.failure = toFailure(error);
      return false;
    }
  }
}
