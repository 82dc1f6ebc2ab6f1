import { readdirSync, readFileSync } from 'node:fs';
import { mostResidentMegabytes, processorSeconds, residentMegabytes } from '#bench/process-figures';

/** Milliseconds between two looks. */
const every = 15;

/** Megabytes, and seconds. */
export interface Watched {
  /** Of this program, before. */
  readonly before: number;
  /** Of this program and its processes. */
  readonly most: number;
  /** Of the processes. */
  readonly papers: number;
  readonly processor: number;
}

/**
 * The most that this program and the processes that it starts hold resident together, and what of it the program held before.
 * Of each process the most that it has held counts as long as it runs, so that nothing between two looks is missed: rather too
 * much than too little.
 */
export class WatchedMemory {
  readonly #before = residentMegabytes(process.pid);
  #most = 0;
  #papers = 0;
  readonly #processor = new Map<number, number>();
  readonly #timer = setInterval(() => {
    this.#look();
  }, every);

  /** Seconds of processor time are those of the processes alone: they tell of the work also where others have the machine. */
  end(): Watched {
    clearInterval(this.#timer);
    const processor = [...this.#processor.values()].reduce((sum, seconds) => sum + seconds, 0);
    return { before: this.#before, most: this.#most, papers: this.#papers, processor };
  }

  #look(): void {
    const children = childrenOf(process.pid);
    const papers = children.reduce((sum, pid) => sum + figureOf(pid, mostResidentMegabytes), 0);
    for (const pid of children)
      this.#processor.set(pid, Math.max(this.#processor.get(pid) ?? 0, figureOf(pid, processorSeconds)));
    this.#papers = Math.max(this.#papers, papers);
    this.#most = Math.max(this.#most, residentMegabytes(process.pid) + papers);
  }
}

function figureOf(pid: number, figure: (pid: number) => number): number {
  try {
    return figure(pid);
  } catch {
    return 0; // It has ended meanwhile.
  }
}

function childrenOf(pid: number): number[] {
  const tasks = `/proc/${String(pid)}/task`;
  return readdirSync(tasks).flatMap((task) =>
    readFileSync(`${tasks}/${task}/children`, 'utf8').trim().split(' ').filter(Boolean).map(Number),
  );
}
