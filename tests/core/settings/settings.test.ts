import { chmodSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test, vi } from 'vitest';
import { defaultSettings, type Settings } from '#shared/model/settings';
import type { SettingsStore } from '#core/platform';
import { createSettings, readSettings, settingsOperations } from '#core/settings/settings';
import { openSettingsStore } from '#loopback/settings-store';
import { temporaryFolder } from '#tests/support/folders';

const now = new Date('2026-11-22T08:15:30.123Z');
const setAsideName = 'settings.damaged-2026-11-22T08-15-30-123Z.json';
const open = (folder: string): SettingsStore => openSettingsStore(folder, now);
const nobody = (): void => undefined;

function folderWith(text: string): string {
  const folder = temporaryFolder();
  writeFileSync(join(folder, 'settings.json'), text);
  return folder;
}

describe('the settings file', () => {
  test('does not exist at first, and is not made by reading', () => {
    const folder = join(temporaryFolder(), 'not', 'yet');
    expect(readSettings(open(folder))).toEqual(defaultSettings);
  });

  test('keeps what was changed, with its format', () => {
    const folder = temporaryFolder();
    createSettings(open(folder), nobody).change({ language: 'en' });
    expect(JSON.parse(readFileSync(join(folder, 'settings.json'), 'utf8'))).toMatchObject({
      format: '1.0',
      language: 'en',
    });
    expect(readSettings(open(folder))).toEqual({ ...defaultSettings, language: 'en' });
  });

  test('of an older version takes defaults for what it lacks', () => {
    const folder = folderWith('{"language":"en"}');
    const store = open(folder);
    expect(store.setAside).toBeNull();
    expect(readSettings(store)).toEqual({ ...defaultSettings, language: 'en' });
  });

  test('of a newer minor version keeps what we do not know', () => {
    const folder = folderWith('{"format":"1.7","language":"en","later":{"a":1}}');
    const store = open(folder);
    expect(store.setAside).toBeNull();
    createSettings(store, nobody).change({ textSize: 150 });
    expect(JSON.parse(readFileSync(join(folder, 'settings.json'), 'utf8'))).toMatchObject({
      language: 'en',
      textSize: 150,
      later: { a: 1 },
    });
  });

  test.each([
    ['cut off', '{"language":"en"'],
    ['empty', ''],
    ['not an object', '[]'],
    ['null', 'null'],
    ['NUL bytes after a power cut', '\0'.repeat(200)],
    ['a wrong type', '{"textSize":"large"}'],
    ['a value out of range', '{"textSize":1000}'],
    ['another major version', '{"format":"2.0","language":"en"}'],
    ['a format that is none', '{"format":1}'],
  ])('that is damaged (%s) is renamed and kept; defaults are used and the person is told', (_what, text) => {
    const folder = folderWith(text);
    const store = open(folder);
    expect(store.setAside).toBe(setAsideName);
    expect(readFileSync(join(folder, setAsideName), 'utf8')).toBe(text);
    const settings = createSettings(store, nobody);
    expect(settings.get()).toEqual(defaultSettings);
    expect(settings.notices()).toEqual([{ code: 'settings-reset', detail: setAsideName }]);
    settings.change({ language: 'en' });
    expect(readdirSync(folder).sort()).toEqual([setAsideName, 'settings.json']);
    expect(open(folder).setAside).toBeNull();
  });

  test('hostile keys are data', () => {
    const folder = folderWith('{"language":"en","__proto__":{"polluted":true},"constructor":{"a":1}}');
    const settings = createSettings(open(folder), nobody);
    expect(settings.get().language).toBe('en');
    settings.setMe('__proto__', 'person');
    settings.setMe('constructor', 'other');
    expect(({} as { polluted?: unknown }).polluted).toBeUndefined();
    expect(Object.entries(readSettings(open(folder)).me)).toContainEqual(['constructor', 'other']);
  });
});

