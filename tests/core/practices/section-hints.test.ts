import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parsePractice } from '#core/practices/document';
import { earlierHints } from '#core/practices/earlier-hints';
import { readBody } from '#core/practices/section-hints';
import { checkCompleteness } from '#shared/model/completeness';
import { startOffice } from '#tests/support/office';

const steps =
  'Liệt kê từng bước theo thứ tự 1., 2., 3.: thành lập, tập huấn, ra quân, theo dõi; ai làm, trong bao lâu?';
const asked = `> Gợi ý: ${steps}`;

describe('guiding questions that templates once wrote into the text', () => {
  it.each([
    ['as it was', asked, ''],
    ['decomposed', asked.normalize('NFD'), ''],
    ['escaped and broken into lines', asked.replace('1.', '1\\.').replace(', ra quân', ',\n> ra quân'), ''],
    ['typed into', asked.replace('làm,', 'làBước một.m,'), 'Bước một.'],
    ['typed at its end', `${asked} Bước một.`, 'Bước một.'],
    ['typed before it', asked.replace('> ', '> Bước một. '), 'unchanged'],
    ['typed behind Enter', `${asked}\n>\n> Bước một.\n>\n> - Bước hai.`, 'Bước một.\n\n- Bước hai.'],
    ['written below', `${asked}\n\nBước một.\n\n> Trích: nguyên văn.`, 'Bước một.\n\n> Trích: nguyên văn.'],
    ['written above', `Bước một.\r\n\r\n${asked}`, 'Bước một.'],
    ['changed', asked.replace('từng bước', 'bước'), 'unchanged'],
    ['of somebody else', '> Gợi ý: hãy đến sớm.\n>\n> Và về muộn.', 'unchanged'],
    ['no quotation', `Gợi ý: ${steps}`, 'unchanged'],
    ['deeper', `> ${asked}`, 'unchanged'],
  ])('%s', (_name, raw, expected) => {
    const { body, hint } = readBody(raw);
    expect(body).toBe(expected === 'unchanged' ? raw : expected);
    expect(hint).toBe(expected === 'unchanged' ? undefined : steps);
  });

  it('are found in all templates that ever were', () => {
    expect(new Set(earlierHints).size).toBe(54);
    for (const hint of earlierHints) expect(readBody(`> ${hint}`)).toMatchObject({ body: '' });
  });

  it('give back what was typed at any place, and leave all other text as it is', () => {
    const sorted = (text: string): string => Array.from(text).toSorted().join('').trim();
    const word = fc.stringMatching(/^[A-Z]{1,8}( [a-z0-9,]{1,6}){0,4}$/);
    fc.assert(
      fc.property(fc.constantFrom(...earlierHints), fc.nat(), word, (hint, place, typed) => {
        const at = 7 + (place % (hint.length - 6));
        const { body } = readBody(`> ${hint.slice(0, at)}${typed}${hint.slice(at)}`);
        // A letter that is the same on both sides of the gap may come from either.
        expect(sorted(body)).toBe(sorted(typed));
      }),
    );
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        expect(readBody(text).body).toBe(text);
      }),
    );
  });

  it('cost no more than their length', () => {
    const start = performance.now();
    readBody(`${'> Gợi ý: '.repeat(2_000)}\n`.repeat(200));
    readBody(`> ${earlierHints[0] ?? ''} ${'a '.repeat(9_000)}`);
    expect(performance.now() - start).toBeLessThan(20_000);
  });

  it('are shown as what to write, and nobody reads, counts or finds them', async () => {
    const { core, path } = await startOffice();
    const { summary } = await core.invoke('practices.create', { language: 'vi', title: 'Bài cũ' });
    const file = join(path, 'practices', summary.id, 'practice.md');
    const text = `${readFileSync(file, 'utf8')}\n## Các bước thực hiện\n\n${asked}\n\n## Mục đích\n\nĐã viết.\n`;
    writeFileSync(file, text);
    const found = await core.invoke('practices.get', { id: summary.id });
    if (found.type !== 'practice') throw new Error(found.type);
    const { practice } = found;
    expect(practice.hints).toEqual({ steps });
    expect(practice.sections.map(({ body }) => body)).toEqual(['', 'Đã viết.']);
    const missing = checkCompleteness(practice.frontMatter, practice.sections).missing.map(({ key }) => key);
    expect(missing).toContain('section:steps');
    const fields = {};
    const save = { id: summary.id, base: practice.hash, fields, sections: { purpose: 'Viết thêm.' } };
    const saved = await core.invoke('practices.save', save);
    expect(saved).toMatchObject({ type: 'saved', practice: { hints: { steps } } });
    expect(readFileSync(file, 'utf8')).toBe(text.replace('Đã viết.', 'Viết thêm.'));
    const base = saved.practice.hash;
    await core.invoke('practices.save', {
      id: summary.id,
      base,
      fields,
      sections: { steps: '1. Khảo sát.' },
    });
    const { sections } = parsePractice(readFileSync(file, 'utf8'));
    expect(sections.find(({ key }) => key === 'steps')).toMatchObject({
      body: '1. Khảo sát.',
      hint: undefined,
    });
  });

  it('go with a copy', async () => {
    const { core } = await startOffice();
    const [template] = await core.invoke('templates.list', { language: 'vi' });
    const made = await core.invoke('templates.start', { language: 'vi', key: template?.key ?? '' });
    const copy = await core.invoke('templates.copy', { id: made.summary.id, title: 'Bản chép' });
    expect(copy.hints).toEqual(made.hints);
  });
});
