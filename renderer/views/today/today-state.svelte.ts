import type { Application } from '#renderer/state/application.svelte';
import { dueTask } from '#renderer/views/today/due-task';
import { issuingTask } from '#renderer/views/today/issuing-task';
import { type Count, reviewPath, taskOrder } from '#renderer/views/today/task-order';
import type { Output } from '#shared/contract/contract';
import type { Office } from '#shared/model/office';
import type { PracticeSummary } from '#shared/model/practice';
import { formatNumber } from '#shared/model/number';
import { formatPartialDate } from '#shared/model/partial-date';
import type { Screen } from '#renderer/state/router.svelte';

/** A line of work: what it says and where it is done. */
export interface Task {
  readonly key: string;
  readonly text: string;
  readonly screen: Screen;
  readonly path: readonly string[];
}

/** How many lines of work and of news are shown. */
const mostTasks = 3;
const mostNews = 8;

/** Where each kind of work is done. */
const places: Record<Count, { readonly screen: Screen; readonly path: readonly string[] }> = {
  /** Of the period of the first that waits. */
  review: { screen: 'quarter', path: [] },
  submitted: { screen: 'write', path: ['status', 'submitted'] },
  returned: { screen: 'write', path: ['status', 'returned'] },
  drafts: { screen: 'write', path: ['status', 'draft'] },
  waiting: { screen: 'exchange', path: [] },
  // Where the first of them is answered.
  questions: { screen: 'practice', path: [] },
  damaged: { screen: 'practice', path: ['damaged'] },
};

/** What waits for the person, and what is new in the library. */
export class TodayState {
  news = $state.raw<readonly PracticeSummary[] | null>(null);
  #counts = $state.raw<Omit<Record<Count, number>, 'questions'> | null>(null);
  /** Parcels that were passed on to this person. */
  #forwarded = $state.raw<Output<'desk.mine'>['forwarded']>([]);
  /** The first practice that cannot be read: several have a list of their own. */
  #damaged = $state.raw<string | null>(null);
  /** The period of what waits for this person's look. */
  #reviewed = $state.raw<string | null>(null);
  /** Calls that units have not answered, the nearest deadline first. */
  #due = $state.raw<Output<'call.due'>>([]);
  /** Periods with a choice, the latest first. */
  #compilations = $state.raw<Output<'compilations.list'>>([]);
  #loads = 0;
  readonly #app: Application;
  readonly tasks = $derived.by(() => this.#tasks());

  constructor(app: Application) {
    this.#app = app;
  }

  /**
   * Loads and follows changes; returns the function that stops following. `office` is our own, once there is one; `reviews` says
   * that the person heads a division or the office.
   */
  follow(office: Office | null, reviews: boolean): () => void {
    void this.load(office, reviews);
    let timer: ReturnType<typeof setTimeout> | undefined;
    const stop = this.#app.backend.subscribe('practices.changed', () => {
      clearTimeout(timer);
      timer = setTimeout(() => void this.load(office, reviews), 400);
    });
    const stopDesk = this.#app.backend.subscribe('desk.changed', () => void this.load(office, reviews));
    const stopDue = this.#app.backend.subscribe('coverage.changed', () => void this.load(office, reviews));
    return () => {
      clearTimeout(timer);
      stop();
      stopDesk();
      stopDue();
    };
  }

  async load(office: Office | null, reviews: boolean): Promise<void> {
    const ticket = (this.#loads += 1);
    const [overview, mine, review, due, compilations] = await Promise.all([
      this.#app.ask('practices.overview', { newest: mostNews }),
      office ? this.#app.ask('desk.mine', {}) : undefined,
      office && reviews ? this.#app.ask('review.waiting', {}) : undefined,
      // What cannot be read of it is told where the call is opened.
      office ? this.#app.backend.invoke('call.due', {}).catch(() => []) : [],
      office ? this.#app.backend.invoke('compilations.list', {}).catch(() => []) : [],
    ]);
    // What was asked later knows more.
    if (!overview || ticket !== this.#loads) return;
    this.#reviewed = review?.period ?? null;
    this.#forwarded = mine?.forwarded ?? [];
    this.#due = due;
    this.#compilations = compilations;
    this.news = overview.newest;
    this.#damaged = overview.damaged;
    const { submitted, returned, draft: drafts } = overview.counts;
    const damaged = this.#app.open?.damaged ?? 0;
    // Only an office that writes has work.
    const hasWork = office !== null || damaged > 0;
    const waiting = mine?.waiting ?? 0;
    const counts = { submitted, returned, drafts, waiting, damaged, review: review?.count ?? 0 };
    this.#counts = hasWork ? counts : null;
  }

  #tasks(): Task[] {
    if (!this.#counts) return [];
    const counts = { ...this.#counts, questions: this.#app.marks.questions.length };
    const words = this.#app.messages.today;
    const others = taskOrder(this.#app.open?.me?.roles ?? [])
      .filter((key) => counts[key] > 0)
      .slice(0, mostTasks)
      .map((key) => ({
        key,
        text: (key === 'review' ? this.#app.messages.review.today : words[key])(
          formatNumber(counts[key], this.#app.language),
        ),
        ...places[key],
        ...(key === 'questions'
          ? { path: this.#app.marks.questions.slice(0, 1).map(({ practice }) => practice) }
          : {}),
        ...(key === 'review' ? { path: reviewPath(this.#reviewed) } : {}),
        ...(key === 'damaged' && counts.damaged === 1 && this.#damaged !== null
          ? { path: [this.#damaged] }
          : {}),
      }));
    const first = [...this.#forwardedTask(), ...issuingTask(this.#app, this.#compilations)];
    return [...first, ...dueTask(this.#app, this.#due), ...others].slice(0, mostTasks);
  }

  #forwardedTask(): Task[] {
    const [first, ...more] = this.#forwarded;
    if (!first) return [];
    const { messages, language } = this.#app;
    const due = this.#forwarded.map((one) => one.due ?? '9999').toSorted()[0] ?? '9999';
    const count = formatNumber(this.#forwarded.length, language);
    const path = more.length === 0 ? ['entry', first.entryId] : [];
    const text = messages.desk.today(count, due === '9999' ? null : formatPartialDate(due));
    return [{ key: 'forwarded', text, screen: 'exchange', path }];
  }
}
