import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { FileSystem } from '#core/files/file-system';
import { machineId } from '#core/files/machine-id';
import { nodeFileSystem } from '#core/files/node-file-system';
import { startOffice } from '#tests/support/office';
import { temporaryFolder } from '#tests/support/folders';

const newProfile = (): string => join(temporaryFolder(), 'profile');

describe('machineId', () => {
  it('is made once for a profile, and another one for each', async () => {
    const profile = newProfile();
    const first = await machineId(nodeFileSystem, profile);
    expect(first).toMatch(/^[0-9a-f]{16}$/);
    expect(await machineId(nodeFileSystem, profile)).toBe(first);
    expect(await machineId(nodeFileSystem, newProfile())).not.toBe(first);
  });

  it('is the same for two hosts that start at once', async () => {
    const profile = newProfile();
    mkdirSync(profile);
    const path = join(profile, 'machine.json');
    const theirs = '0123456789abcdef';
    const slow: FileSystem = {
      ...nodeFileSystem,
      create: async (file, data) => {
        writeFileSync(path, JSON.stringify({ format: '1.0', machine: theirs }));
        return nodeFileSystem.create(file, data);
      },
    };
    expect(await machineId(slow, profile)).toBe(theirs);
  });

  it.each([
    '',
    '{"format":"1.0","mac',
    '{"format":"1.0","machine":"../../x"}',
    '{"format":"2.0","machine":"x"}',
    'null',
  ])('is made anew where the file says %j', async (text) => {
    const profile = newProfile();
    mkdirSync(profile);
    writeFileSync(join(profile, 'machine.json'), text);
    const made = await machineId(nodeFileSystem, profile);
    expect(made).toMatch(/^[0-9a-f]{16}$/);
    expect(await machineId(nodeFileSystem, profile)).toBe(made);
  });

  it('does not hinder where the profile cannot be written', async () => {
    const refuse = (): Promise<never> => Promise.reject(Object.assign(new Error('no'), { code: 'EACCES' }));
    const readOnly: FileSystem = { ...nodeFileSystem, create: refuse, makeFolder: refuse };
    expect(await machineId(readOnly, newProfile())).toMatch(/^[0-9a-f]{16}$/);
  });

  it('signs what the program writes, and lies in the profile only', async () => {
    const home = temporaryFolder();
    const { core, path } = await startOffice(undefined, undefined, { home });
    const { summary } = await core.invoke('practices.create', { language: 'vi', title: 'Một' });
    await core.invoke('presence.enter', { id: summary.id });
    const [note = ''] = readdirSync(join(path, 'presence'));
    const { machine } = JSON.parse(readFileSync(join(path, 'presence', note), 'utf8')) as { machine: string };
    expect(machine).toBe(await machineId(nodeFileSystem, join(home, 'cache')));
    expect(existsSync(join(path, 'machine.json'))).toBe(false);
  });
});
