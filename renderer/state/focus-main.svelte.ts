import { tick } from 'svelte';

/**
 * Moves the focus to the main part whenever the key (a path within one screen) becomes another one: what had the
 * focus is gone then, and the keyboard would start at the top of the window. To be called while a component starts.
 */
export function focusMainOnChange(key: () => string): void {
  let before = key();
  $effect(() => {
    const now = key();
    if (now === before) return;
    before = now;
    void tick().then(() => {
      const main = document.getElementById('main');
      if (!main?.contains(document.activeElement) || document.activeElement === main) main?.focus();
    });
  });
}
