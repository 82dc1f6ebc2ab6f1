import Conf from 'conf';
import type { SettingsStore } from '#core/platform';
import { openCheckedStore, settingsFileName } from '#core/settings/settings-file';

/** The settings file of `folder`, the same one that the desktop host uses through electron-store. */
export function openSettingsStore(folder: string, now: Date): SettingsStore {
  return openCheckedStore(
    folder,
    now,
    (cwd) => new Conf({ cwd, configName: settingsFileName, accessPropertiesByDotNotation: false }),
  );
}
