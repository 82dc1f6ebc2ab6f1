import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { layout } from '#core/library/layout';
import type { Output } from '#shared/contract/contract';
import { pairOf } from '#shared/model/near-duplicate';
import { edited, written } from '#tests/core/near-duplicates/written';
import { endedJob } from '#tests/support/ended-job';
import { eventually } from '#tests/support/eventually';
import { startCore, startOffice, type TestOffice } from '#tests/support/office';
import { randomFrom } from '#tests/support/random';

const peer = '0193e4a0-0000-7000-8000-0000000000bb';
const idOf = (number: number): string => `0193e4a0-0000-7000-8000-${String(number).padStart(12, '0')}`;

function put({ path }: TestOffice, number: number, title: string, sections: readonly string[]): void {
  const folder = join(path, layout.practice(idOf(number)));
  mkdirSync(folder, { recursive: true });
  const [purpose = '', steps = ''] = sections;
  writeFileSync(
    join(folder, 'practice.md'),
    `---\nformat: "1.0"\nid: ${idOf(number)}\norigin: ${peer}\nlanguage: vi\ntitle: ${title}\nperiod: 2026-Q${String(1 + (number % 4))}\n---\n\n## Mục đích\n\n${purpose}\n\n## Các bước thực hiện\n\n${steps}\n`,
  );
}

async function listed(
  { core }: TestOffice,
  period: string | null = null,
): Promise<Output<'nearDuplicates.list'>> {
  expect(await endedJob(core, await core.invoke('nearDuplicates.look', {}))).toMatchObject({ state: 'done' });
  return core.invoke('nearDuplicates.list', { period, practice: null });
}

/** Six unrelated practices, and a copy of the first one with some words changed and its sections in the other order. */
async function officeWithCopies(): Promise<TestOffice> {
  const random = randomFrom(9);
  const office = await startOffice();
  for (let number = 1; number <= 6; number += 1) {
    const sections = [written(random, 120).join(' '), `${written(random, 120).join(' ')} đạt 1.250 hồ sơ.`];
    put(office, number, `Bài ${String(number)}`, sections);
    if (number > 1) continue;
    const [first = '', second = ''] = sections.map((text) => edited(random, text.split(' '), 0.05).join(' '));
    put(office, 7, 'BÀI  1', [second, first]);
  }
  await eventually(async () => {
    expect(await office.core.invoke('practices.list', {})).toHaveLength(7);
  });
  return office;
}

describe('near copies of a library', () => {
  it('are looked for, shown side by side, decided about and undone', async () => {
    const office = await officeWithCopies();
    const { core } = office;
    expect(await core.invoke('nearDuplicates.list', { period: null, practice: null })).toEqual({
      looked: false,
      current: false,
      pairs: [],
    });
    const { looked, current, pairs } = await listed(office);
    expect({ looked, current }).toEqual({ looked: true, current: true });
    expect(pairs).toMatchObject([
      { practices: [{ id: idOf(1) }, { id: idOf(7) }], sameTitle: true, basedOn: false, decision: null },
    ]);
    expect(pairs[0]?.degree).toBeGreaterThan(0.6);
    const practices = pairOf(idOf(1), idOf(7));
    const { figures, passages } = await core.invoke('nearDuplicates.compare', { practices });
    expect(figures).toEqual(['1.250']);
    expect(new Set(passages.map(({ sides }) => sides.map(({ part }) => part).join(' ')))).toEqual(
      new Set(['purpose steps', 'steps purpose']),
    );
    for (const { sides } of passages) {
      const [here, there] = sides.map(({ pieces }) =>
        pieces.filter(({ same }) => same).map(({ text }) => text),
      );
      expect(here).toEqual(there);
    }
    const decision = { type: 'same', main: idOf(1) } as const;
    const decided = await core.invoke('nearDuplicates.decide', { practices, base: null, decision });
    if (decided.type !== 'decided') throw new Error(decided.type);
    expect((await listed(office)).pairs).toMatchObject([
      { decision: { type: 'same', main: idOf(1), holds: true } },
    ]);
    expect(await core.invoke('nearDuplicates.undo', { practices, at: decided.at })).toEqual({
      type: 'undone',
    });
    expect((await listed(office)).pairs).toMatchObject([{ decision: null }]);
  });

  it('are those of a period where one of both is of it', async () => {
    const office = await officeWithCopies();
    expect((await listed(office, '2026-Q2')).pairs).toHaveLength(1);
    expect((await listed(office, '2026-Q4')).pairs).toHaveLength(1);
    expect((await listed(office, '2026-Q3')).pairs).toHaveLength(0);
  });

  it('are asked about by a question to the office that wrote one, which is withdrawn with the decision', async () => {
    const office = await officeWithCopies();
    const { core, path } = office;
    const questions = async (): Promise<string[]> =>
      (await core.invoke('statements.about', { practice: idOf(7) })).questions.map(({ text }) => text);
    const practices = pairOf(idOf(1), idOf(7));
    const decision = { type: 'asked', of: idOf(7), question: 'Có phải một cách làm?' } as const;
    const decided = await core.invoke('nearDuplicates.decide', { practices, base: null, decision });
    if (decided.type !== 'decided') throw new Error(decided.type);
    expect(await questions()).toEqual(['Có phải một cách làm?']);
    expect(await core.invoke('nearDuplicates.decide', { practices, base: null, decision })).toEqual({
      type: 'changed',
    });
    expect(await questions()).toHaveLength(1);
    await core.invoke('nearDuplicates.undo', { practices, at: decided.at });
    expect(await questions()).toEqual([]);
    expect(readdirSync(join(path, layout.nearDuplicates))).toEqual([]);
  });

  it('follow a change of one text', async () => {
    const home = randomFrom(1);
    const office = await officeWithCopies();
    const first = await listed(office);
    put(office, 7, 'Bài khác', [written(home, 120).join(' '), written(home, 120).join(' ')]);
    await eventually(async () => {
      const { current } = await office.core.invoke('nearDuplicates.list', { period: null, practice: null });
      expect(current).toBe(false);
    });
    expect(first.pairs).toHaveLength(1);
    expect((await listed(office)).pairs).toEqual([]);
  });

  it('are not looked for without a library', async () => {
    const core = await startCore();
    await expect(core.invoke('nearDuplicates.look', {})).rejects.toMatchObject({ code: 'no-library' });
  });
});
