import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { RememberedTexts } from '#core/practices/remembered-texts';
import { startCore, startOffice } from '#tests/support/office';

const id = (number: number): string => `0193e4a0-0000-7000-8000-${String(number).padStart(12, '0')}`;

describe('texts that editors write on', () => {
  it('take no more memory than they may, and what is given back is what was put in (property)', () => {
    const step = fc.record({
      practice: fc.integer({ min: 1, max: 5 }),
      hash: fc.constantFrom('a', 'b', 'c', 'constructor', '__proto__'),
      length: fc.integer({ min: 0, max: 60 }),
      asks: fc.boolean(),
    });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
        const texts = new RememberedTexts(200);
        const put = new Map<string, string>();
        for (const { practice, hash, length, asks } of steps) {
          const key = `${String(practice)} ${hash}`;
          if (asks) {
            const found = texts.get(id(practice), hash);
            if (found !== undefined) expect(found).toBe(put.get(key));
            continue;
          }
          const text = key.padEnd(length);
          put.set(key, text);
          texts.add(id(practice), hash, text);
          expect(texts.bytes).toBeLessThanOrEqual(200);
          // Nothing that fits is let go at once.
          if (text.length * 2 <= 40) expect(texts.get(id(practice), hash)).toBe(text);
        }
      }),
    );
  });

  it('stay for an idle editor while another practice is saved again and again', () => {
    const texts = new RememberedTexts(10_000);
    texts.add(id(1), 'base', 'x'.repeat(1_000));
    for (let save = 0; save < 100; save += 1) texts.add(id(2), String(save), 'y'.repeat(1_000));
    expect(texts.get(id(1), 'base')).toBeDefined();
    expect(texts.get(id(2), '99')).toBeDefined();
    expect(texts.get(id(2), '0')).toBeUndefined();
  });
});

describe('a save on a base of before', () => {
  it('is put together however many other practices were read since', async () => {
    const { core, path } = await startOffice();
    const created = await core.invoke('practices.create', { language: 'vi', title: 'Một' });
    const ids = Array.from({ length: 214 }, (_, number) => id(number));
    const [folder, text] = [join(path, 'practices'), 'practice.md'];
    const given = readFileSync(join(folder, created.summary.id, text), 'utf8');
    for (const other of ids) {
      mkdirSync(join(folder, other));
      writeFileSync(join(folder, other, text), given.replace(created.summary.id, other));
    }
    await core.invoke('library.refresh', {});
    const { id: one } = created.summary;
    const base = created.hash;
    await core.invoke('practices.save', { id: one, base, fields: { title: 'Của người kia' }, sections: {} });
    await core.invoke('bulk.preview', { ids, change: { type: 'step', step: 'approve' } });
    await core.invoke('library.refresh', {});
    const mine = { id: one, base, fields: { summary: 'Của tôi' }, sections: {} };
    expect(await core.invoke('practices.save', mine)).toMatchObject({
      type: 'saved',
      practice: { frontMatter: { title: 'Của người kia', summary: 'Của tôi' } },
    });
  });

  it('is put together after a restart where the base was minted, and stays a question where it is lost', async () => {
    const { core, path } = await startOffice();
    const { summary, hash: draft } = await core.invoke('practices.create', { language: 'vi', title: 'Một' });
    const { id: one } = summary;
    await core.invoke('practices.mint', { id: one });
    const got = await core.invoke('practices.get', { id: one });
    if (got.type !== 'practice') throw new Error(got.type);
    const { hash: base } = got.practice;
    await core.invoke('practices.save', { id: one, base, fields: { title: 'Của người kia' }, sections: {} });
    const restarted = await startCore();
    await restarted.invoke('library.open', { path });
    const mine = { id: one, fields: { summary: 'Của tôi' }, sections: {} };
    expect(await restarted.invoke('practices.save', { ...mine, base: draft })).toMatchObject({
      type: 'conflict',
    });
    expect(await restarted.invoke('practices.save', { ...mine, base })).toMatchObject({
      type: 'saved',
      practice: { frontMatter: { title: 'Của người kia', summary: 'Của tôi' } },
    });
  });
});
