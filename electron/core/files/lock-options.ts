/** What somebody who waits for a lock can be told. */
export interface LockNews {
  readonly state: 'waiting' | 'over' | 'taken-over';
  /** Machine of the holder, where its note can be read. */
  readonly host: string | null;
}

/** Times in milliseconds. */
export interface LockOptions {
  /** A lock that we have seen unchanged for this long was left behind: its holder would have refreshed it. */
  readonly stale: number;
  readonly retryAfter: number;
  readonly giveUpAfter: number;
  readonly refreshEvery: number;
  /** There a file that is just being removed refuses to be created, with the error of a missing permission. */
  readonly windows: boolean;
  /** Waiting for longer than this is told, and then its end. */
  readonly tellAfter: number;
  readonly told: (news: LockNews) => void;
  /** The library's folder, in which transactions may be under way under this lock. */
  readonly root: string | undefined;
}

export const usualLockOptions: LockOptions = {
  stale: 30_000,
  retryAfter: 40,
  giveUpAfter: 10_000,
  refreshEvery: 10_000,
  windows: process.platform === 'win32',
  tellAfter: 2_000,
  told: () => undefined,
  root: undefined,
};
