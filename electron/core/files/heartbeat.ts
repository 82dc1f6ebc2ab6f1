/** How often the holder of a lock or a transaction says that it is still at it, in milliseconds. */
const usualPace = 10_000;

/**
 * Repeats `beat` every 10 s (`every`, in milliseconds) until the function that it returns is called, which resolves
 * when no beat is under way any more. A beat that fails is skipped: the next one may succeed.
 */
export function heartbeat(beat: () => Promise<void>, every = usualPace): () => Promise<void> {
  let running: Promise<void> | undefined;
  const timer = setInterval(() => {
    running ??= beat()
      .catch(() => undefined)
      .finally(() => {
        running = undefined;
      });
  }, every);
  timer.unref();
  return async () => {
    clearInterval(timer);
    await running;
  };
}
