import { tick } from 'svelte';
import { focusIsLost } from '#renderer/state/focus-first';

/**
 * Once the page is as it will be after an action: the first of these elements that is there takes the focus and is brought into
 * sight, if what was pressed went away. Whoever works somewhere else by now is not disturbed.
 */
export async function showResult(...finds: readonly (() => HTMLElement | null | undefined)[]): Promise<void> {
  await tick();
  if (!focusIsLost()) return;
  for (const find of finds) {
    const element = find();
    if (!element) continue;
    element.focus({ preventScroll: true });
    element.scrollIntoView({ block: 'nearest' });
    return;
  }
}
