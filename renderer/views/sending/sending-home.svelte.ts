import type { Application } from '#renderer/state/application.svelte';
import { saveFile } from '#renderer/components/save-file';
import type { Lying } from '#shared/contract/outbox';
import type { DepartureView } from '#shared/contract/sending';
import { type FailureData, toFailure } from '#shared/failure';

/** The register of departures, and what of them still lies in exchange folders. */
export class SendingRegister {
  departures = $state.raw<readonly DepartureView[] | null>(null);
  lying = $state.raw<readonly Lying[]>([]);
  failure = $state.raw<FailureData | null>(null);
  saving = $state(false);
  /** Years of issue in Viet Nam (UTC+7), newest first. */
  readonly years = $derived(yearsOf(this.departures ?? []));
  readonly #app: Application;

  constructor(app: Application) {
    this.#app = app;
  }

  /** Loads and follows; returns the function that stops following. Tracks nothing in an effect. */
  follow(): () => void {
    void this.load();
    return this.#app.backend.subscribe('desk.changed', () => void this.load());
  }

  async load(): Promise<void> {
    const { backend } = this.#app;
    try {
      this.departures = await backend.invoke('sending.departures', {});
      this.lying = await backend.invoke('outbox.lying', {});
      this.failure = null;
    } catch (error) {
      this.failure = toFailure(error);
    }
  }

  /** The register of a year as an Excel file. */
  async save(year: number): Promise<void> {
    if (this.saving) return;
    this.saving = true;
    const { language, backend } = this.#app;
    const made = await this.#app.ask('sending.exportRegister', { year, language });
    this.saving = false;
    if (made) saveFile(backend.fileAddress('papers', made.token, made.file), made.file);
  }
}

function yearsOf(departures: readonly DepartureView[]): number[] {
  const inVietNam = (moment: string): number =>
    Number(new Date(Date.parse(moment) + 25_200_000).toISOString().slice(0, 4));
  const years = departures.map(({ departure }) => inVietNam(departure.issuedAt));
  return years.filter((year, index) => years.indexOf(year) === index).toSorted((a, b) => b - a);
}
