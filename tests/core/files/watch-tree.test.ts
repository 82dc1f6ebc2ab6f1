import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { watchTree } from '#core/files/watch-tree';
import { eventually } from '#tests/support/eventually';
import { temporaryFolder } from '#tests/support/folders';

it('tells of changes anywhere below a folder, by their path', async () => {
  const folder = temporaryFolder();
  mkdirSync(join(folder, 'a'));
  const heard: (string | undefined)[] = [];
  const watch = watchTree(folder, { changed: (path) => heard.push(path), failed: () => undefined });
  onTestFinished(() => {
    watch.stop();
  });
  await eventually(() => {
    writeFileSync(join(folder, 'a', 'practice.md'), 'x');
    expect(heard).toContain(join('a', 'practice.md'));
  });
});

it('says once, and later, that a folder cannot be watched', async () => {
  let failures = 0;
  const listener = { changed: () => undefined, failed: () => (failures += 1) };
  watchTree(join(temporaryFolder(), 'gone'), listener);
  expect(failures).toBe(0);
  await eventually(() => {
    expect(failures).toBe(1);
  });
});
