import type { DepartureDesk } from '#renderer/views/sending/departure-desk.svelte';
import type { Opener } from '#shared/contract/closed-parcels';
import { toFailure } from '#shared/failure';
import { spokenForm } from '#shared/model/spoken-form';

/** Fewer characters are guessed too soon. */
const shortest = 12;

/** What was made: under a passphrase that the person has to write down, or for these offices. */
export type MadeCopy = { readonly passphrase: string } | { readonly names: readonly string[] };

/** Making copies of a parcel that only some can open. */
export class ClosedCopy {
  way = $state<'offices' | 'passphrase'>('offices');
  /** Null while they are being looked for. */
  openers = $state.raw<readonly Opener[] | null>(null);
  chosen = $state.raw<readonly string[]>([]);
  passphrase = $state('');
  tried = $state(false);
  /** Until the person begins anew. */
  made = $state.raw<MadeCopy | null>(null);
  readonly ready = $derived.by(() => (this.openers ?? []).filter(({ state }) => state === 'ready'));
  readonly others = $derived.by(() => (this.openers ?? []).filter(({ state }) => state !== 'ready'));
  readonly isShort = $derived.by(() => spokenForm(this.passphrase).length < shortest);
  readonly #desk: DepartureDesk;

  constructor(desk: DepartureDesk) {
    this.#desk = desk;
  }

  /** Looks who can be chosen; those that the parcel is addressed to are chosen beforehand. */
  async begin(): Promise<void> {
    this.made = null;
    this.tried = false;
    this.openers = null;
    try {
      this.openers = await this.#desk.openers();
      this.chosen = this.ready.flatMap(({ addressed, recipient }) => (addressed ? [recipient] : []));
      this.way = this.ready.length > 0 ? 'offices' : 'passphrase';
      await this.propose();
    } catch (error) {
      this.#desk.failure = toFailure(error);
    }
  }

  async propose(): Promise<void> {
    this.passphrase = await this.#desk.propose();
  }

  choose(recipient: string, wanted: boolean): void {
    const others = this.chosen.filter((one) => one !== recipient);
    this.chosen = wanted ? [...others, recipient] : others;
  }

  async make(): Promise<void> {
    this.tried = true;
    if (this.way === 'passphrase') {
      // Whoever is told it may type it with accents or without; other programs ask for it as it is shown then.
      const passphrase = spokenForm(this.passphrase);
      if (!this.isShort && (await this.#desk.lock(passphrase))) this.made = { passphrase };
      return;
    }
    const chosen = this.ready.filter(({ recipient }) => this.chosen.includes(recipient));
    const ids = chosen.map(({ recipient }) => recipient);
    if (ids.length > 0 && (await this.#desk.lockFor(ids)))
      this.made = { names: chosen.map(({ name }) => name) };
  }

  forget(): void {
    this.made = null;
    this.passphrase = '';
    this.chosen = [];
  }
}
