/** A browser sends six requests to a host at a time, and the host answers one question after the other. */
const most = 2;

/** Lets few questions be under way at a time: of those that wait only the newest is asked, and it never waits behind many. */
export class FewAtOnce {
  readonly #underWay = new Set<Promise<void>>();

  /** Does `work`, which must not fail, once there is room for it; not at all when `isWanted` says no by then. */
  async run(work: () => Promise<void>, isWanted: () => boolean): Promise<void> {
    while (this.#underWay.size >= most) {
      await Promise.race(this.#underWay);
      if (!isWanted()) return;
    }
    const running = work();
    this.#underWay.add(running);
    await running;
    this.#underWay.delete(running);
  }
}
