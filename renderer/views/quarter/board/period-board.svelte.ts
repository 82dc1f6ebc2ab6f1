import type { Backend } from '#renderer/backend/backend';
import { FollowedRows } from '#renderer/state/followed-rows.svelte';
import {
  cardOf,
  type Card,
  type CellFilter,
  columnsOf,
  compareRows,
  isFilteredIn,
  isFollowed,
  noneUnderway,
  type Underway,
  withUnderway,
} from '#renderer/views/quarter/board/board-cards';
import { ChosenItems } from '#renderer/views/quarter/board/chosen-items.svelte';
import { Turns } from '#renderer/views/quarter/board/turns';
import { asSet } from '#renderer/views/quarter/contents';
import type { PracticeRow } from '#shared/contract/lists';
import { type Failure, toFailure } from '#shared/failure';
import { columnOf, type ColumnKey, type Hindrance, type Move, moveOf } from '#shared/model/board';
import { type CoverageScope, periodsWithin } from '#shared/model/coverage';
import type { Period } from '#shared/model/period';
import type { Status, StatusStep } from '#shared/model/practice';

/** Place of what is chosen anew: behind all, also behind what others have chosen meanwhile. */
const atEnd = Number.MAX_SAFE_INTEGER;

/** What came of a move, to be told. */
export type Told =
  | {
      readonly type: 'moved';
      readonly id: string;
      readonly title: string;
      readonly to: ColumnKey;
      readonly joined: boolean;
      readonly undo: (() => Promise<void>) | null;
    }
  | {
      readonly type: 'hindered';
      readonly title: string;
      readonly why: Hindrance | 'full' | 'read-only' | 'end';
    }
  | { readonly type: 'overtaken'; readonly id: string; readonly title: string; readonly column: ColumnKey }
  | { readonly type: 'changed' | 'gone'; readonly id: string; readonly title: string }
  | { readonly type: 'incomplete'; readonly id: string; readonly title: string; readonly missing: number }
  | { readonly type: 'failed'; readonly title: string; readonly failure: Failure };

/**
 * The practices of one period by their state. What is moved is shown in its new place at once; where the library says no, it
 * is back in its place and the reason is told.
 */
export class PeriodBoard {
  readonly period: Period;
  scope = $state<CoverageScope>('units');
  filter = $state.raw<CellFilter | null>(null);
  told = $state.raw<Told | null>(null);
  #failure = $state.raw<Failure | null>(null);
  /** A practice that is to be returned, until the reason is given. */
  returning = $state.raw<PracticeRow | null>(null);
  readonly chosen: ChosenItems;
  readonly #rows: FollowedRows;
  readonly #backend: Backend;
  readonly #turns = new Turns();
  /** Statuses that are shown while they are on their way. */
  #underway = $state.raw<Underway>(noneUnderway);
  readonly #set = $derived.by(() => asSet(this.chosen.items));
  readonly cards = $derived.by(() => this.#cards());
  readonly shown = $derived(this.cards.filter(({ row }) => isFilteredIn(row, this.filter)));
  readonly columns = $derived.by(() => columnsOf(this.shown, this.chosen.items, this.scope));
  /** How many are chosen that do not stand on the board. */
  readonly otherChosen = $derived.by(
    () => this.chosen.items.length - this.cards.filter(({ chosen }) => chosen).length,
  );

  constructor(backend: Backend, period: Period) {
    this.#backend = backend;
    this.period = period;
    this.#rows = new FollowedRows(backend, { periods: [...periodsWithin(period)] }, compareRows);
    this.chosen = new ChosenItems(backend, period);
  }

  /** What is shown may be out of date: why it could not be read anew. */
  get failure(): Failure | null {
    return this.#failure ?? this.#rows.failure;
  }

  closeFailure(): void {
    this.#failure = null;
    this.#rows.failure = null;
  }

  get loaded(): boolean {
    return this.#rows.sorted !== null && this.chosen.loaded;
  }

  async load(): Promise<void> {
    await Promise.all([this.#rows.load(), this.#loadChosen()]);
  }

  async #loadChosen(): Promise<void> {
    try {
      await this.chosen.load();
      this.#failure = null;
    } catch (error) {
      this.#failure = toFailure(error);
    }
  }

  /** Follows what others do; returns the function that stops following. */
  follow(): () => void {
    const stops = [
      this.#rows.follow(),
      this.#backend.subscribe('coverage.changed', () => void this.#loadChosen()),
    ];
    return () => {
      for (const stop of stops) stop();
    };
  }

  card(id: string): Card | undefined {
    return this.cards.find(({ row }) => row.id === id);
  }

  /** Moves a card to a column, or tells why not. A return waits for its reason. */
  async move(id: string, to: ColumnKey): Promise<void> {
    // One after the other: what the first leads to decides what the second may do.
    if (this.#turns.isBusy(id)) await this.#turns.quiet(id);
    const card = this.card(id);
    if (!card) return;
    const move = moveOf(card, to);
    if (move.type === 'step' && move.step === 'return') this.returning = card.row;
    else await this.#carryOut(card, move);
  }

  /** Returns the practice that waits for its reason. */
  async returnWith(reason: string): Promise<void> {
    const card = this.returning && this.card(this.returning.id);
    this.returning = null;
    if (card) await this.#carryOut(card, moveOf(card, 'returned'), reason.trim());
  }

  /** Says why nothing can be done. */
  hinder(id: string, why: 'read-only' | 'end'): void {
    this.told = { type: 'hindered', title: this.card(id)?.row.title ?? '', why };
  }

  #cards(): readonly Card[] {
    const followed = (this.#rows.sorted ?? []).filter((row) => isFollowed(row, this.scope));
    return followed.map((row) =>
      cardOf(row, this.#underway.get(row.id) ?? row.status, this.#set.has(row.id)),
    );
  }

  async #carryOut(card: Card, move: Move, reason?: string): Promise<void> {
    await this.#turns.run(card.row.id, () => this.#try(card, move, reason));
  }

  async #try({ row, ...card }: Card, move: Move, reason: string | undefined): Promise<void> {
    const { title } = row;
    try {
      if (move.type === 'not') this.told = { type: 'hindered', title, why: move.why };
      else if (move.type === 'choose') await this.#choose(row);
      else if (move.type === 'take-out') await this.#takeOut({ row, ...card });
      else if (move.type === 'step') await this.#step(row, move, reason);
    } catch (error) {
      this.told = { type: 'failed', title, failure: toFailure(error) };
    }
  }

  async #choose(row: PracticeRow, at = atEnd): Promise<void> {
    const { id, title } = row;
    if (this.chosen.full) this.told = { type: 'hindered', title, why: 'full' };
    else this.#tellMoved(row, 'chosen', await this.chosen.change({ id, at }), () => this.#takeOutAgain(id));
  }

  async #takeOut(card: Card): Promise<void> {
    const { row } = card;
    const at = this.chosen.items.indexOf(row.id);
    const outcome = await this.chosen.change({ id: row.id, at: null });
    this.#tellMoved(row, columnOf({ ...card, chosen: false }), outcome, () => this.#choose(row, at));
  }

