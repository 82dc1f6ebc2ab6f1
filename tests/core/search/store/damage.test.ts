import { readdirSync, readFileSync, truncateSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { FileSystem } from '#core/files/file-system';
import { nodeFileSystem } from '#core/files/node-file-system';
import type { IndexAnswer, IndexQuery, SearchDocument } from '#core/search/search-index';
import { IndexReader } from '#core/search/store/index-reader';
import { IndexWriter } from '#core/search/store/index-writer';
import { decodeSections } from '#core/search/store/section-file';
import { query, sample } from '#tests/core/search/samples';
import { copyOf, temporaryFolder } from '#tests/support/folders';
import { killAtEachStep } from '#tests/support/kill-everywhere';

const libraryId = 'library';
const long = 'đ'.repeat(1_000_000);
const hostile = ['constructor', '__proto__', 'hasOwnProperty', '👍🏽', '\u202eשלום\u202c', 'ﷺ'];

const hostileDocument = (word: string, at: number): SearchDocument => ({
  ...sample({
    id: word.slice(0, 16),
    title: `cáp ${word}`,
    summary: `ngầm ${word.slice(0, 2_000)} hóa`,
    fingerprint: `f${String(at)}`,
    facets: { ...sample({}).facets, office: [word.slice(0, 200)] },
  }),
  circumstances: ['condition:constructor', `population:${String(at)}`],
  ...(at % 2 === 0 ? { files: [{ name: word.slice(0, 9), text: 'hồ sơ đất đai '.repeat(700) }] } : {}),
});
/** What should be found. */
const library: readonly SearchDocument[] = [
  ...hostile.map(hostileDocument),
  ...Array.from({ length: 5 }, (_, at) =>
    sample({ id: `d${String(at)}`, title: 'cấp nước', sections: `hóa ${String(at)}`, fingerprint: 'g' }),
  ),
];
/** With words that no other test has the time for. */
const endless = [
  ...library,
  hostileDocument(long, hostile.length),
  sample({ id: 'half', title: 'nửa chữ \ud800', summary: '\udc00' }),
];
const queries = [
  'cap ',
  'ngam hoa',
  '"hồ sơ đất"',
  'constructor ',
  '__proto__',
  '👍🏽',
  'שלום',
  long,
  'hó',
  '',
];

/** Writes what is missing in small pieces, merging after each, as the program does when it starts. */
async function build(
  folder: string,
  fileSystem: FileSystem = nodeFileSystem,
  documents = library,
): Promise<void> {
  const reader = new IndexReader(nodeFileSystem, folder, libraryId);
  const damaged = await reader.open();
  await reader.close();
  const { writer, known } = await IndexWriter.open(fileSystem, { folder, libraryId, damaged });
  const missing = documents.filter(({ id, fingerprint }) => known.get(id) !== fingerprint);
  for (let at = 0; at < missing.length; at += 1) {
    await writer.put(missing.slice(at, at + 1));
    await writer.commit();
    while (await writer.merge()) await writer.commit();
  }
  await writer.commit();
}

type Answer = Pick<IndexAnswer, 'total' | 'hits' | 'facets'>;

async function answersIn(folder: string): Promise<Answer[]> {
  const reader = new IndexReader(nodeFileSystem, folder, libraryId);
  await reader.open();
  const answers = await answersOf(reader);
  await reader.close();
  return answers;
}

async function answersOf(engine: { query(asked: IndexQuery): Promise<IndexAnswer> }): Promise<Answer[]> {
  const answers: Answer[] = [];
  for (const text of queries) {
    const { total, hits, facets } = await engine.query(query(text));
    answers.push({ total, hits, facets });
  }
  return answers;
}

const hitsOf = (answers: readonly Answer[]): string[][] =>
  answers.map(({ hits }) => hits.map(({ id, tier }) => `${tier} ${id}`));

/** Where texts are damaged, passages may be missing; nothing else is told. */
function expectWholeButPassages(answers: readonly Answer[], whole: readonly Answer[], at: string): void {
  expect(hitsOf(answers), at).toEqual(hitsOf(whole));
  answers.forEach((answer, number) => {
    expect(answer.facets, at).toEqual(whole[number]?.facets);
    answer.hits.forEach((hit, place) => {
      const text = (one = hit): string => one.passage.map((part) => part.text).join('');
      const right = whole[number]?.hits[place];
      if (text() !== '' && hit.passageFile === right?.passageFile) expect(text(), at).toBe(text(right));
    });
  });
}

describe('an index on the disk', () => {
  it('answers as one that was written at once, hostile words and all, written, merged and reopened', async () => {
    const folder = temporaryFolder();
    await build(folder, nodeFileSystem, endless);
    expect(readdirSync(folder).length, 'segments were merged').toBeLessThan(2 * endless.length);
    const atOnce = temporaryFolder();
    const { writer } = await IndexWriter.open(nodeFileSystem, { folder: atOnce, libraryId, damaged: [] });
    await writer.put(endless);
    await writer.commit();
    const expected = await answersIn(atOnce);
    const answers = await answersIn(folder);
    expect(hitsOf(answers)).toEqual(hitsOf(expected));
    expect(answers.map(({ facets }) => facets)).toEqual(expected.map(({ facets }) => facets));
    const opened = new IndexReader(nodeFileSystem, folder, libraryId);
    await opened.open();
    for (const word of [...hostile, long]) {
      const office = [word.slice(0, 200)];
      const { hits } = await opened.query(query('', { facets: { office } }));
      expect(hits.map(({ id }) => id)).toEqual([word.slice(0, 16)]);
    }
    expect((await opened.query(query(long))).hits.map(({ id }) => id)).toEqual([long.slice(0, 16)]);
    await opened.close();
  });

  it('is built to its end after a kill at any step of building and merging, and answers rightly before that', async () => {
    const [whole, nothing] = [temporaryFolder(), temporaryFolder()];
    await build(whole);
    const expected = await answersIn(whole);
    const all = expected.at(-1)?.hits.map(({ id }) => id) ?? [];
    await killAtEachStep({
      folder: () => copyOf(nothing),
      run: build,
      look: async (folder, at) => {
        // What is there is found, and is what was written.
        const left = await answersIn(folder);
        const there = left.at(-1)?.hits.map(({ id }) => id) ?? [];
        for (const id of there) expect(all, at).toContain(id);
        left.forEach(({ hits }, number) => {
          const right = new Set((expected[number]?.hits ?? []).map(({ id }) => id));
          for (const { id, tier } of hits) if (tier !== 'some') expect(right.has(id), at).toBe(true);
        });
        await build(folder);
        expect(hitsOf(await answersIn(folder)), at).toEqual(hitsOf(expected));
      },
      moreThan: 60,
    });
  }, 120_000);

  it('with any bytes of any file damaged or cut off is built anew to the same, never wrong, never a crash', async () => {
    const template = temporaryFolder();
    await build(template);
    const whole = await answersIn(template);
    const names = readdirSync(template);
    await fc.assert(
      fc.asyncProperty(
        fc.nat(names.length - 1),
        fc.array(fc.tuple(fc.nat(), fc.integer({ min: 1, max: 255 })), {
          minLength: 1,
          maxLength: 4,
        }),
        fc.constantFrom('bytes', 'bytes', 'cut', 'empty', 'longer'),
        async (file, places, how) => {
          const folder = copyOf(template);
          const name = names[file] ?? '';
          damage(join(folder, name), places, how);
          const at = `${how} ${name}`;
          await expectNoticed(join(template, name), join(folder, name), at);
          const before = await answersIn(folder);
          // Before it is built anew there is less, or no passage: never anything else.
          before.forEach(({ hits }, number) => {
            const right = new Set((whole[number]?.hits ?? []).map(({ id }) => id));
            for (const { id, tier } of hits) if (tier !== 'some') expect(right.has(id), at).toBe(true);
          });
          await build(folder);
          expectWholeButPassages(await answersIn(folder), whole, at);
        },
      ),
      { numRuns: 120 },
    );
  }, 120_000);

  it.each([
    ['another version', (commit: Commit) => ({ ...commit, version: commit.version + 1 })],
    ['an older version', (commit: Commit) => ({ ...commit, version: commit.version - 1 })],
    ['another library', (commit: Commit) => ({ ...commit, libraryId: 'another' })],
    [
      'documents that are not there',
      (commit: Commit) => ({ ...commit, segments: [{ name: 'x', dead: [9] }] }),
    ],
    [
      'names that lead elsewhere',
      (commit: Commit) => ({ ...commit, segments: [{ name: '../x', dead: [] }] }),
    ],
  ])('of %s holds nothing, and is built anew', async (_, change) => {
    const folder = temporaryFolder();
    await build(folder);
    const whole = await answersIn(folder);
    const path = join(folder, 'commit.json');
    const commit = JSON.parse(readFileSync(path, 'utf8')) as Commit;
    writeFileSync(path, JSON.stringify(change(commit)));
    expect((await answersIn(folder)).every(({ total }) => total === 0)).toBe(true);
    const { known } = await IndexWriter.open(nodeFileSystem, { folder, libraryId, damaged: [] });
    expect(known.size).toBe(0);
    await build(folder);
    expect(hitsOf(await answersIn(folder))).toEqual(hitsOf(whole));
  });

  it('whose segments are of another library or version holds nothing of them', async () => {
    const folder = temporaryFolder();
    await build(folder);
    const opened = new IndexReader(nodeFileSystem, folder, 'another');
    writeFileSync(
      join(folder, 'commit.json'),
      readFileSync(join(folder, 'commit.json'), 'utf8').replace(`"${libraryId}"`, '"another"'),
    );
    expect(await opened.open()).not.toEqual([]);
    expect((await opened.query(query(''))).total).toBe(0);
    for (const name of readdirSync(folder).filter((one) => one.endsWith('.segment'))) {
      const bytes = readFileSync(join(folder, name));
      bytes.write('LTINDEX0');
      writeFileSync(join(folder, name), bytes);
    }
    expect(await opened.open()).not.toEqual([]);
    expect((await opened.query(query(''))).total).toBe(0);
  });

  it('whose texts were damaged goes on, is merged all the same, and gets them back in the next run', async () => {
    const folder = temporaryFolder();
    const { writer } = await IndexWriter.open(nodeFileSystem, { folder, libraryId, damaged: [] });
    const few = library.slice(-5);
    for (const document of few) {
      await writer.put([document]);
      await writer.commit();
    }
    const [damaged] = readdirSync(folder).filter((name) => name.endsWith('.texts'));
    truncateSync(join(folder, damaged ?? ''), 2);
    for (const title of ['một', 'hai', 'ba'])
      await writer.put([sample({ id: title, title })]).then(() => writer.commit());
    expect(await writer.merge()).toBe(true);
    await writer.commit();
    const opened = new IndexReader(nodeFileSystem, folder, libraryId);
    expect(await opened.open()).toEqual([]);
    expect((await opened.query(query('cap nuoc '))).total).toBe(5);
    const { known } = await IndexWriter.open(nodeFileSystem, { folder, libraryId, damaged: [] });
    expect([...known.values()].filter((fingerprint) => fingerprint === '')).toHaveLength(1);
    await opened.close();
  });
});

/** A segment that says anything else than it did is left out: its bytes may differ only between its sections. */
async function expectNoticed(whole: string, damaged: string, at: string): Promise<void> {
  if (!whole.endsWith('.segment')) return;
  const [before, after] = [readFileSync(whole), readFileSync(damaged)].map((bytes) => {
    try {
      return decodeSections(new Uint8Array(bytes), libraryId);
    } catch {
      return undefined;
    }
  });
  if (after) expect(after, at).toEqual(before);
  const opened = new IndexReader(nodeFileSystem, dirname(damaged), libraryId);
  expect(await opened.open(), at).toEqual(after ? [] : [basename(damaged, '.segment')]);
  await opened.close();
}

interface Commit {
  readonly version: number;
  readonly libraryId: string;
  readonly segments: { readonly name: string; readonly dead: number[] }[];
}

function damage(path: string, places: readonly (readonly [number, number])[], how: string): void {
  const bytes = readFileSync(path);
  const cut = (places[0]?.[0] ?? 0) % bytes.length;
  for (const [place, bits] of how === 'bytes' ? places : []) {
    const at = place % bytes.length;
    bytes[at] = (bytes[at] ?? 0) ^ bits;
  }
  if (how === 'bytes') writeFileSync(path, bytes);
  else if (how === 'cut') truncateSync(path, cut);
  else if (how === 'empty') truncateSync(path, 0);
  else writeFileSync(path, Buffer.concat([bytes, Buffer.alloc(cut % 4_096, 0xa5)]));
}
