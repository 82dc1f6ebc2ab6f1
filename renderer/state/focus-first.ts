/** To be attached to a form or list that was asked for: its first control takes the focus. */
export function focusFirst(element: HTMLElement): void {
  element.querySelector<HTMLElement>('input, select, textarea, button, a[href]')?.focus();
}

/** True when what had the focus is gone, so that the keyboard would start at the top of the window. */
export function focusIsLost(): boolean {
  const { activeElement } = document;
  return activeElement === null || activeElement === document.body;
}