  async #takeOutAgain(id: string): Promise<void> {
    const card = this.card(id);
    if (card?.chosen) await this.#takeOut(card);
  }

  #tellMoved(row: PracticeRow, to: ColumnKey, outcome: 'saved' | 'joined', undo: () => Promise<void>): void {
    const { id, title } = row;
    const again = (): Promise<void> =>
      undo().catch((error: unknown) => {
        this.told = { type: 'failed', title, failure: toFailure(error) };
      });
    this.told = { type: 'moved', id, title, to, joined: outcome === 'joined', undo: again };
  }

  /** Shows the status at once; it is about the text and the status that stand on the card and no other. */
  async #step(
    row: PracticeRow,
    { step, to }: { step: StatusStep; to: Status },
    reason?: string,
  ): Promise<void> {
    const { id } = row;
    this.#underway = withUnderway(this.#underway, id, to);
    try {
      this.told = await this.#taken(row, step, reason);
      await this.#rows.refresh([id]);
    } finally {
      this.#underway = withUnderway(this.#underway, id, null);
    }
  }

  async #taken(row: PracticeRow, step: StatusStep, reason: string | undefined): Promise<Told> {
    const { id, title } = row;
    const found = await this.#backend.invoke('practices.get', { id });
    if (found.type === 'missing') return { type: 'gone', id, title };
    if (found.type === 'damaged') return { type: 'hindered', title, why: 'damaged' };
    const { practice } = found;
    const { status, changedAt } = practice.summary;
    if (status !== row.status) return { type: 'overtaken', id, title, column: status ?? 'draft' };
    if (changedAt !== row.changedAt) return { type: 'changed', id, title };
    const input = { id, base: practice.hash, step, ...(reason === undefined ? {} : { reason }) };
    const outcome = await this.#backend.invoke('practices.step', input);
    switch (outcome.type) {
      case 'saved':
        return {
          type: 'moved',
          id,
          title,
          to: outcome.practice.summary.status ?? 'draft',
          joined: false,
          undo: null,
        };
      case 'conflict':
        return { type: 'changed', id, title };
      case 'not-possible':
        return { type: 'overtaken', id, title, column: outcome.practice.summary.status ?? 'draft' };
      case 'incomplete':
        return { type: 'incomplete', id, title, missing: outcome.missing.length };
    }
  }
}
