import type { Application } from '#renderer/state/application.svelte';

/** Milliseconds in which many changes of the library become one new query. */
const gather = 400;

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
      }, gather);
    };
    if (!app.search.answer) void app.search.run();
    else again();
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
