/** Screens by the first part of the address after `#/`. */
export const screens = [
  'today',
  'search',
  'practice',
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

  constructor() {
    addEventListener('hashchange', () => {
      this.place = readPlace(location.hash);
    });
  }

  go(screen: Screen, ...path: string[]): void {
    location.hash = this.address(screen, ...path);
  }

  /** For links: `<a href={router.address('practice', id)}>`. */
  address(screen: Screen, ...path: string[]): string {
    return `#/${[screen, ...path].map(encodeURIComponent).join('/')}`;
  }
}
