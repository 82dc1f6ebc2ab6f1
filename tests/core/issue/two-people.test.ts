import { execFileSync, spawnSync } from 'node:child_process';
import { symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { nodeFileSystem } from '#core/files/node-file-system';
import { layout } from '#core/library/layout';
import { issueStep, lastIssue } from '#shared/model/issue';
import { baseOf, choose, giveFile, paper, pressing, scan } from '#tests/core/issue/papers';
import { type ExchangeOffice, newOffice, openOffice, period, revise } from '#tests/support/exchange';
import { temporaryFolder } from '#tests/support/folders';

const hasUnzip = spawnSync('unzip', ['-v']).status === 0;

/** A list that is closed, handed in and signed, and its practices. */
async function signedOffice(): Promise<{ office: ExchangeOffice; ids: string[] }> {
  const office = await newOffice();
  const ids = await choose(office);
  const press = pressing(office);
  await press.freeze();
  await press.submit();
  await press.sign();
  return { office, ids };
}

/** A second program on the folder of an office, in which `meanwhile` happens before its first lock of a compilation. */
async function overtaken(
  { root }: ExchangeOffice,
  meanwhile: () => Promise<unknown>,
): Promise<ExchangeOffice> {
  let isDone = false;
  const create: typeof nodeFileSystem.create = async (path, data) => {
    if (!isDone && path === `${join(root, layout.compilation(period))}.lock`) {
      isDone = true;
      await meanwhile();
    }
    return nodeFileSystem.create(path, data);
  };
  return openOffice(root, { fileSystem: { ...nodeFileSystem, create } });
}

async function stepOf({ handlers }: ExchangeOffice): Promise<string> {
  const { compilation } = await handlers['issue.get']({ period });
  return issueStep(lastIssue(compilation.issues));
}

describe('what is issued is what the person saw who issues it', () => {
  const sign = (office: ExchangeOffice): Promise<unknown> =>
    pressing(office).sign({ number: 6, file: giveFile(scan('khác')) });
  const deeds: [string, (office: ExchangeOffice) => Promise<unknown>][] = [
    ['a paper replaced', sign],
    ['its number changed', (office) => pressing(office).sign({ number: 6 })],
    [
      'a letter given',
      (office) => pressing(office).sign({ type: 'letter', number: 7, file: giveFile(scan('thư')) }),
    ],
    ['a paper taken away', (office) => pressing(office).remove()],
    ['the draft taken back', (office) => pressing(office).back('draft')],
    ['the list opened', (office) => pressing(office).back('freeze')],
    [
      'list and paper made anew',
      async (office) => {
        await pressing(office).back('freeze');
        await pressing(office).freeze();
        await pressing(office).submit();
        await sign(office);
      },
    ],
  ];
  it.each(deeds)('and not with %s while the bundle is written', async (_, deed) => {
    const { office } = await signedOffice();
    const slow = await overtaken(office, () => deed(office));
    await expect(pressing(slow).issue()).rejects.toMatchObject({ code: 'issue-changed' });
    expect(await stepOf(office)).not.toBe('done');
    expect((await office.handlers['issue.get']({ period })).compilation.exports).toEqual([]);
    expect(await office.handlers['sending.departures']({})).toEqual([]);
    expect(await nodeFileSystem.list(join(office.root, layout.bundles(period)))).toEqual([]);
  });

  it('once, where two issue it at one time', async () => {
    const { office } = await signedOffice();
    // By another path, as from another machine: one program issues a library's period once at a time anyway.
    const path = join(temporaryFolder(), 'kho');
    symlinkSync(office.root, path, 'junction');
    const other = await openOffice(path);
    const slow = await overtaken(office, () => pressing(other).issue());
    await expect(pressing(slow).issue()).rejects.toMatchObject({ code: 'choice-closed' });
    expect(await stepOf(office)).toBe('done');
    expect((await office.handlers['issue.get']({ period })).compilation.exports).toHaveLength(1);
    expect(await office.handlers['sending.departures']({})).toHaveLength(1);
  });

  it.skipIf(!hasUnzip)(
    'in the revision of the closed list, also where a practice changes meanwhile',
    async () => {
      const { office, ids } = await signedOffice();
      const slow = await overtaken(office, () => revise(office, ids[0] ?? '', { title: 'Khác hẳn' }));
      const file = await pressing(slow).issue();
      const text = execFileSync('unzip', [
        ...['-p', join(office.root, layout.bundles(period), file)],
        `*/${ids[0] ?? ''}/practice.md`,
      ]).toString();
      expect(text).not.toContain('Khác hẳn');
      expect(text).toContain('title: Một');
    },
  );
});

describe('of two people at one step', () => {
  type Answer = 'saved' | 'conflict';
  const both = async (one: Promise<{ type: Answer }>, other: Promise<{ type: Answer }>): Promise<string[]> =>
    (await Promise.all([one, other])).map(({ type }) => type).toSorted();

  it('one gives a paper or the other goes back, never both', async () => {
    const { office } = await signedOffice();
    const colleague = await openOffice(office.root, { me: 'Lê Văn Bình' });
    const seen = { period, base: await baseOf(office) };
    const answers = await both(
      office.handlers['issue.paper']({
        ...{ ...seen, ...paper({ number: 6 }) },
        file: giveFile(scan('khác')),
      }),
      colleague.handlers['issue.back']({ ...seen, to: 'draft' }),
    );
    expect(answers).toEqual(['conflict', 'saved']);
    const { compilation, lost } = await office.handlers['issue.get']({ period });
    const round = lastIssue(compilation.issues);
    // Either the new paper in the place of the first one, or none.
    expect([...(round?.papers ?? []), ...(round?.setAside ?? [])].map(({ number }) => number)).toEqual(
      round?.submitted ? [6, 5] : [5],
    );
    expect(lost).toEqual([]);
  });

  it('both giving the same file give it once', async () => {
    const { office } = await signedOffice();
    const colleague = await openOffice(office.root);
    const seen = { period, base: await baseOf(office) };
    const given = (one: ExchangeOffice, number: number): Promise<{ type: Answer }> =>
      one.handlers['issue.paper']({ ...seen, ...paper({ number }), file: giveFile(scan('khác')) });
    expect(await both(given(office, 6), given(colleague, 7))).toEqual(['conflict', 'saved']);
    expect(await office.handlers['issue.get']({ period })).toMatchObject({ lost: [] });
    await pressing(office).issue();
  });
});
