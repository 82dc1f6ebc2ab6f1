import type { Said } from '#renderer/views/reader/said/said.svelte';
import { parsePartialDate } from '#shared/model/partial-date';

/** What an office tells of how it applied somebody's practice. */
export class AdoptionForm {
  where = $state('');
  since = $state('');
  result = $state('');
  changed = $state('');
  own = $state('');
  tried = $state(false);
  readonly whereMissing = $derived(this.where.trim() === '');
  readonly sinceWrong = $derived(this.since.trim() !== '' && parsePartialDate(this.since) === undefined);
  readonly #said: Said;
  readonly #practice: string;

  constructor(said: Said, practice: string) {
    this.#said = said;
    this.#practice = practice;
    // Where one of ours adapts it, that is the one in most cases.
    this.own = said.about?.adaptations[0]?.id ?? '';
  }

  /** True when it was said. */
  async save(): Promise<boolean> {
    this.tried = true;
    if (this.whereMissing || this.sinceWrong) return false;
    return this.#said.say('statements.adopt', {
      practice: this.#practice,
      where: this.where.trim(),
      since: parsePartialDate(this.since) ?? null,
      result: this.result.trim(),
      changed: this.changed.trim(),
      own: this.own === '' ? null : this.own,
    });
  }
}
