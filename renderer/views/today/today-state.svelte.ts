import type { Application } from '#renderer/state/application.svelte';
import { type Count, taskOrder } from '#renderer/views/today/task-order';
import type { Office } from '#shared/model/office';
import type { PracticeSummary } from '#shared/model/practice';
import { formatNumber } from '#shared/model/number';
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
  submitted: { screen: 'write', path: ['status', 'submitted'] },
  returned: { screen: 'write', path: ['status', 'returned'] },
  drafts: { screen: 'write', path: ['status', 'draft'] },
  waiting: { screen: 'exchange', path: [] },
  damaged: { screen: 'practice', path: ['damaged'] },
};

/** What waits for the person, and what is new in the library. */
export class TodayState {
  news = $state.raw<readonly PracticeSummary[] | null>(null);
  #counts = $state.raw<Record<Count, number> | null>(null);
  /** The first practice that cannot be read: several have a list of their own. */
  #damaged = $state.raw<string | null>(null);
  readonly #app: Application;
  readonly tasks = $derived.by(() => this.#tasks());

  constructor(app: Application) {
    this.#app = app;
  }

  /** Loads and follows changes; returns the function that stops following. `office` is our own, once there is one. */
  follow(office: Office | null): () => void {
    void this.load(office);
    let timer: ReturnType<typeof setTimeout> | undefined;
    const stop = this.#app.backend.subscribe('practices.changed', () => {
      clearTimeout(timer);
      timer = setTimeout(() => void this.load(office), 400);
    });
    return () => {
      clearTimeout(timer);
      stop();
    };
  }

  async load(office: Office | null): Promise<void> {
    const [overview, waiting] = await Promise.all([
      this.#app.ask('practices.overview', { newest: mostNews }),
      office ? this.#app.ask('exchange.waiting', {}) : [],
    ]);
    if (!overview) return;
    this.news = overview.newest;
    this.#damaged = overview.damaged;
    const { submitted, returned, draft: drafts } = overview.counts;
    const damaged = this.#app.open?.damaged ?? 0;
    // Only an office that writes has work.
    const hasWork = office !== null || damaged > 0;
    this.#counts = hasWork ? { submitted, returned, drafts, waiting: waiting?.length ?? 0, damaged } : null;
  }

  #tasks(): Task[] {
    const counts = this.#counts;
    if (!counts) return [];
    const words = this.#app.messages.today;
    return taskOrder(this.#app.open?.me?.roles ?? [])
      .filter((key) => counts[key] > 0)
      .slice(0, mostTasks)
      .map((key) => ({
        key,
        text: words[key](formatNumber(counts[key], this.#app.language)),
        ...places[key],
        ...(key === 'damaged' && counts.damaged === 1 && this.#damaged !== null
          ? { path: [this.#damaged] }
          : {}),
      }));
  }
}
