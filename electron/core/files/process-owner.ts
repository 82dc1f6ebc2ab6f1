import { hostname } from 'node:os';

/** Who holds a lock or began a transaction: a process on a machine of those that share the library. */
export interface ProcessOwner {
  readonly host: string;
  readonly process: number;
}

export function thisProcess(): ProcessOwner {
  return { host: hostname(), process: process.pid };
}

/** True only when it is certain that the process has ended: it ran on this machine and is there no more. */
export function hasEnded(owner: ProcessOwner): boolean {
  if (owner.host !== hostname() || !Number.isSafeInteger(owner.process) || owner.process <= 0) return false;
  try {
    process.kill(owner.process, 0);
    return false;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'ESRCH';
  }
}
