/** A lock that is held, as whoever writes under it sees it. */
export interface HeldLock {
  /** What is staged under the lock bears these, so that whoever takes the lock over can find and stop it. */
  readonly marks: readonly string[];
  /**
   * Fails with `lock-lost` when the lock is not ours any more, as after a sleep in which somebody else took it over. To
   * be called last before what is written becomes visible.
   */
  confirm(): Promise<void>;
}

/** Several locks that are held at once, as one. */
export function heldTogether(locks: readonly HeldLock[]): HeldLock {
  return {
    marks: locks.flatMap(({ marks }) => marks),
    async confirm() {
      for (const lock of locks) await lock.confirm();
    },
  };
}
