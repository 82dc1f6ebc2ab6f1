import { readFileSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { FileSystem } from '#core/files/file-system';
import { nodeFileSystem } from '#core/files/node-file-system';
import { parseQuery } from '#core/search/parsed-query';
import { readShippedSynonyms, readSynonymFile } from '#core/search/expansion/synonym-file';
import { SynonymList } from '#core/search/expansion/synonym-list';
import { type ShippedSynonym, synonymFault } from '#shared/model/synonym';
import { temporaryFolder } from '#tests/support/folders';
import { expectOldOrNew } from '#tests/support/kill-everywhere';

const shipped: ShippedSynonym[] = [
  { id: 'cds', terms: ['CĐS', 'chuyển đổi số'] },
  { id: 'ai', terms: ['AI', 'trí tuệ nhân tạo'], capitals: true },
];
const file = (root: string): string => join(root, 'synonyms.json');

function listOf(root: string, fileSystem: FileSystem = nodeFileSystem): SynonymList {
  return new SynonymList({ fileSystem, root, shipped, places: [] });
}

async function shown(list: SynonymList, text: string): Promise<string[]> {
  return (await list.expander()).expand(parseQuery(`${text} `)).map((one) => one.shown);
}

describe('the list of abbreviations and synonyms', () => {
  it('comes with the program: at least 60 lines, each of them right, none twice', async () => {
    const lines = await readShippedSynonyms(nodeFileSystem, 'resources');
    expect(lines.length).toBeGreaterThanOrEqual(60);
    expect(new Set(lines.map(({ id }) => id)).size).toBe(lines.length);
    for (const [at, line] of lines.entries()) {
      expect(line.id).toMatch(/^[a-z0-9-]{2,40}$/);
      expect(synonymFault(line.terms, lines.toSpliced(at, 1)), line.id).toBeNull();
    }
    const known = new Set(lines.flatMap(({ terms }) => terms));
    for (const term of [
      'CĐS',
      'DVCTT',
      'CSDL',
      'TSLCD',
      'TMĐT',
      'CCCD',
      'IOC',
      'AI',
      'CNTT',
      'KH&CN',
      'KHCN',
      'TT&TT',
      'UBND',
      'HĐND',
      'TTHC',
      'ngầm hóa',
      'hạ ngầm',
    ])
      expect(known, term).toContain(term);
  });

  it('is added to, changed, switched off and as it came again, and writes only what differs', async () => {
    const root = temporaryFolder();
    const list = listOf(root);
    expect(await shown(list, 'cđs')).toEqual(['chuyển đổi số']);
    await list.save(null, [' KTĐ ', 'kinh  tế đêm', ''], false);
    expect(await shown(list, 'kinh tế đêm')).toEqual(['KTĐ']);
    await list.save('cds', ['CĐS', 'chuyển đổi số', 'số hóa'], false);
    expect(await shown(list, 'số hóa')).toEqual(['CĐS', 'chuyển đổi số']);
    await list.switch('cds', true);
    expect(await shown(list, 'cđs')).toEqual([]);
    expect((await list.list()).lines.find(({ id }) => id === 'cds')).toMatchObject({
      off: true,
      from: 'changed',
      shipped: { terms: ['CĐS', 'chuyển đổi số'] },
    });
    await list.switch('cds', false);
    await list.save('cds', ['CĐS', 'chuyển đổi số'], false);
    expect((await list.list()).lines.find(({ id }) => id === 'cds')).toMatchObject({
      off: false,
      from: 'shipped',
    });
    expect((await readSynonymFile(nodeFileSystem, root))?.lines).toHaveLength(1);
    const own = (await list.list()).lines.find(({ from }) => from === 'own');
    await list.remove(own?.id ?? '');
    expect(await shown(list, 'kinh tế đêm')).toEqual([]);
    expect((await readSynonymFile(nodeFileSystem, root))?.lines).toEqual([]);
  });

  it('refuses what is no line, and says which rule it breaks', async () => {
    const list = listOf(temporaryFolder());
    const refused = async (...terms: string[]): Promise<unknown> =>
      list.save(null, terms, false).then(
        () => 'saved',
        (error: unknown) => (error as { rule?: string }).rule,
      );
    expect(await refused('CĐS')).toBe('too-few');
    expect(await refused('một', ' - ')).toBe('no-letters');
    expect(await refused('một', 'MỘT')).toBe('twice');
    expect(await refused('cđs', 'Chuyển đổi số')).toBe('exists');
    expect(await refused('a', 'b'.repeat(101))).toBe('too-long');
    expect(await refused('a', 'b '.repeat(13))).toBe('too-many-words');
    expect(await refused('a', 'b', 'c', 'd', 'e', 'g', 'h', 'i', 'k')).toBe('too-many');
    await expect(list.switch('constructor', true)).rejects.toMatchObject({ code: 'not-found' });
    expect(await refused('constructor', '__proto__')).toBe('saved');
    expect(await shown(list, 'constructor')).toEqual(['__proto__']);
  });

  it('is shared: what one host changes counts in the next query of another, and no change of two is lost', async () => {
    const root = temporaryFolder();
    const [one, other] = [listOf(root), listOf(root)];
    expect(await shown(other, 'ktđ')).toEqual([]);
    await Promise.all([
      one.save(null, ['KTĐ', 'kinh tế đêm'], false),
      other.save(null, ['KTX', 'kinh tế xanh'], false),
    ]);
    await one.switch('cds', true);
    expect(await shown(other, 'ktđ')).toEqual(['kinh tế đêm']);
    expect(await shown(one, 'ktx')).toEqual(['kinh tế xanh']);
    expect(await shown(other, 'cđs')).toEqual([]);
    expect((await other.list()).lines.filter(({ from }) => from === 'own')).toHaveLength(2);
  });

  it.each([
    ['not JSON', '{"format": "1.0", "lines": [', 'damaged'],
    ['another shape', '{"format": "1.0", "lines": [{"id": 5}]}', 'damaged'],
    ['no version', '{"lines": []}', 'damaged'],
    ['a later version', '{"format": "2.0", "words": {}}', 'version'],
    ['NUL bytes', '\0'.repeat(4_096), 'damaged'],
  ])(
    'uses the program’s list where the file is %s, changes nothing, and is right again once it is',
    async (_, text, type) => {
      const root = temporaryFolder();
      const list = listOf(root);
      await list.save(null, ['KTĐ', 'kinh tế đêm'], false);
      const whole = readFileSync(file(root));
      writeFileSync(file(root), text);
      expect(await shown(list, 'cđs')).toEqual(['chuyển đổi số']);
      expect(await shown(list, 'ktđ')).toEqual([]);
      expect((await list.list()).trouble).toMatchObject({ type });
      await expect(list.switch('cds', true)).rejects.toMatchObject({
        code: type === 'version' ? 'library-version' : 'library-damaged',
      });
      expect(readFileSync(file(root), 'utf8')).toBe(text);
      writeFileSync(file(root), whole);
      expect(await shown(list, 'ktđ')).toEqual(['kinh tế đêm']);
      expect((await list.list()).trouble).toBeNull();
    },
  );

  it('keeps keys and lines of a later minor version', async () => {
    const root = temporaryFolder();
    const later = { format: '1.7', since: 2030, lines: [{ id: 'cds', off: true, why: 'x' }] };
    writeFileSync(file(root), JSON.stringify(later));
    await listOf(root).save(null, ['KTĐ', 'kinh tế đêm'], false);
    const kept = JSON.parse(readFileSync(file(root), 'utf8')) as typeof later;
    expect(kept).toMatchObject({ format: '1.7', since: 2030 });
    expect(kept.lines[0]).toEqual({ id: 'cds', off: true, why: 'x' });
  });

  it('answers queries while the folder is away or slow, with what it knew', async () => {
    const root = temporaryFolder();
    let away = false;
    const slow = {
      ...nodeFileSystem,
      information: (path: string) =>
        away ? new Promise<undefined>(() => undefined) : nodeFileSystem.information(path),
    };
    const list = listOf(root, slow);
    await list.save(null, ['KTĐ', 'kinh tế đêm'], false);
    away = true;
    expect(await shown(list, 'ktđ')).toEqual(['kinh tế đêm']);
  });

  it.each<[string, (list: SynonymList) => Promise<void>]>([
    ['changing a line', (list) => list.save('cds', ['CĐS', 'số hóa'], false)],
    ['adding a line', (list) => list.save(null, ['KTX', 'kinh tế xanh'], false)],
    ['switching one off', (list) => list.switch('ai', true)],
    ['removing what was changed', (list) => list.remove('cds')],
  ])('is whole, old or new, after a kill at any file-system step of %s', async (_, change) => {
    const original = temporaryFolder();
    await listOf(original).save('cds', ['CĐS', 'số hóa toàn diện'], false);
    await expectOldOrNew({
      original,
      run: (root, fileSystem) => change(listOf(root, fileSystem)),
      async stateOf(root) {
        const { lines, trouble } = await listOf(root).list();
        expect(trouble).toBeNull();
        // An own line's id is a new one in each run.
        return lines.map((line) => (line.from === 'own' ? { ...line, id: '' } : line));
      },
    });
  });

  it('means by terms what was written, whatever people write', async () => {
    const hostile = fc.oneof(
      fc.string({ unit: 'grapheme', maxLength: 30 }),
      fc.constantFrom('a\u0302n', '..', '\0', '😀', '1/KH-UBND'),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(hostile, { maxLength: 9 }), async (terms) => {
        const root = temporaryFolder();
        const list = listOf(root);
        const saved = await list.save(null, terms, false).then(
          () => true,
          (error: unknown) => {
            expect(error).toMatchObject({ code: 'bad-input' });
            return false;
          },
        );
        const { lines, trouble } = await listOf(root).list();
        expect(trouble).toBeNull();
        expect(lines).toHaveLength(saved ? 3 : 2);
      }),
      { numRuns: 60 },
    );
  });

  it('sees a change that a sync program brought with an older time', async () => {
    const root = temporaryFolder();
    const list = listOf(root);
    await list.save(null, ['KTĐ', 'kinh tế đêm'], false);
    const { atime } = statSync(file(root));
    writeFileSync(file(root), '{"format": "1.0", "lines": []}');
    utimesSync(file(root), atime, new Date('2020-01-01T00:00:00Z'));
    expect(await shown(list, 'ktđ')).toEqual([]);
  });
});
