import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import type { Core } from '#core/core';
import { temporaryFolder } from '#tests/support/folders';
import { startOffice } from '#tests/support/office';

const given = (name: string, content: string) => {
  const path = join(temporaryFolder(), name);
  writeFileSync(path, content);
  return { type: 'path', path, name } as const;
};

/** What lies behind an address; undefined where nothing is served. */
async function fetched(core: Core, address: string): Promise<string | undefined> {
  const file = await core.servedFile(address);
  return file === undefined ? undefined : readFileSync(file.path, 'utf8');
}

it('serves the attachments of an earlier version while their bytes are kept, and nothing else', async () => {
  const { core, path } = await startOffice();
  const { summary } = await core.invoke('practices.create', { language: 'vi', title: 'Ngầm hóa' });
  const { id } = summary;
  await core.invoke('practices.attach', { id, file: given('anh.png', 'big') });
  const saved = await core.invoke('practices.attach', { id, file: given('so-lieu.txt', 'figures') });
  const { revision } = await core.invoke('practices.mint', { id });
  const replaced = await core.invoke('attachments.replace', {
    id,
    base: saved.practice.hash,
    file: 'anh.png',
    with: given('anh.png', 'small'),
  });
  const base = replaced.practice.hash;
  await core.invoke('practices.detach', { id, base, file: 'so-lieu.txt' });
  const view = await core.invoke('revisions.read', { id, version: revision });
  expect(view.stored).toEqual(['anh.png', 'so-lieu.txt']);
  const [picture, figures] = (view.frontMatter.attachments ?? []).map(
    ({ file, sha256 }) => `kept/${id}/${sha256}.${file}`,
  );
  expect(await fetched(core, picture ?? '')).toBe('big');
  expect(await fetched(core, figures ?? '')).toBe('figures');
  for (const file of ['../practice.md', 'practice.md', '..', 'constructor', 'anh.png/x', 'a\u0000.png'])
    expect(await fetched(core, `kept/${id}/${'0'.repeat(64)}.${file}`)).toBeUndefined();
  // Other bytes of the same length under its name are not what the version had.
  const place = join(path, 'practices', id, 'attachments', 'so-lieu.txt');
  writeFileSync(place, 'FIGURES');
  expect(await fetched(core, figures ?? '')).toBeUndefined();
  rmSync(place);
  expect((await core.invoke('revisions.read', { id, version: revision })).stored).toEqual(['anh.png']);
});
