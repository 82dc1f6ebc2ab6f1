import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { nodeFileSystem } from '#core/files/node-file-system';
import { prepareLibrary } from '#core/library/open-library';
import type { OpenedLibrary } from '#core/library/opened-library';
import { moveToBin } from '#core/practices/bin';
import { addComment } from '#core/practices/comments';
import { toFailure } from '#shared/failure';
import { change, idOf, libraryOf, now, textOf } from '#tests/core/bulk/library-of-many';
import { openedLibrary } from '#tests/support/opened-library';
import { copyOf } from '#tests/support/folders';
import { sleepingFileSystem } from '#tests/support/sleeping-file-system';

const ids: readonly string[] = [1, 2].map(idOf);
const id = idOf(1);
const ofOthers = 'Của máy khác';

type Operation = (library: OpenedLibrary) => Promise<unknown>;

const save: Operation = async ({ store }) => {
  const { hash } = await store.read(id);
  const { type } = await store.save(id, hash, { fields: new Map([['title', 'Của máy ngủ']]) });
  return type;
};
const mint: Operation = async ({ revisions }) => revisions.mint(id, { by: 'Lan', at: now });
const comment: Operation = async (library) =>
  addComment(library, { id, text: 'Xem lại' }, { by: 'Lan', at: now });
const remove: Operation = async (library) => moveToBin(library, id, now, 'Lan');
const many: Operation = async (library) => {
  await change(library, ids, { type: 'list', list: 'fields', mode: 'set', keys: ['ha-tang-so'] });
};

/** What another machine writes meanwhile; undefined where the practice is gone. */
async function writeMeanwhile(root: string): Promise<string | undefined> {
  const { store } = await openedLibrary(root);
  if (!(await store.exists(id))) return undefined;
  const fields = new Map([['title', ofOthers]]);
  try {
    return (await store.update(id, () => Promise.resolve({ fields }))).hash;
  } catch (error) {
    // What it went on with was a deletion.
    expect(toFailure(error).code).toBe('not-found');
    return undefined;
  }
}

/** Lets the machine sleep before one step of the operation while another one writes; what came of it. */
async function sleepAt(root: string, operation: Operation, step: number): Promise<string> {
  const machine = sleepingFileSystem(nodeFileSystem, step);
  const ended = operation(await openedLibrary(root, machine.fileSystem)).then(
    (value) => (typeof value === 'string' ? value : 'done'),
    (error: unknown) => toFailure(error).code,
  );
  const end = await Promise.race([ended, machine.asleep.then(() => 'asleep')]);
  if (end !== 'asleep') return end;
  const written = await writeMeanwhile(root);
  machine.wake();
  const outcome = await ended;
  const library = await openedLibrary(root);
  if (written !== undefined && (await library.store.exists(id))) {
    const { document } = await library.store.read(id);
    expect(document.frontMatter.title, `asleep at step ${String(step)}: ${outcome}`).toBe(ofOthers);
  }
  return outcome;
}

async function expectNothingHalfDone(root: string, when: string): Promise<void> {
  await prepareLibrary(nodeFileSystem, root);
  expect(readdirSync(join(root, '.transactions')), when).toEqual([]);
  expect(existsSync(join(root, '.transactions-kept')), when).toBe(false);
  const left = readdirSync(root, { recursive: true, encoding: 'utf8' }).filter(
    (path) => /lantoa-tmp$|\.lock$/.test(path) && !path.startsWith('bin'),
  );
  expect(left, when).toEqual([]);
  const { store, revisions } = await openedLibrary(root);
  for (const practice of await store.ids()) {
    await store.read(practice);
    await store.work(practice);
    for (const hash of await revisions.kept(practice)) await revisions.read(practice, hash);
  }
}

describe('a machine that sleeps in the middle of a change while another one takes over', () => {
  it.each<[string, Operation, readonly string[]]>([
    ['save', save, ['saved', 'conflict', 'lock-lost']],
    ['mint', mint, ['done', 'lock-lost']],
    ['comment', comment, ['done', 'lock-lost']],
    ['move to the bin', remove, ['done', 'lock-lost', 'not-found']],
    ['change of many', many, ['done', 'lock-lost']],
  ])('%s: never written over what the other one saved, and nothing is half done', async (_, run, known) => {
    const original = await libraryOf(ids.map((one) => ({ text: textOf(one, 'Cũ'), status: 'draft' })));
    const counted = sleepingFileSystem(nodeFileSystem);
    await run(await openedLibrary(copyOf(original), counted.fileSystem));
    expect(counted.steps()).toBeGreaterThan(3);
    const outcomes = new Set<string>();
    for (let step = 1; step <= counted.steps(); step += 1) {
      const root = copyOf(original);
      const outcome = await sleepAt(root, run, step);
      expect(known, `asleep at step ${String(step)}`).toContain(outcome);
      outcomes.add(outcome);
      await expectNothingHalfDone(root, `asleep at step ${String(step)}`);
    }
    expect(outcomes.size, [...outcomes].join(' ')).toBeGreaterThan(1);
  });
});
