/**
 * Times in which work of the background rests, because what somebody waits for wants the disk and the memory for itself.
 * Several may overlap: it is over with the last of them.
 */
export class Quiet {
  #wanted = 0;
  #interrupt = new AbortController();
  #over: () => void = () => undefined;
  #waited: Promise<void> = Promise.resolve();

  /** Says at once to what is under way that it is to stop; to be asked for anew by each piece of work. */
  get interrupted(): AbortSignal {
    return this.#interrupt.signal;
  }

  /** Resolves once nobody wants quiet, or `stop` says that nobody waits any longer. */
  async over(stop: AbortSignal): Promise<void> {
    while (this.#wanted > 0 && !stop.aborted) await Promise.race([this.#waited, aborted(stop)]);
  }

  /** Quiet from now until what it returns is called. */
  begin(): () => void {
    if (this.#wanted === 0) {
      this.#waited = new Promise((resolve) => (this.#over = resolve));
      this.#interrupt.abort();
    }
    this.#wanted += 1;
    let ended = false;
    return () => {
      if (ended) return;
      ended = true;
      this.#wanted -= 1;
      if (this.#wanted > 0) return;
      this.#interrupt = new AbortController();
      this.#over();
    };
  }
}

function aborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    signal.addEventListener(
      'abort',
      () => {
        resolve();
      },
      { once: true },
    );
  });
}
