import { getContext, setContext } from 'svelte';

const shownFor = 2_500;
const key = Symbol('saved');

/** That a setting was saved just now: shown quietly in one place of the screen, and read out. */
export class SavedNews {
  shown = $state(false);
  #timer: ReturnType<typeof setTimeout> | undefined;

  readonly tell = (): void => {
    clearTimeout(this.#timer);
    this.shown = true;
    this.#timer = setTimeout(() => (this.shown = false), shownFor);
  };
}

export function provideSaved(): SavedNews {
  return setContext(key, new SavedNews());
}

/** A part that stands alone tells nobody. */
export function useSaved(): SavedNews {
  return getContext<SavedNews | undefined>(key) ?? new SavedNews();
}
