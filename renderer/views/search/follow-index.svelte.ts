import { untrack } from 'svelte';
import type { Application } from '#renderer/state/application.svelte';

/** Milliseconds in which many changes of the library become one new query. */
const gather = 400;
/** And so many times as long as the last answer took: while a library is read for the first time, reading it comes first. */
const rest = 10;
/** But never longer: what is shown may be out of order until then. */
const longest = 3_000;

/**
 * Asks again while the screen is there: once at first, and when practices or the index changed. Called while a
 * component is set up.
 */
export function followIndex(app: Application): void {
  $effect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const again = (): void => {
      timer ??= setTimeout(() => {
        timer = undefined;
        void app.search.run();
      }, waitFor(app));
    };
    // Tracked, every answer would set this effect off again, and ask for the next one.
    if (untrack(() => app.search.answer)) again();
    else void app.search.run();
    const stops = [
      app.backend.subscribe('practices.changed', again),
      app.backend.subscribe('search.changed', again),
    ];
    return () => {
      clearTimeout(timer);
      for (const stop of stops) stop();
    };
  });
}

/** Of the host, whatever this machine is busy with besides. */
function waitFor({ search }: Application): number {
  const took = untrack(() => search.answer)?.took ?? 0;
  return Math.min(longest, Math.max(gather, took * rest));
}
