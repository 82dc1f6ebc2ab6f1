import { focusIfLost } from '#renderer/state/focus-first';

/**
 * To be attached to a row of a file that goes away by itself or by its own buttons: the focus that was in it goes to where
 * other files can be chosen.
 */
export function passFocusToChooser(element: HTMLElement): () => void {
  const place = element.closest('details');
  return () => {
    void focusIfLost(() =>
      place?.querySelector('input[type=file]')?.closest('[role=group]')?.querySelector('button'),
    );
  };
}
