import { readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { isAbsolute, join, resolve } from 'node:path';

/** Where things of one user lie on this machine; the same for both hosts. */
export interface UserFolders {
  /** Holds settings.json. */
  readonly settings: string;
  /** Holds the secrets by which this user seals: never to be deleted with the caches. */
  readonly keys: string;
  /** Holds what may be deleted: indexes, uploads under way. */
  readonly cache: string;
  readonly documents: string;
}

export interface Surroundings {
  readonly platform: NodeJS.Platform;
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly home: string;
}

const name = 'lan-toa';
const keys = 'keys';

function absolute(path: string | undefined, otherwise: string): string {
  return path !== undefined && isAbsolute(path) ? path : otherwise;
}

/** XDG user directories: the folder has a translated name on a Vietnamese desktop. */
function xdgDocuments(home: string, config: string): string {
  try {
    const text = readFileSync(join(config, 'user-dirs.dirs'), 'utf8');
    const found = /^XDG_DOCUMENTS_DIR="(.+)"$/m.exec(text)?.[1];
    return absolute(found?.replace('$HOME', home), join(home, 'Documents'));
  } catch {
    return join(home, 'Documents');
  }
}

/**
 * The folders that each system sets aside for a program: Windows known folders by their variables, Apple's
 * Library, the XDG base directories elsewhere. Relative values of variables are ignored, as XDG asks.
 * With `profile` all of it lies in that one folder, as if for another user.
 */
export function userFolders(
  profile: string | undefined,
  { platform, environment, home }: Surroundings = {
    platform: process.platform,
    environment: process.env,
    home: homedir(),
  },
): UserFolders {
  if (profile !== undefined) {
    const root = resolve(profile);
    return {
      settings: root,
      keys: join(root, keys),
      cache: join(root, 'cache'),
      documents: join(root, 'documents'),
    };
  }
  if (platform === 'win32') {
    const roaming = absolute(environment['APPDATA'], join(home, 'AppData', 'Roaming'));
    const local = absolute(environment['LOCALAPPDATA'], join(home, 'AppData', 'Local'));
    return {
      settings: join(roaming, name),
      keys: join(roaming, name, keys),
      cache: join(local, name, 'cache'),
      documents: join(home, 'Documents'),
    };
  }
  if (platform === 'darwin') {
    const library = join(home, 'Library');
    return {
      settings: join(library, 'Application Support', name),
      keys: join(library, 'Application Support', name, keys),
      cache: join(library, 'Caches', name),
      documents: join(home, 'Documents'),
    };
  }
  const config = absolute(environment['XDG_CONFIG_HOME'], join(home, '.config'));
  return {
    settings: join(config, name),
    keys: join(config, name, keys),
    cache: join(absolute(environment['XDG_CACHE_HOME'], join(home, '.cache')), name),
    documents: xdgDocuments(home, config),
  };
}
