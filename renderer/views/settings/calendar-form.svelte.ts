import type { Backend } from '#renderer/backend/backend';
import type { Input, Output } from '#shared/contract/contract';
import { type FailureData, toFailure } from '#shared/failure';
import { formatHoliday, holidaysFromLines } from '#shared/model/holiday-lines';
import { fixedHolidays } from '#shared/model/reporting-calendar';

type Given = Input<'calendar.save'>['calendar'];
type Found = Output<'calendar.get'>;
const mostDays = 60;

type Typed = Record<'holidays' | 'workdays' | 'reminders' | 'beforeBriefing', string>;

/** What stood in the fields that are being saved. */
type Sent = Partial<Typed>;

const lines = (days: readonly string[]): string => days.map(formatHoliday).join('\n');

/** When our office reports: what is chosen is saved at once, what is typed on leaving its field. */
export class CalendarForm {
  found = $state.raw<Found | null>(null);
  /** As typed. */
  holidays = $state('');
  workdays = $state('');
  reminders = $state('');
  beforeBriefing = $state('');
  /** The line that is no day. */
  wrong = $state.raw<{ readonly holidays?: string; readonly workdays?: string }>({});
  failure = $state.raw<FailureData | null>(null);
  /** Somebody else saved first, and theirs is shown. */
  overtaken = $state(false);
  readonly remindersWrong = $derived(daysOf(this.reminders) === undefined);
  readonly beforeWrong = $derived(daysOf(this.beforeBriefing)?.length !== 1);
  readonly #backend: Backend;
  readonly #saved: () => void;
  #busy: Promise<void> = Promise.resolve();

  constructor(backend: Backend, saved: () => void) {
    this.#backend = backend;
    this.#saved = saved;
  }

  async load(): Promise<void> {
    try {
      this.#take(await this.#backend.invoke('calendar.get', {}));
    } catch (error) {
      this.failure = toFailure(error);
    }
  }

  /** Saves one part of it after what is being saved. */
  put(part: Partial<Given>, sent: Sent = {}): Promise<void> {
    this.#busy = this.#busy.then(() => this.#put(part, sent));
    return this.#busy;
  }

  putReminders(): void {
    const reminders = daysOf(this.reminders);
    const sent = { reminders: this.reminders };
    if (reminders) void this.put({ reminders: reminders.slice(0, 10) }, sent);
  }

  putBeforeBriefing(): void {
    const [beforeBriefing, ...more] = daysOf(this.beforeBriefing) ?? [];
    const sent = { beforeBriefing: this.beforeBriefing };
    if (beforeBriefing !== undefined && more.length === 0) void this.put({ beforeBriefing }, sent);
  }

  putDays(key: 'holidays' | 'workdays'): void {
    const read = holidaysFromLines(this[key]);
    // A day that is worked on in exchange is one of one year.
    const repeated =
      'days' in read && key === 'workdays' ? read.days.find((day) => day.startsWith('--')) : undefined;
    const wrong = 'wrong' in read ? read.wrong : repeated && formatHoliday(repeated);
    this.wrong = { ...this.wrong, [key]: wrong };
    if ('days' in read && wrong === undefined) void this.put({ [key]: read.days }, { [key]: this[key] });
  }

  addFixed(): void {
    const read = holidaysFromLines(this.holidays);
    // What is typed is asked for already, or could not be saved: it is in there, too.
    const holidays = 'days' in read ? read.days : (this.found?.calendar.holidays ?? []);
    const all = [...holidays, ...fixedHolidays.filter((day) => !holidays.includes(day))];
    void this.put({ holidays: all }, 'days' in read ? { holidays: this.holidays } : {});
  }

  async #put(part: Partial<Given>, sent: Sent): Promise<void> {
    const { found } = this;
    if (!found) return;
    this.failure = null;
    this.overtaken = false;
    const { window, levels, beforeBriefing, reminders, holidays, workdays } = found.calendar;
    const before = { window, levels, beforeBriefing, reminders, holidays };
    const calendar = { ...before, ...(workdays === undefined ? {} : { workdays }), ...part };
    if (
      JSON.stringify({ ...before, workdays }) === JSON.stringify({ ...calendar, workdays: calendar.workdays })
    )
      return;
    try {
      const { type, ...now } = await this.#backend.invoke('calendar.save', { base: found.hash, calendar });
      this.#take(now, sent);
      if (type === 'saved') this.#saved();
      else this.overtaken = true;
    } catch (error) {
      this.failure = toFailure(error);
    }
  }

  /** A field shows what was found unless something else is typed in it: what cannot be read, was not saved, or came since. */
  #take(found: Found, sent: Sent = {}): void {
    const before = this.found && shownOf(this.found);
    const now = shownOf(found);
    this.found = found;
    for (const key of ['holidays', 'workdays', 'reminders', 'beforeBriefing'] as const)
      if (before === null || this[key] === before[key] || this[key] === sent[key]) this[key] = now[key];
  }
}

/** What the fields show of a calendar. */
function shownOf({ calendar: { holidays, workdays = [], reminders, beforeBriefing } }: Found): Typed {
  const days = { holidays: lines(holidays), workdays: lines(workdays) };
  return { ...days, reminders: reminders.join(', '), beforeBriefing: String(beforeBriefing) };
}

/** Numbers of days, with commas or blanks between them; undefined where something else is typed. */
function daysOf(text: string): number[] | undefined {
  const parts = text.split(/[\s,;]+/).filter(Boolean);
  const isRight = parts.every((part) => /^\d{1,2}$/.test(part) && Number(part) <= mostDays);
  return isRight ? parts.map(Number) : undefined;
}
