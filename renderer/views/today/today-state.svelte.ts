import type { Application } from '#renderer/state/application.svelte';
import { type Count, taskOrder } from '#renderer/views/today/task-order';
import type { Office } from '#shared/model/office';
import type { PracticeSummary, Status } from '#shared/model/practice';
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

const screenOf: Record<Count, Screen> = {
  submitted: 'write',
  returned: 'write',
  drafts: 'write',
  waiting: 'exchange',
  damaged: 'search',
};

/** What waits for the person, and what is new in the library. */
export class TodayState {
  news = $state.raw<readonly PracticeSummary[] | null>(null);
  #counts = $state.raw<Record<Count, number> | null>(null);
  /** The first practice that cannot be read: once it is mended, the next one comes. */
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
    await Promise.all([this.#loadNews(), this.#loadCounts(office)]);
  }

  async #loadNews(): Promise<void> {
    const query = { text: '', facets: {}, sort: 'newest', limit: mostNews } as const;
    const answer = await this.#app.ask('search.query', query);
    if (answer) this.news = answer.hits.map((hit) => hit.practice);
  }

  /** Only an office that writes has work: to read, nobody needs the list of everything. */
  async #loadCounts(office: Office | null): Promise<void> {
    const damaged = this.#app.open?.damaged ?? 0;
    if (!office && damaged === 0) {
      this.#counts = null;
      return;
    }
    const [practices, waiting] = await Promise.all([
      this.#app.ask('practices.list', {}),
      office ? this.#app.ask('exchange.waiting', {}) : [],
    ]);
    this.#damaged = practices?.find((practice) => practice.damaged)?.id ?? null;
    const ours = (practices ?? []).filter((practice) => practice.ours);
    const count = (status: Status): number => ours.filter((practice) => practice.status === status).length;
    this.#counts = {
      submitted: count('submitted'),
      returned: count('returned'),
      drafts: count('draft'),
      waiting: waiting?.length ?? 0,
      damaged,
    };
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
        ...(key === 'damaged' && this.#damaged !== null
          ? { screen: 'practice', path: [this.#damaged] }
          : { screen: screenOf[key], path: [] }),
      }));
  }
}
