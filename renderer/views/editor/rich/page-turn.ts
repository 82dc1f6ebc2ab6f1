import type { Spot } from '#renderer/views/editor/rich/rich-keys';

/** Part of the visible height that one press of PgUp or PgDn goes: the last lines stay in sight. */
const pagePart = 0.85;

function scrollerOf(element: HTMLElement): HTMLElement {
  for (let parent = element.parentElement; parent; parent = parent.parentElement)
    if (
      parent.scrollHeight > parent.clientHeight + 1 &&
      /auto|scroll/.test(getComputedStyle(parent).overflowY)
    )
      return parent;
  return document.documentElement;
}

/**
 * Scrolls by a page and gives the place on the screen where the caret was, now over other text; null where nothing is
 * left to scroll.
 */
export function turnPage(element: HTMLElement, down: boolean, { left, top }: Spot): Spot | null {
  const scroller = scrollerOf(element);
  const before = scroller.scrollTop;
  scroller.scrollBy({ top: (down ? 1 : -1) * pagePart * scroller.clientHeight, behavior: 'instant' });
  if (scroller.scrollTop === before) return null;
  const box = scroller.getBoundingClientRect();
  return { left, top: Math.min(Math.max(top, box.top), box.bottom - 1) };
}

/** The element that a spot is in, above or below: the nearest. */
export function nearestElement<T extends { element: HTMLElement }>(
  all: readonly T[],
  { top }: Spot,
): T | undefined {
  const distance = ({ element }: T): number => {
    const box = element.getBoundingClientRect();
    return Math.max(0, box.top - top, top - box.bottom);
  };
  return all.toSorted((one, other) => distance(one) - distance(other))[0];
}
