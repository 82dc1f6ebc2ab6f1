import { readFileSync, renameSync } from 'node:fs';
import { dirname, join } from 'node:path';
import * as z from 'zod';
import { defaultSettings, settingsSchema } from '#shared/model/settings';
import type { SettingsStore } from '#core/platform';

export const settingsFileName = 'settings';

/** Kept in the file beside the settings: another major is not read. */
const format = '1.0';
const storedSchema = z.looseObject({
  format: z
    .string()
    .regex(/^1\.\d+$/)
    .optional(),
});

/** The part of `conf` and `electron-store` that is used here. */
interface KeyedStore {
  store: object;
  set(values: object): void;
}

/**
 * Whether the text of a settings file can be used. Keys that are missing take their defaults, so a file of an
 * older version is good; keys that are unknown stay, so one of a newer minor version is too.
 */
function isUsable(text: string): boolean {
  try {
    const stored = storedSchema.safeParse(JSON.parse(text));
    return stored.success && settingsSchema.safeParse({ ...defaultSettings, ...stored.data }).success;
  } catch {
    return false;
  }
}

function readIfThere(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}

/**
 * Looks at the settings file before a store library opens it, because these throw on a damaged file or wipe it.
 * What cannot be used is renamed and kept; returns the name it is kept under, or null when all is well.
 */
function setDamagedAside(folder: string, now: Date): string | null {
  const path = join(folder, `${settingsFileName}.json`);
  const text = readIfThere(path);
  if (text === undefined || isUsable(text)) return null;
  const time = now.toISOString().replaceAll(/[:.]/g, '-');
  const kept = `${settingsFileName}.damaged-${time}.json`;
  renameSync(path, join(dirname(path), kept));
  return kept;
}

/** Opens the settings in `folder` with the host's own library, once the file is known to be good or gone. */
export function openCheckedStore(
  folder: string,
  now: Date,
  open: (folder: string) => KeyedStore,
): SettingsStore {
  const setAside = setDamagedAside(folder, now);
  const store = open(folder);
  return {
    setAside,
    get: () => ({ ...store.store }),
    set: (value) => {
      store.set({ format, ...(value as object) });
    },
  };
}
