import { tick } from 'svelte';

/** To be attached to a form or list that was asked for: its first control takes the focus. */
export function focusFirst(element: HTMLElement): void {
  element.querySelector<HTMLElement>('input, select, textarea, button, a[href]')?.focus();
}

/** True when what had the focus is gone, so that the keyboard would start at the top of the window. */
export function focusIsLost(): boolean {
  const { activeElement } = document;
  return activeElement === null || activeElement === document.body;
}

/**
 * Once the page is as it will be: gives the focus to `find()`, or to the main part of the window, if what had it is gone.
 * Whoever works with the mouse notices nothing.
 */
export async function focusIfLost(find?: () => HTMLElement | null | undefined): Promise<void> {
  await tick();
  // Whoever knows a better place comes first.
  if (!find) await tick();
  if (!focusIsLost()) return;
  (find?.() ?? document.getElementById('main'))?.focus({ preventScroll: true });
}
