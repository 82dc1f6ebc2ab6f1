import { join } from 'node:path';
import { expect } from 'vitest';
import type { FileSystem } from '#core/files/file-system';
import { nodeFileSystem } from '#core/files/node-file-system';
import { prepareLibrary } from '#core/library/open-library';
import { crashingFileSystem } from '#tests/support/crashing-file-system';
import { copyOf } from '#tests/support/folders';

/** Something that writes in a folder, by this file system only. */
export type Run = (folder: string, fileSystem: FileSystem) => Promise<unknown>;

export interface Killing {
  /** A folder to run in, anew for every kill. */
  readonly folder: () => string;
  readonly run: Run;
  /** Looks at what the kill has left; `at` says where it came. */
  readonly look: (folder: string, at: string) => unknown;
  /** The run has more steps than this, or it does not do what it is taken to do. */
  readonly moreThan?: number;
}

/** Kills a run at each of its changing file-system steps in turn, and looks at what is left. */
export async function killAtEachStep({ folder, run, look, moreThan = 2 }: Killing): Promise<void> {
  const counted = crashingFileSystem(nodeFileSystem);
  await run(folder(), counted.fileSystem);
  expect(counted.steps()).toBeGreaterThan(moreThan);
  for (let killAt = 1; killAt <= counted.steps(); killAt += 1) {
    const place = folder();
    const crashing = crashingFileSystem(nodeFileSystem, killAt);
    // Killed while it clears up, a run may not notice; and what a dead process throws is nobody's concern.
    await run(place, crashing.fileSystem).catch((error: unknown) => {
      if (!crashing.dead()) throw error;
    });
    await look(place, `killed at step ${String(killAt)}`);
  }
}

export interface KilledChange<S> {
  /** Folder of the library that is changed, in copies. */
  readonly original: string;
  readonly run: Run;
  /** Runs that lead to what may be there in between, where the change writes more than once. */
  readonly halfway?: readonly Run[];
  readonly stateOf: (root: string) => S | Promise<S>;
  /** What holds besides, wherever the kill came. */
  readonly also?: (root: string) => Promise<void>;
  readonly moreThan?: number;
}

/** Kills a change of a library at each step: once that is recovered, it is as before or as after the change, and both happen. */
export async function expectOldOrNew<S>(change: KilledChange<S>): Promise<void> {
  const { original, run, halfway = [], stateOf, also, moreThan } = change;
  const folder = (): string => copyOf(original);
  const allowed = [await stateOf(folder())];
  for (const whole of [...halfway, run]) {
    const root = folder();
    await whole(root, nodeFileSystem);
    allowed.push(await stateOf(root));
  }
  expect(allowed.at(-1), 'the change changes something').not.toEqual(allowed[0]);
  const reached = new Set<string>();
  const look = async (root: string, at: string): Promise<void> => {
    await prepareLibrary(nodeFileSystem, root);
    const state = await stateOf(root);
    expect(allowed, at).toContainEqual(state);
    reached.add(JSON.stringify(state));
    await also?.(root);
    expect(await nodeFileSystem.list(join(root, '.transactions'))).toEqual([]);
  };
  await killAtEachStep({ folder, run, look, ...(moreThan === undefined ? {} : { moreThan }) });
  expect(reached.size, 'the kills reach old and new').toBeGreaterThan(1);
}
