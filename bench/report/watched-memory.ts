import { readdirSync, readFileSync } from 'node:fs';
import { mostResidentMegabytes, residentMegabytes } from '#bench/process-figures';

/** Milliseconds between two looks. */
const every = 15;

/**
 * The most that this program and the processes that it starts hold resident together. Of each of those the most that it
 * has held counts as long as it runs, so that nothing between two looks is missed: rather too much than too little.
 */
export class WatchedMemory {
  #most = 0;
  #papers = 0;
  readonly #timer = setInterval(() => {
    this.#look();
  }, every);

  end(): { readonly megabytes: number; readonly papers: number } {
    clearInterval(this.#timer);
    return { megabytes: this.#most, papers: this.#papers };
  }

  #look(): void {
    const papers = childrenOf(process.pid).reduce((sum, pid) => sum + mostOf(pid), 0);
    this.#papers = Math.max(this.#papers, papers);
    this.#most = Math.max(this.#most, residentMegabytes(process.pid) + papers);
  }
}

function mostOf(pid: number): number {
  try {
    return mostResidentMegabytes(pid);
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
