import type { Backend } from '#renderer/backend/backend';
import type { Input, Output } from '#shared/contract/contract';
import { type FailureData, toFailure } from '#shared/failure';
import { formatHoliday, holidaysFromLines } from '#shared/model/holiday-lines';
import { fixedHolidays } from '#shared/model/reporting-calendar';

type Given = Input<'calendar.save'>['calendar'];
type Found = Output<'calendar.get'>;
const mostDays = 60;

type Typed = Record<'holidays' | 'workdays' | 'reminders' | 'beforeBriefing', string>;

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
  put(part: Partial<Given>): Promise<void> {
    this.#busy = this.#busy.then(() => this.#put(part));
    return this.#busy;
  }

  putReminders(): void {
    const reminders = daysOf(this.reminders);
    if (reminders) void this.put({ reminders: reminders.slice(0, 10) });
  }

  putBeforeBriefing(): void {
    const [beforeBriefing, ...more] = daysOf(this.beforeBriefing) ?? [];
    if (beforeBriefing !== undefined && more.length === 0) void this.put({ beforeBriefing });
  }

  putDays(key: 'holidays' | 'workdays'): void {
    const read = holidaysFromLines(this[key]);
    // A day that is worked on in exchange is one of one year.
    const repeated =
      'days' in read && key === 'workdays' ? read.days.find((day) => day.startsWith('--')) : undefined;
    const wrong = 'wrong' in read ? read.wrong : repeated && formatHoliday(repeated);
    this.wrong = { ...this.wrong, [key]: wrong };
    if ('days' in read && wrong === undefined) void this.put({ [key]: read.days });
  }

  addFixed(): void {
    const { holidays = [] } = this.found?.calendar ?? {};
    void this.put({ holidays: [...holidays, ...fixedHolidays.filter((day) => !holidays.includes(day))] });
  }

  async #put(part: Partial<Given>): Promise<void> {
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
    const typed = this.#typed();
    try {
      const { type, ...now } = await this.#backend.invoke('calendar.save', { base: found.hash, calendar });
      this.#take(now, typed);
      if (type === 'saved') this.#saved();
      else this.overtaken = true;
    } catch (error) {
      this.failure = toFailure(error);
    }
  }

  /** `typed`: what stood in the fields when it was asked for; what was typed since stays. */
  #take(found: Found, typed: Typed = this.#typed()): void {
    this.found = found;
    const { holidays, workdays = [], reminders, beforeBriefing } = found.calendar;
    const isSettled = (key: keyof Typed): boolean => this[key] === typed[key];
    // What is typed in another field and cannot be read yet stays there, too.
    if (this.wrong.holidays === undefined && isSettled('holidays')) this.holidays = lines(holidays);
    if (this.wrong.workdays === undefined && isSettled('workdays')) this.workdays = lines(workdays);
    if (isSettled('reminders')) this.reminders = reminders.join(', ');
    if (isSettled('beforeBriefing')) this.beforeBriefing = String(beforeBriefing);
  }

  #typed(): Typed {
    const { holidays, workdays, reminders, beforeBriefing } = this;
    return { holidays, workdays, reminders, beforeBriefing };
  }
}

/** Numbers of days, with commas or blanks between them; undefined where something else is typed. */
function daysOf(text: string): number[] | undefined {
  const parts = text.split(/[\s,;]+/).filter(Boolean);
  const isRight = parts.every((part) => /^\d{1,2}$/.test(part) && Number(part) <= mostDays);
  return isRight ? parts.map(Number) : undefined;
}
