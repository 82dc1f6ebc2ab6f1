/** Parts load what they show: after this long all are there, or somebody has begun to read. Milliseconds. */
const settledAfter = 2_000;
const ownMoves = ['wheel', 'pointerdown', 'keydown'] as const;

/**
 * Calls `again` whenever an element changes its size, until it had time to settle or the person does something; returns
 * the function that ends it at once.
 */
export function whileItGrows(element: HTMLElement, again: () => void): () => void {
  if (typeof ResizeObserver === 'undefined') return () => undefined;
  const observer = new ResizeObserver(again);
  observer.observe(element);
  const end = (): void => {
    observer.disconnect();
    clearTimeout(timer);
    for (const name of ownMoves) removeEventListener(name, end, true);
  };
  const timer = setTimeout(end, settledAfter);
  for (const name of ownMoves) addEventListener(name, end, { capture: true, passive: true });
  return end;
}
