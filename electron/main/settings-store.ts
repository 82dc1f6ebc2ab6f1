import Store from 'electron-store';
import type { SettingsStore } from '#core/platform';
import { openCheckedStore, settingsFileName } from '#core/settings/settings-file';

/** The settings file of `folder`, the same one that the loopback host uses through conf. */
export function openSettingsStore(folder: string, now: Date): SettingsStore {
  return openCheckedStore(
    folder,
    now,
    (cwd) => new Store({ cwd, name: settingsFileName, accessPropertiesByDotNotation: false }),
  );
}
