import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import type { FileSystem } from '#core/files/file-system';
import { hashFile } from '#core/files/hash';
import { nodeFileSystem } from '#core/files/node-file-system';
import { Presence } from '#core/presence/presence';
import { copyOf, treeOf } from '#tests/support/folders';
import { killAtEachStep } from '#tests/support/kill-everywhere';
import { startOffice } from '#tests/support/office';
import { openedLibrary } from '#tests/support/opened-library';

const far = 1_000_000;

/** A program on a machine of its own that looks and beats only when it is told to. */
async function programOf(path: string, name: string, fileSystem: FileSystem, clean = far): Promise<Presence> {
  const library = await openedLibrary(path, fileSystem);
  return new Presence({
    library,
    me: () => name,
    now: () => new Date('2026-11-22T07:20:00Z'),
    changed: () => undefined,
    owner: { host: `PC of ${name}`, process: 1234, machine: `machine of ${name}` },
    pace: { beat: far, look: far, stale: 60_000, clean },
  });
}

/** A sitting: comes, saves twice, leaves. */
async function sit(presence: Presence, path: string, id: string): Promise<void> {
  const { document } = await (await openedLibrary(path)).store.read(id);
  await presence.enter(id);
  await presence.noteWrite(id, document, ['title']);
  await presence.noteWrite(id, document, ['title', 'section:steps']);
  await presence.leave(id);
}

it('a program killed at any step of its notes touches nothing else, and misleads nobody for long', async () => {
  const { core, path: original } = await startOffice();
  const { summary } = await core.invoke('practices.create', { language: 'vi', title: 'Một' });
  await core.invoke('library.close', {});
  const { id } = summary;
  const besides = (path: string): Record<string, string> => treeOf(path, /^presence/);
  const look = async (path: string, at: string): Promise<void> => {
    expect(besides(path)).toEqual(besides(original));
    const duc = await programOf(path, 'Đức', nodeFileSystem);
    const seen = (await duc.enter(id)).others.map(({ name }) => name);
    expect([[], ['Lan']], at).toContainEqual(seen);
    const { sha256 } = await hashFile(nodeFileSystem, join(path, `practices/${id}/practice.md`));
    const authors = await duc.authors(id, sha256, ['title']);
    for (const author of Object.values(authors)) expect(author.name).toBe('Lan');
    // Her machine is back: whole notes stand beside the half one.
    const again = await programOf(path, 'Lan', nodeFileSystem);
    await again.enter(id);
    expect((await duc.others(id)).others.map(({ name }) => name)).toContain('Lan');
    await again.close();
    await duc.close();
    const hoa = await programOf(path, 'Hoa', nodeFileSystem, 0);
    await expect
      .poll(async () => {
        await hoa.look();
        const folder = join(path, 'presence');
        return existsSync(folder) ? readdirSync(folder) : [];
      })
      .toEqual([]);
    await hoa.close();
  };
  await killAtEachStep({
    folder: () => copyOf(original),
    run: async (path, fileSystem) => sit(await programOf(path, 'Lan', fileSystem), path, id),
    look,
    moreThan: 3,
  });
});
