import type { Messages } from '#shared/messages/messages';
import { formatPartialDate, parsePartialDate } from '#shared/model/partial-date';
import type { RegisterFields } from '#shared/model/register';

export type RegisterKey = keyof RegisterFields | 'number';

/** A whole day as `YYYY-MM-DD`; null for nothing, undefined for what is no day. */
export function dayOfText(typed: string): string | null | undefined {
  if (typed.trim() === '') return null;
  const date = parsePartialDate(typed);
  return date?.length === 10 ? date : undefined;
}

/** What the clerk types into a line of the register, and what is wrong with it. */
export class RegisterForm {
  arrivedOn = $state('');
  number = $state('');
  from = $state('');
  symbol = $state('');
  paperDate = $state('');
  subject = $state('');
  receiver = $state('');
  note = $state('');
  /** Counts attempts to save: errors are shown from the first one on. */
  attempt = $state(0);
  /** The number that the program proposed; while it stands there the program gives whichever is next. */
  proposed = $state('');
  /** What the register said of the number. */
  refused = $state.raw<{ number: string; error: string } | null>(null);
  readonly #words: () => Messages['desk'];
  /** The year that the day must lie in; null before there is a line. */
  readonly #year: () => number | null;
  readonly errors = $derived.by(() => this.#errors());

  constructor(words: () => Messages['desk'], year: () => number | null) {
    this.#words = words;
    this.#year = year;
  }

  fill(fields: RegisterFields): void {
    this.arrivedOn = formatPartialDate(fields.arrivedOn);
    this.paperDate = fields.paperDate === null ? '' : formatPartialDate(fields.paperDate);
    ({
      from: this.from,
      symbol: this.symbol,
      subject: this.subject,
      receiver: this.receiver,
      note: this.note,
    } = fields);
    this.attempt = 0;
  }

  /** Offers the next free number, unless the person has written another one. */
  propose(next: number): void {
    if (this.number !== this.proposed) return;
    this.proposed = String(next);
    this.number = this.proposed;
  }

  /** Year of the day that is written; null while that is none. */
  get year(): number | null {
    const day = dayOfText(this.arrivedOn);
    return typeof day === 'string' ? Number(day.slice(0, 4)) : null;
  }

  /** Null where the program is to give the next number. */
  get wanted(): number | null {
    const typed = this.number.trim();
    return typed === '' || Number(typed) === Number(this.proposed) ? null : Number(typed);
  }

  /** Counts an attempt; null where something is wrong. */
  read(): RegisterFields | null {
    this.attempt += 1;
    const arrivedOn = dayOfText(this.arrivedOn);
    const paperDate = dayOfText(this.paperDate);
    if (this.errors.length > 0 || typeof arrivedOn !== 'string' || paperDate === undefined) return null;
    const { from, symbol, subject, receiver, note } = this;
    return { arrivedOn, paperDate, from, symbol, subject, receiver, note };
  }

  errorOf(key: RegisterKey): string | undefined {
    return this.attempt === 0 ? undefined : this.errors.find((error) => error.key === key)?.text;
  }

  #errors(): { key: RegisterKey; text: string }[] {
    const words = this.#words();
    const year = this.#year();
    const found: [RegisterKey, string | false][] = [
      ['arrivedOn', typeof dayOfText(this.arrivedOn) === 'string' ? false : words.dateWrong],
      [
        'arrivedOn',
        year !== null && this.year !== null && this.year !== year && words.yearFixed(String(year)),
      ],
      ['number', year === null && !/^\s*(?:0*[1-9]\d{0,4})?\s*$/.test(this.number) && words.numberWrong],
      ['number', this.refused?.number === this.number && this.refused.error],
      ['from', this.from.trim() === '' && words.required],
      ['paperDate', dayOfText(this.paperDate) === undefined && words.dateWrong],
      ['subject', this.subject.trim() === '' && words.required],
    ];
    return found.flatMap(([key, text]) => (text === false ? [] : [{ key, text }]));
  }
}
