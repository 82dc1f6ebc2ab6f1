import { cpSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { FileSystem } from '#core/files/file-system';
import { nodeFileSystem } from '#core/files/node-file-system';
import type { SearchDocument } from '#core/search/search-index';
import { filesOf } from '#core/search/store/commit';
import { IndexReader } from '#core/search/store/index-reader';
import { IndexWriter } from '#core/search/store/index-writer';
import { query, sample, searcherWith } from '#tests/core/search/samples';
import { copyOf, temporaryFolder } from '#tests/support/folders';
import { killAtEachStep } from '#tests/support/kill-everywhere';

const libraryId = 'library';
const words = ['ngầm', 'hóa', 'hoa', 'cáp', 'cấp', 'viễn', '21', '5/KH-UBND'];
const queries = ['ngam hoa ', '"cáp viễn"', 'cap -ngầm ', 'ho', 'vien thong', ''];

async function openWriter(folder: string, fileSystem: FileSystem = nodeFileSystem): Promise<IndexWriter> {
  return (await IndexWriter.open(fileSystem, { folder, libraryId, damaged: [] })).writer;
}

/** Answers without what depends on the time. */
async function answersOf(searcher: Pick<IndexReader, 'query'>): Promise<unknown[]> {
  return Promise.all(queries.map((text) => searcher.query(query(text))));
}

async function openReader(folder: string): Promise<IndexReader> {
  const reader = new IndexReader(nodeFileSystem, folder, libraryId);
  expect(await reader.open()).toEqual([]);
  return reader;
}

async function answersIn(folder: string): Promise<unknown[]> {
  const reader = await openReader(folder);
  const answers = await answersOf(reader);
  await reader.close();
  return answers;
}

const text = fc.array(fc.constantFrom(...words), { maxLength: 6 }).map((list) => list.join(' '));
const documentOf = fc.record({ id: fc.nat(11), title: text, sections: text });
const change = fc.oneof(
  { weight: 5, arbitrary: fc.record({ put: fc.array(documentOf, { minLength: 1, maxLength: 5 }) }) },
  { weight: 2, arbitrary: fc.record({ remove: fc.nat(11) }) },
  { weight: 4, arbitrary: fc.constant('commit' as const) },
  { weight: 2, arbitrary: fc.constant('merge' as const) },
  { weight: 1, arbitrary: fc.constant('reopen' as const) },
);
const toDocument = ({
  id,
  title,
  sections,
}: {
  id: number;
  title: string;
  sections: string;
}): SearchDocument => sample({ id: `d${String(id)}`, title, summary: sections, fingerprint: title });

test('after any changes the index answers as one made afresh, also by its scores, and says what it holds', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(change, { maxLength: 30 }), async (changes) => {
      const folder = temporaryFolder();
      const reader = await openReader(folder);
      let writer = await openWriter(folder);
      const expected = new Map<string, SearchDocument>();
      for (const one of [...changes, 'commit' as const]) {
        if (one === 'commit') {
          const { commit, kept } = await writer.commit();
          expect(await reader.show(commit, kept)).toEqual([]);
        } else if (one === 'merge') {
          await writer.merge();
        } else if (one === 'reopen') {
          await writer.commit();
          writer = await openWriter(folder);
        } else if ('put' in one) {
          const documents = one.put.map(toDocument);
          await writer.put(documents);
          for (const document of documents) expected.set(document.id, document);
        } else {
          writer.remove([`d${String(one.remove)}`]);
          expected.delete(`d${String(one.remove)}`);
        }
      }
      // Equal ones are ordered by id, so that the order of documents does not show.
      expect(await answersOf(reader)).toEqual(await answersOf(searcherWith([...expected.values()])));
      const { known } = await IndexWriter.open(nodeFileSystem, { folder, libraryId, damaged: [] });
      expect(known).toEqual(new Map([...expected].map(([id, { fingerprint }]) => [id, fingerprint])));
      await reader.close();
    }),
    { numRuns: 60 },
  );
});

test('a kill at any step leaves the state before or after it, and a reader never sees anything else', async () => {
  const template = temporaryFolder();
  const before = [0, 1, 2, 3, 4, 5, 6].map((id) =>
    toDocument({ id, title: `ngầm ${String(id)}`, sections: 'hóa cáp' }),
  );
  const writer = await openWriter(template);
  for (const document of before) {
    await writer.put([document]);
    await writer.commit();
  }
  const change = async (folder: string, fileSystem: FileSystem): Promise<void> => {
    const changing = await openWriter(folder, fileSystem);
    changing.remove(['d1']);
    await changing.put([
      toDocument({ id: 2, title: 'cấp viễn 21', sections: '' }),
      toDocument({ id: 9, title: 'hoa', sections: '' }),
    ]);
    await changing.commit();
    if (await changing.merge()) await changing.commit();
  };
  const folder = (): string => copyOf(template);
  const changed = folder();
  await change(changed, nodeFileSystem);
  const states = [await answersIn(template), await answersIn(changed)];
  await killAtEachStep({
    folder,
    run: change,
    look: async (left, at) => {
      expect(states, at).toContainEqual(await answersIn(left));
      // Nothing that never counted stays behind for good.
      const { commit } = await (await openWriter(left)).commit();
      expect(new Set(readdirSync(left))).toEqual(filesOf(commit));
    },
    moreThan: 10,
  });
});

test('a file with any byte damaged is left out or harmless, and what it held is asked for again', async () => {
  const template = temporaryFolder();
  const writer = await openWriter(template);
  await writer.put([toDocument({ id: 1, title: 'ngầm hóa', sections: 'cáp viễn' })]);
  await writer.commit();
  await writer.put([toDocument({ id: 2, title: 'hoa', sections: 'cấp' })]);
  await writer.commit();
  const whole = await answersIn(template);
  await fc.assert(
    fc.asyncProperty(
      fc.nat(),
      fc.nat(),
      fc.integer({ min: 1, max: 255 }),
      fc.boolean(),
      async (file, at, bits, cut) => {
        const folder = temporaryFolder();
        cpSync(template, folder, { recursive: true });
        const names = readdirSync(folder);
        const path = join(folder, names[file % names.length] ?? '');
        const bytes = readFileSync(path);
        bytes[at % bytes.length] = (bytes[at % bytes.length] ?? 0) ^ bits;
        writeFileSync(path, cut ? bytes.subarray(0, at % bytes.length) : bytes);
        const reader = new IndexReader(nodeFileSystem, folder, libraryId);
        const damaged = await reader.open();
        const { known } = await IndexWriter.open(nodeFileSystem, { folder, libraryId, damaged });
        const found = (await reader.query(query(''))).hits.map(({ id }) => id);
        // Both threads agree on what is there.
        expect([...known.keys()].sort()).toEqual(found.sort());
        if (found.length === 2 && !path.endsWith('.texts')) expect(await answersOf(reader)).toEqual(whole);
        await reader.close();
      },
    ),
    { numRuns: 150 },
  );
});
