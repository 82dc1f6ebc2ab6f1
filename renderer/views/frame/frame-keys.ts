import type { Application } from '#renderer/state/application.svelte';
import type { Screen } from '#renderer/state/router.svelte';

/** The screens of the menu in their order: Ctrl+1 is the first. */
export const menu = [
  'today',
  'search',
  'write',
  'quarter',
  'exchange',
  'settings',
] as const satisfies Screen[];

export function focusSearchBox(): HTMLInputElement | null {
  const box = document.querySelector<HTMLInputElement>('input[type="search"][name="query"]');
  box?.focus();
  return box;
}

/** Ctrl+1..6 go to a screen, Ctrl+K to the search box, F1 to the help. Other keys are left alone. */
export function frameKey(event: KeyboardEvent, app: Application): void {
  if (event.key === 'F1' && app.open) {
    event.preventDefault();
    app.router.go('help');
  }
  const command = event.ctrlKey || event.metaKey;
  if (!command || event.altKey || event.shiftKey || event.isComposing || !app.open) return;
  const screen = menu[Number(event.key) - 1];
  if (event.key.toLowerCase() === 'k') focusSearchBox()?.select();
  else if (screen) app.router.go(screen);
  else return;
  event.preventDefault();
}
