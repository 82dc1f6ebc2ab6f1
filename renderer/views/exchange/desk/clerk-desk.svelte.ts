import type { Application } from '#renderer/state/application.svelte';
import { Reading } from '#renderer/state/reading';
import type { Output } from '#shared/contract/contract';
import type { DeskParcel } from '#shared/contract/desk';
import { type FailureData, toFailure } from '#shared/failure';
import { formatNumber } from '#shared/model/number';
import { formatPeriod } from '#shared/model/period';

/** What waits at the clerk's desk; follows what happens there while it is shown. */
export class ClerkDesk {
  list = $state.raw<Output<'desk.list'> | null>(null);
  failure = $state.raw<FailureData | null>(null);
  readonly #app: Application;
  readonly #reading = new Reading(() => this.#load());

  constructor(app: Application) {
    this.#app = app;
  }

  /** Loads and follows; returns the function that stops following. */
  follow(): () => void {
    void this.load();
    return this.#app.backend.subscribe('desk.changed', () => void this.load());
  }

  load(): Promise<void> {
    return this.#reading.again();
  }

  async #load(): Promise<void> {
    try {
      this.list = await this.#app.backend.invoke('desk.list', {});
    } catch (error) {
      this.failure = toFailure(error);
    }
  }

  async putAside(reviewId: string): Promise<void> {
    await this.#app.ask('exchange.putAside', { reviewId });
    await this.load();
  }

  async forgetFile(path: string): Promise<void> {
    await this.#app.ask('desk.forgetFile', { path });
  }
}

/** How a parcel's number is said: two digits, as on its file. */
export const twoDigits = (number: number): string => String(number).padStart(2, '0');

/** "Sở KH&CN Hải Phòng · Quý III/2026 · gói số 02". */
export function parcelName(
  app: Pick<Application, 'messages' | 'language'>,
  { office, period, number }: Pick<DeskParcel, 'office' | 'period' | 'number'>,
): string {
  return app.messages.desk.heading(office.name, formatPeriod(period, app.language), twoDigits(number));
}

/** "1, 3 và 5". */
export function listed(numbers: readonly number[], app: Pick<Application, 'messages' | 'language'>): string {
  const texts = numbers.map((number) => formatNumber(number, app.language));
  const last = texts.pop() ?? '';
  return texts.length === 0 ? last : `${texts.join(', ')}${app.messages.desk.and}${last}`;
}

/** "Gói 02, đã có phần 1 và 3 trên 3, còn thiếu phần 2"; null for a parcel in one file. */
export function partsSentence(
  app: Pick<Application, 'messages' | 'language'>,
  { number, parts, here, missing }: Pick<DeskParcel, 'number' | 'parts' | 'here' | 'missing'>,
): string | null {
  if (parts === 1) return null;
  const words = app.messages.desk;
  const there = listed(
    here.map(({ part }) => part),
    app,
  );
  const first = words.parts(twoDigits(number), there, formatNumber(parts, app.language));
  return `${first}, ${missing.length === 0 ? words.complete : words.missing(listed(missing, app))}`;
}