describe('settings', () => {
  test('a change is told, and only what was changed changes', () => {
    const changed = vi.fn();
    const settings = createSettings(open(temporaryFolder()), changed);
    settings.change({ theme: 'dark' });
    expect(changed).toHaveBeenCalledExactlyOnceWith({ ...defaultSettings, theme: 'dark' });
  });

  test('two hosts at a time do not undo each other', () => {
    const folder = temporaryFolder();
    const desktop = createSettings(open(folder), nobody);
    const loopback = createSettings(open(folder), nobody);
    desktop.change({ language: 'en' });
    loopback.change({ theme: 'dark' });
    desktop.change({ textSize: 150 });
    expect(readSettings(open(folder))).toMatchObject({ language: 'en', theme: 'dark', textSize: 150 });
  });

  test('libraries are remembered, the last first, ten at most, each once', () => {
    const settings = createSettings(open(temporaryFolder()), nobody);
    for (let place = 0; place < 12; place += 1)
      settings.noteLibrary(`/kho/${String(place)}`, `Kho ${String(place)}`);
    settings.noteLibrary('/kho/5', 'Kho năm');
    const { lastLibrary, recentLibraries } = settings.get();
    expect(lastLibrary).toBe('/kho/5');
    expect(recentLibraries[0]).toEqual({ path: '/kho/5', name: 'Kho năm' });
    expect(recentLibraries.map(({ path }) => path.slice(5))).toEqual([
      '5',
      '11',
      '10',
      '9',
      '8',
      '7',
      '6',
      '4',
      '3',
      '2',
    ]);
  });

  test('who sits here is remembered by library, and forgotten', () => {
    const settings = createSettings(open(temporaryFolder()), nobody);
    settings.setMe('one', 'lan');
    settings.setMe('two', 'hoa');
    settings.setMe('one', 'đức');
    expect(settings.get().me).toEqual({ one: 'đức', two: 'hoa' });
    settings.setMe('two', null);
    expect(settings.get().me).toEqual({ one: 'đức' });
  });

  test('what cannot be written fails for the person who changes it, and stands not in the way of opening a library', async () => {
    const full: SettingsStore = {
      setAside: null,
      get: () => ({}),
      set: () => {
        throw Object.assign(new Error('full'), { code: 'ENOSPC' });
      },
    };
    const settings = createSettings(full, nobody);
    const operations = settingsOperations(settings);
    await expect(operations['settings.change']({ language: 'en' })).rejects.toMatchObject({ code: 'ENOSPC' });
    expect(settings.get().language).toBe('vi');
    settings.noteLibrary('/kho', 'Kho');
    expect(settings.get().lastLibrary).toBe('/kho');
  });

  test('a store that holds nonsense gives defaults, and says so', () => {
    for (const value of [undefined, null, 'text', { language: 'fr' }]) {
      const store: SettingsStore = { setAside: null, get: () => value, set: nobody };
      const settings = createSettings(store, nobody);
      expect(settings.get()).toEqual(defaultSettings);
      const isDamaged = value !== undefined && value !== null && value !== 'text';
      expect(settings.notices()).toHaveLength(isDamaged ? 1 : 0);
    }
  });

  test('an undefined value changes nothing', async () => {
    const settings = createSettings(open(temporaryFolder()), nobody);
    await settingsOperations(settings)['settings.change']({ language: undefined, textSize: 150 });
    expect(settings.get()).toEqual({ ...defaultSettings, textSize: 150 } satisfies Settings);
  });
});

test('a settings file that cannot be read for want of permission is not taken for a damaged one', () => {
  if (process.getuid?.() === 0 || process.platform === 'win32') return;
  const folder = folderWith('{"language":"en"}');
  chmodSync(join(folder, 'settings.json'), 0o000);
  expect(() => open(folder)).toThrow('EACCES');
});

test('a folder in the place of the settings file is not taken for one', () => {
  const folder = temporaryFolder();
  mkdirSync(join(folder, 'settings.json'));
  expect(() => open(folder)).toThrow();
});
