import type { Receiving } from '#renderer/state/receiving.svelte';

const carriesFiles = (event: DragEvent): boolean => event.dataTransfer?.types.includes('Files') ?? false;

/**
 * Takes files dropped anywhere on the window as parcels; without this the browser would leave the page and show
 * the file. Places that take files themselves have called `preventDefault` by then. Returns the function that stops.
 */
export function takeDroppedFiles(receiving: Receiving, allowed: () => boolean): () => void {
  const over = (event: DragEvent): void => {
    if (carriesFiles(event)) event.preventDefault();
  };
  const drop = (event: DragEvent): void => {
    if (event.defaultPrevented || !carriesFiles(event)) return;
    event.preventDefault();
    if (allowed()) void receiving.receive(...(event.dataTransfer?.files ?? []));
  };
  addEventListener('dragover', over);
  addEventListener('drop', drop);
  return () => {
    removeEventListener('dragover', over);
    removeEventListener('drop', drop);
  };
}
