import type { applicationOperations } from '#shared/contract/application';
import type { HandlersOf, Output } from '#shared/contract/contract';
import { defaultSettings, type Settings, settingsSchema } from '#shared/model/settings';
import type { SettingsStore } from '#core/platform';

const keptLibraries = 10;

/** Settings of the person at this machine, for the core and for the desktop host's window. */
export interface UserSettings {
  get(): Settings;
  /** As written now, also by the other host of this user. */
  latest(): Settings;
  /** Writes at once. Throws what the store throws (disk full, no permission); then nothing is changed. */
  change(change: Partial<Settings>): Settings;
  /** Remembers an opened library as the last one and first among the recent ones. */
  noteLibrary(path: string, name: string): void;
  /** Remembers that a library is left now (milliseconds since 1970). */
  noteVisit(libraryId: string, at: number): void;
  /** Remembers who sits here in a library; null forgets. */
  setMe(libraryId: string, personId: string | null): void;
  /** For `application.information`: tells that damaged settings were set aside. */
  notices(): Output<'application.information'>['notices'];
}

function readIfGood(store: SettingsStore): Settings | undefined {
  try {
    return settingsSchema.safeParse({ ...defaultSettings, ...(store.get() as object) }).data;
  } catch {
    return undefined;
  }
}

/** What the store holds now; the defaults if that cannot be read. */
export function readSettings(store: SettingsStore): Settings {
  return readIfGood(store) ?? defaultSettings;
}

/** `changed` hears of every change, whoever made it. */
export function createSettings(store: SettingsStore, changed: (settings: Settings) => void): UserSettings {
  const first = readIfGood(store);
  let current = first ?? defaultSettings;

  /** As written now: the other host may run at the same time and have written meanwhile. */
  const latest = (): Settings => readIfGood(store) ?? current;

  const change = (part: Partial<Settings>): Settings => {
    const next = { ...latest(), ...part };
    store.set(next);
    current = next;
    changed(next);
    return next;
  };

  /** Conveniences must not stand in the way of work when the settings cannot be written. */
  const changeIfPossible = (part: Partial<Settings>): void => {
    try {
      change(part);
    } catch {
      current = { ...current, ...part };
      changed(current);
    }
  };

  return {
    get: () => current,
    latest,
    change,
    noteLibrary(path, name) {
      const others = latest().recentLibraries.filter((library) => library.path !== path);
      const recentLibraries = [{ path, name }, ...others].slice(0, keptLibraries);
      changeIfPossible({ lastLibrary: path, recentLibraries });
    },
    noteVisit(libraryId, at) {
      changeIfPossible({ visits: { ...latest().visits, [libraryId]: at } });
    },
    setMe(libraryId, personId) {
      const others = Object.entries(latest().me).filter(([library]) => library !== libraryId);
      const me = Object.fromEntries(personId === null ? others : [...others, [libraryId, personId]]);
      changeIfPossible({ me });
    },
    notices() {
      if (store.setAside !== null) return [{ code: 'settings-reset', detail: store.setAside }];
      return first ? [] : [{ code: 'settings-reset', detail: '' }];
    },
  };
}

type SettingsArea = Pick<typeof applicationOperations, 'settings.get' | 'settings.change'>;

export function settingsOperations(settings: UserSettings): HandlersOf<SettingsArea> {
  return {
    'settings.get': () => Promise.resolve(settings.get()),
    'settings.change': (change) =>
      // Inside the promise, so that a store that cannot be written rejects instead of throwing here.
      Promise.resolve().then(() => settings.change(withoutUndefined(change))),
  };
}

function withoutUndefined(change: { [K in keyof Settings]?: Settings[K] | undefined }): Partial<Settings> {
  return Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined));
}
