import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { strFromU8, unzipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { createLookingBack } from '#core/looking-back/looking-back-operations';
import { pastSheet } from '#core/looking-back/past-sheet';
import type { PastColumn, PastFigure } from '#shared/contract/looking-back';
import { en } from '#shared/messages/en';
import { vi as vietnamese } from '#shared/messages/vi';
import { pastTables, shortPeriod } from '#shared/paper/past-tables';
import {
  type ExchangeOffice,
  exportPractices,
  moment,
  newOffice,
  receiveFile,
  takeInReviewed,
  writePractice,
} from '#tests/support/exchange';
import { startOffice, writeApproved } from '#tests/support/office';

const plain = (of: PastFigure['of']): PastFigure => ({ of, key: '' });
const countOf = (column: PastColumn | undefined, of: PastFigure['of'], key = ''): number =>
  column?.figures.find((figure) => figure.of === of && figure.key === key)?.count ?? 0;

function lookingBack({ library, statements }: ExchangeOffice): ReturnType<typeof createLookingBack> {
  return createLookingBack({ library, statements, platform: { now: () => moment } });
}

describe('looking back in a library', () => {
  it('counts what its files say, and says so again after they are gone or damaged', async () => {
    const { core, path } = await startOffice();
    const practice = await writeApproved(core, 'Ngầm hóa cáp');
    await core.invoke('practices.create', { language: 'vi', title: 'Chưa có kỳ' });
    const { id, period } = practice.summary;
    expect(period).toBe('2026-Q3');
    const compare = () => core.invoke('lookingBack.compare', { periods: ['2026-Q2', '2026-Q3', '2026-9M'] });
    await core.invoke('compilations.save', { period: '2026-Q3', base: null, foreword: '', items: [id] });
    const [before, quarter, months] = await compare();
    expect(before?.figures).toEqual([]);
    for (const column of [quarter, months]) {
      expect(countOf(column, 'approved')).toBe(1);
      expect(countOf(column, 'chosen')).toBe(1);
      expect(countOf(column, 'issued')).toBe(0);
      expect(countOf(column, 'field', 'ha-tang-so')).toBe(1);
      expect(countOf(column, 'evidence', 'self-reported')).toBe(1);
    }
    const behind = (of: PastFigure['of']) =>
      core.invoke('lookingBack.practices', { period: '2026-9M', figure: plain(of) });
    expect((await behind('chosen')).map(({ title }) => title)).toEqual(['Ngầm hóa cáp']);
    expect(await behind('weak')).toEqual([]);

    const compilation = join(path, 'compilations/2026-Q3/compilation.json');
    writeFileSync(compilation, '{ "format"');
    expect(countOf((await compare())[1], 'chosen')).toBe(0);
    expect(countOf((await compare())[1], 'approved')).toBe(1);
  });

  it('counts units that have nothing to report until they send something', async () => {
    const { core, path } = await startOffice();
    const nilOf = (period: string, unit: string) => core.invoke('coverage.nil', { period, unit });
    await nilOf('2026-Q1', 'Phòng A');
    await nilOf('2026-Q2', 'phòng  a');
    await nilOf('2026-Q2', 'Xã constructor');
    const practice = await writeApproved(core, 'Của xã');
    const work = join(path, 'practices', practice.summary.id, 'work.json');
    const known = JSON.parse(readFileSync(work, 'utf8')) as object;
    writeFileSync(work, JSON.stringify({ ...known, unit: 'Xã Constructor' }));
    await core.invoke('library.refresh', {});
    const columns = await core.invoke('lookingBack.compare', { periods: ['2026-Q2', '2026-6M', '2026-9M'] });
    expect(columns.map(({ units: { answered, nil } }) => [answered, nil])).toEqual([
      [0, 2],
      [0, 2],
      [1, 1],
    ]);
  });

  it('knows what others have adopted once it is certain that it was they', async () => {
    const [a, b] = [await newOffice({ name: 'Sở A' }), await newOffice({ name: 'Sở B' })];
    const id = await writePractice(a, { title: 'Hay' });
    await takeInReviewed(b, await receiveFile(b, await exportPractices(a, [id])));
    await b.handlers['statements.adopt']({
      ...{ practice: id, where: 'Toàn tỉnh', since: null, result: '', changed: '', own: null },
    });
    const said = (await b.statements.about(id)).find(({ statement }) => statement.type === 'adoption');
    if (!said) throw new Error('nothing was said');
    const period = '2026-Q3';
    const adopted = async (): Promise<number> =>
      countOf((await lookingBack(a)['lookingBack.compare']({ periods: [period] }))[0], 'adopted');
    expect(await adopted()).toBe(0);
    // Without a seal anybody can have written it.
    mkdirSync(join(a.root, 'statements'), { recursive: true });
    const file = join(a.root, 'statements', `${said.statement.id}.json`);
    writeFileSync(file, said.bytes);
    expect(await adopted()).toBe(0);
    const own = await writePractice(b, { title: 'Của B' });
    await takeInReviewed(a, await receiveFile(a, await exportPractices(b, [own])));
    expect(await adopted()).toBe(1);
  });
});

describe('the tables of periods', () => {
  const column = (period: string, figures: PastColumn['figures'], late: number | null): PastColumn => ({
    period,
    units: { asked: 5, answered: 3, nil: 1, late },
    figures,
  });
  const columns = [
    column('2026-6M', [], null),
    column(
      '2026-Y',
      [
        { of: 'all', key: '', count: 8 },
        { of: 'weak', key: '', count: 2 },
        { of: 'field', key: '', count: 5 },
        { of: 'field', key: 'y-te', count: 3 },
        { of: 'field', key: 'constructor', count: 3 },
      ],
      0,
    ),
  ];
  const fields = [{ key: 'y-te', vi: 'Y tế', en: 'Health' }];
  const words = { messages: vietnamese, language: 'vi', fields } as const;

  it('know a figure of nothing from one that is not known, and put what names no field last', () => {
    const rows = new Map(pastTables(columns, words).map((table) => [table.key, table.rows]));
    expect(rows.get('units')?.map(({ values }) => values)).toContainEqual([null, 0]);
    expect(rows.get('quality')?.at(-1)).toMatchObject({ values: [null, 0.25], isShare: true });
    expect(rows.get('fields')?.map(({ label }) => label)).toEqual([
      'constructor',
      'Y tế',
      'Chưa ghi lĩnh vực',
    ]);
    // Levels of evidence are all there; "none given" only where there is such a practice.
    expect(rows.get('evidence')).toHaveLength(4);
  });

  it('name periods shortly in both languages', () => {
    const short = ['2026-Q4', '2026-9M', '2026-Y'];
    expect(short.map((period) => shortPeriod(period, vietnamese, 'vi'))).toEqual([
      'Q.IV/2026',
      '9T/2026',
      '2026',
    ]);
    expect(short.map((period) => shortPeriod(period, en, 'en'))).toEqual(['Q4 2026', '9M 2026', '2026']);
  });

  it('are a sheet in which figures are figures and nothing is a formula', async () => {
    const evil = [{ key: 'y-te', vi: '=HYPERLINK("x")', en: '' }];
    const bytes = await pastSheet(columns, { ...words, fields: evil, office: 'Sở A' });
    const entries = unzipSync(bytes);
    const sheet = strFromU8(entries['xl/worksheets/sheet1.xml'] ?? new Uint8Array());
    expect(sheet).not.toContain('<f>');
    expect(sheet).toContain('<v>0.25</v>');
    expect(strFromU8(entries['xl/sharedStrings.xml'] ?? new Uint8Array())).toContain('=HYPERLINK');
  });
});
