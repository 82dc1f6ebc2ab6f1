/** Screens by the first part of the address after `#/`. */
export const screens = [
  'today',
  'search',
  'practice',
  'compare',
  'write',
  'quarter',
  'exchange',
  'settings',
  'help',
] as const;
export type Screen = (typeof screens)[number];

export interface Place {
  readonly screen: Screen;
  /** What follows the screen in the address: a practice id, a period, a review id. */
  readonly path: readonly string[];
}

/** Addresses are typed and pasted: `%` alone is a character, not a fault. */
function decode(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

function readPlace(hash: string): Place {
  const [screen = '', ...path] = hash.replace(/^#\/?/, '').split('/').map(decode);
  return (screens as readonly string[]).includes(screen)
    ? { screen: screen as Screen, path: path.filter(Boolean) }
    : { screen: 'today', path: [] };
}

/** The current place, kept in the address so that back, forward and reload work. */
export class Router {
  place = $state.raw<Place>(readPlace(location.hash));
  /** Whence a practice was opened to be read: the way back leads there. */
  origin = $state.raw<Place>({ screen: 'search', path: [] });

  /** Where the person wanted to go when the screen asked them to stay, until they decide. */
  held = $state.raw<Place | null>(null);
  /** The screen's say in leaving it: false holds the person back. */
  #mayLeave: (() => boolean) | null = null;

  constructor() {
    addEventListener('hashchange', () => {
      const next = readPlace(location.hash);
      if (this.#mayLeave?.() === false) {
        this.held = next;
        // Without an event: the screen stays as it is.
        history.replaceState(history.state, '', this.address(this.place.screen, ...this.place.path));
        return;
      }
      this.held = null;
      if (next.screen === 'practice' && this.place.screen !== 'practice') this.origin = this.place;
      this.place = next;
    });
  }

  /** Has the screen asked before it is left; returns the function that ends it. */
  guard(mayLeave: () => boolean): () => void {
    this.#mayLeave = mayLeave;
    return () => {
      if (this.#mayLeave === mayLeave) this.#mayLeave = null;
      this.held = null;
    };
  }

  /** Goes where the person was held back from. */
  proceed(): void {
    const { held } = this;
    this.#mayLeave = null;
    this.held = null;
    if (held) this.go(held.screen, ...held.path);
  }

  go(screen: Screen, ...path: string[]): void {
    location.hash = this.address(screen, ...path);
  }

  /** For links: `<a href={router.address('practice', id)}>`. */
  address(screen: Screen, ...path: string[]): string {
    return `#/${[screen, ...path].map(encodeURIComponent).join('/')}`;
  }
}
