/** Id of the input that a check, a problem or a link of the error summary names: `results.0.asOf`. */
export function inputId(at: string): string {
  return `write-${at}`;
}

/** Brings an input into view and gives it the focus, opening the group that hides it. */
export function jumpTo(at: string): void {
  const element = document.getElementById(inputId(at));
  if (!element) return;
  for (let fold = element.closest('details'); fold; fold = fold.parentElement?.closest('details') ?? null) {
    fold.open = true;
  }
  element.focus({ preventScroll: true });
  // An input of a practice that is closed takes no focus: what surrounds it does, so that the keyboard goes on there.
  const around = element.parentElement;
  if (document.activeElement !== element && around) {
    around.tabIndex = -1;
    around.focus({ preventScroll: true });
  }
  element.scrollIntoView({ block: 'center' });
}

/** Brings the input of a field or a section (`section:<key>`) into view; the first of its group where it has several. */
export function jumpToPlace(place: string): void {
  const at = place.replace(':', '.');
  const id = inputId(at);
  const found = document.getElementById(id) ?? document.querySelector(`[id^="${CSS.escape(`${id}.`)}"]`);
  if (found) jumpTo(found.id.slice(inputId('').length));
}
