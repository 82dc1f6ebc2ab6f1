import type { Backend } from '#renderer/backend/backend';
import type { Input, OperationName, Output } from '#shared/contract/contract';
import { type Failure, toFailure } from '#shared/failure';
import { cleanTerms, synonymFault, type SynonymFault, type SynonymLine } from '#shared/model/synonym';
import { collator, fold } from '#shared/model/text';

/** Lines in sight before all are asked for. */
const few = 8;

/** What was taken away last, so that it can be had back. */
export interface TakenAway {
  readonly line: SynonymLine;
}

type ListOperation = Extract<OperationName, `synonyms.${string}`>;

/** The list of abbreviations and synonyms: found, added to, changed, switched off, back as it came. */
export class SynonymsDesk {
  list = $state.raw<Output<'synonyms.list'> | null>(null);
  /** As typed. */
  text = $state('');
  all = $state(false);
  failure = $state.raw<Failure | null>(null);
  busy = $state(false);
  taken = $state.raw<TakenAway | null>(null);
  /** The office's own and changed ones first, then by the alphabet. */
  readonly lines = $derived((this.list?.lines ?? []).toSorted(byOffice));
  readonly found = $derived.by(() => {
    const words = fold(this.text).split(/\s+/).filter(Boolean);
    return this.lines.filter(({ terms }) => {
      const folded = fold(terms.join(' '));
      return words.every((word) => folded.includes(word));
    });
  });
  readonly shown = $derived(this.all || this.text.trim() !== '' ? this.found : this.found.slice(0, few));
  /** Whether there are more lines than are in sight at first. */
  readonly long = $derived(this.text.trim() === '' && this.found.length > few);

  readonly #backend: Backend;

  constructor(backend: Backend) {
    this.#backend = backend;
  }

  async load(): Promise<void> {
    await this.#ask('synonyms.list', {});
  }

  /** What is wrong with the terms of a line (`id` null for a new one) before anything is asked. */
  faultOf(id: string | null, typed: readonly string[]): SynonymFault | null {
    return synonymFault(
      cleanTerms(typed),
      this.lines.filter((line) => line.id !== id),
    );
  }

  /** False where it could not be saved. */
  async save(id: string | null, typed: readonly string[], capitals: boolean): Promise<boolean> {
    return this.#ask('synonyms.save', { id, terms: cleanTerms(typed), capitals });
  }

  async switch({ id, off }: SynonymLine): Promise<void> {
    await this.#ask('synonyms.switch', { id, off: !off });
  }

  /** An own line goes, a changed one is as it came; both can be undone. */
  async takeAway(line: SynonymLine): Promise<void> {
    if (await this.#ask('synonyms.remove', { id: line.id })) this.taken = { line };
  }

  async undo(): Promise<void> {
    const { line } = this.taken ?? {};
    if (!line) return;
    const { id, terms, capitals, off, from } = line;
    if (!(await this.save(from === 'own' ? null : id, terms, capitals))) return;
    this.taken = null;
    const back = this.lines.find((one) => one.terms.join('\n') === terms.join('\n'));
    if (off && back) await this.switch(back);
  }

  async #ask<N extends ListOperation>(operation: N, input: Input<N>): Promise<boolean> {
    if (this.busy) return false;
    this.busy = true;
    this.failure = null;
    try {
      this.list = await this.#backend.invoke(operation, input);
      return true;
    } catch (error) {
      this.failure = toFailure(error);
      return false;
    } finally {
      this.busy = false;
    }
  }
}

function byOffice(a: SynonymLine, b: SynonymLine): number {
  const rank = ({ from, off }: SynonymLine): number =>
    from === 'own' ? 0 : from === 'changed' || off ? 1 : 2;
  return rank(a) - rank(b) || collator.compare(a.terms[0] ?? '', b.terms[0] ?? '');
}
