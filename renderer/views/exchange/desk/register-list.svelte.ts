import type { Application } from '#renderer/state/application.svelte';
import { saveFile } from '#renderer/components/save-file';
import { Reading } from '#renderer/state/reading';
import type { Output } from '#shared/contract/contract';
import { type FailureData, toFailure } from '#shared/failure';
import { formatPartialDate } from '#shared/model/partial-date';
import type { RegisterEntry } from '#shared/model/register';
import { fold } from '#shared/model/text';

/** The register of one year, newest number first, with a search through its columns. */
export class RegisterList {
  list = $state.raw<Output<'desk.register.list'> | null>(null);
  failure = $state.raw<FailureData | null>(null);
  text = $state('');
  saving = $state(false);
  readonly #app: Application;
  /** The year that was asked for last; null is the newest. */
  #year: number | null = null;
  readonly #reading = new Reading(() => this.#load());
  readonly #folded = $derived(
    (this.list?.entries ?? []).toReversed().map((entry) => ({ entry, text: textOf(entry) })),
  );
  /** What contains every word that is looked for, accents or not. */
  readonly shown = $derived.by(() => {
    const words = fold(this.text).split(/\s+/).filter(Boolean);
    const found = this.#folded.filter(({ text }) => words.every((word) => text.includes(word)));
    return found.map(({ entry }) => entry);
  });

  constructor(app: Application) {
    this.#app = app;
  }

  /** Loads and follows; returns the function that stops following. Tracks nothing in an effect. */
  follow(): () => void {
    void this.load();
    return this.#app.backend.subscribe('desk.changed', () => void this.#reading.again());
  }

  load(year: number | null = null): Promise<void> {
    this.#year = year;
    return this.#reading.again();
  }

  async #load(): Promise<void> {
    const year = this.#year;
    try {
      const list = await this.#app.backend.invoke('desk.register.list', { year });
      // Another year was asked for meanwhile, and comes next.
      if (year !== this.#year) return;
      this.list = list;
      this.#year = list.year;
    } catch (error) {
      this.failure = toFailure(error);
    }
  }

  async save(): Promise<void> {
    if (this.saving || !this.list) return;
    this.saving = true;
    const { language, backend } = this.#app;
    const made = await this.#app.ask('desk.export', { year: this.list.year, language });
    this.saving = false;
    if (made) saveFile(backend.fileAddress('papers', made.token, made.file), made.file);
  }
}

function textOf(entry: RegisterEntry): string {
  const { number, arrivedOn, from, symbol, paperDate, subject, receiver, note, forwarded } = entry;
  const days = [arrivedOn, paperDate ?? ''].map(formatPartialDate);
  const people = forwarded.map(({ to }) => to.name);
  return fold([number, ...days, from, symbol, subject, receiver, note, ...people].join(' '));
}
