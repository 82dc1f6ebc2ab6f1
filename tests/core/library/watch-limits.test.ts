import { describe, expect, it, onTestFinished } from 'vitest';
import type { FileInformation, FileSystem } from '#core/files/file-system';
import { nodeFileSystem } from '#core/files/node-file-system';
import { LibraryWatch } from '#core/library/library-watch';
import { openFiles } from '#core/library/opened-library';
import { encodeCatalogue, type Entry } from '#core/practices/catalogue-cache';
import { summariseDamaged } from '#core/practices/summary';
import { Failure } from '#shared/failure';
import { type FakeClock, fakeClock } from '#tests/support/fake-clock';
import { testPlatform } from '#tests/support/test-platform';

const idOf = (number: number): string => `01900000-0000-7000-8000-${String(number).padStart(12, '0')}`;
const libraryId = idOf(900_000);

/** Milliseconds of the processor and of waiting that a call takes; waits of calls that are made together overlap. */
interface Drive {
  readonly cpu: number;
  readonly wait: number;
}
const local: Drive = { cpu: 0.008, wait: 0 };
const share: Drive = { cpu: 0.01, wait: 1 };

/** A drive that takes its time, with practices that an earlier run has noted; `edit` changes one as an editor does. */
function drive(
  clock: FakeClock,
  practices: number,
  { cpu, wait }: Drive,
): { fileSystem: FileSystem; edit: (id: string) => void } {
  const same: FileInformation = { kind: 'file', bytes: 1, changedAt: 1 };
  const edited = new Set<string>();
  let waiting = false;
  const ids = Array.from({ length: practices }, (_, number) => idOf(number + 1));
  const summary = summariseDamaged('', new Failure('practice-damaged'), 1);
  const entries = ids.map((id): [string, Entry] => [
    id,
    { stamp: '1@1 1@1 1@1 1@1', hash: 'x', copies: 0, summary: { ...summary, id, damaged: null } },
  ]);
  const cache = encodeCatalogue({ libraryId, office: null }, new Map(entries));
  const idIn = (path: string): string => path.split('/').at(-2) ?? '';
  const text = (id: string): Buffer =>
    Buffer.from(`---\nformat: "1.0"\nid: ${id}\norigin: ${libraryId}\nlanguage: vi\ntitle: Mới\n---\n`);
  const fileSystem: FileSystem = {
    ...nodeFileSystem,
    information(path) {
      clock.work(cpu);
      if (!waiting) clock.wait(wait);
      waiting = true;
      queueMicrotask(() => (waiting = false));
      if (/(?:office|people)\.json$/.test(path)) return Promise.resolve(undefined);
      const isText = path.endsWith('practice.md') && edited.has(idIn(path));
      return Promise.resolve(isText ? { ...same, bytes: 2 } : same);
    },
    list(folder) {
      if (!folder.endsWith('practices')) return Promise.resolve([]);
      clock.work(cpu * 0.1 * practices);
      return Promise.resolve(ids.map((name) => ({ name, kind: 'folder' })));
    },
    read: (path) =>
      Promise.resolve(
        path.endsWith('catalogue.json')
          ? cache
          : path.endsWith('work.json')
            ? Buffer.from('{"format": "1.0", "status": "draft", "log": []}')
            : text(idIn(path)),
      ),
  };
  return { fileSystem, edit: (id) => edited.add(id) };
}

describe('looking for changes', () => {
  it.each([
    { practices: 2_000, on: 'this machine', of: local, within: 2_000 },
    { practices: 20_000, on: 'this machine', of: local, within: 10_000 },
    { practices: 2_000, on: 'a share', of: share, within: 60_000 },
    { practices: 20_000, on: 'a share', of: share, within: 60_000 },
  ])('finds an edit among $practices on $on within $within ms, by 5% of a core', async (limits) => {
    const clock = fakeClock();
    const { fileSystem, edit } = drive(clock, limits.practices, limits.of);
    const heard: { id: string; at: number }[] = [];
    const library = await openFiles(
      testPlatform({ fileSystem }),
      '/kho',
      { format: '1.0', libraryId, name: 'Kho', createdAt: '2026-01-05T00:00:00.000Z' },
      false,
      (ids) => heard.push(...ids.map((id) => ({ id, at: clock.now() }))),
    );
    expect(library.catalogue.size).toBe(limits.practices);
    const isThere = async (): Promise<boolean> =>
      (await fileSystem.information('/kho/library.json')) !== undefined;
    const watch = new LibraryWatch(library, isThere, clock);
    onTestFinished(() => watch.stop());
    const until = async (time: number): Promise<void> => {
      while (clock.now() < time) await new Promise((resolve) => setImmediate(resolve));
    };
    // Past the first look, which is as fast as it can, and the first rounds.
    await until(120_000);
    expect(heard).toEqual([]);
    const before = { now: clock.now(), cpu: clock.cpu() };
    for (const part of [0.1, 0.5, 0.9]) {
      const id = idOf(Math.round(part * limits.practices));
      const began = clock.now();
      edit(id);
      while (!heard.some((told) => told.id === id) && clock.now() < began + 2 * limits.within) {
        await new Promise((resolve) => setImmediate(resolve));
      }
      expect(clock.now() - began).toBeLessThanOrEqual(limits.within);
      await until(clock.now() + 3_333);
    }
    expect(heard).toHaveLength(3);
    const share = (clock.cpu() - before.cpu) / (clock.now() - before.now);
    expect(share).toBeLessThanOrEqual(0.05);
  });
});
