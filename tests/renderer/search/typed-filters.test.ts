import { cleanup, fireEvent, render, screen } from '@testing-library/svelte';
import fc from 'fast-check';
import { afterEach, describe, expect, it } from 'vitest';
import { applicationContext } from '#renderer/state/application-context';
import { Application } from '#renderer/state/application.svelte';
import { chosenValues, replacedPiece, withoutPiece } from '#renderer/state/typed-filters';
import type { NotUnderstood, SearchAnswer, SearchQuery, Understood } from '#shared/model/search';
import { FakeBackend, openLibrary } from '#tests/support/fake-backend';
import QueryHint from '../../../renderer/views/search/QueryHint.svelte';
import FilterChips from '../../../renderer/views/search/FilterChips.svelte';
import SearchBox from '../../../renderer/views/frame/SearchBox.svelte';

afterEach(cleanup);

const nothing: SearchAnswer = {
  total: 0,
  hits: [],
  facets: {},
  took: 1,
  unknownWords: [],
  suggestion: null,
};
const quarter: Understood = { facet: 'period', values: ['2024-Q4'], excluded: false, typed: 'quý:4/2024' };
const year: Understood = {
  facet: 'period',
  values: ['2024-Q3', '2024-Q4'],
  year: 2024,
  excluded: false,
  typed: 'năm:2024',
};
const notFigures: Understood = { facet: 'has', values: ['figures'], excluded: true, typed: '-có:"số liệu"' };

/** A page whose host understands these filters wherever they stand in the text. */
async function page(
  known: readonly Understood[],
  notUnderstood: NotUnderstood[] = [],
): Promise<{ app: Application; asked: SearchQuery[]; context: Map<unknown, unknown> }> {
  const asked: SearchQuery[] = [];
  const backend = new FakeBackend({
    library: openLibrary,
    answers: {
      'search.query': (query) => {
        asked.push(query);
        const understood = known.filter(({ typed }) => query.text.includes(typed));
        return Promise.resolve({ ...nothing, understood, notUnderstood });
      },
    },
  });
  const app = new Application(backend);
  await app.start();
  return { app, asked, context: applicationContext(app) };
}

describe('the text without a filter', () => {
  it.each([
    ['cáp tỉnh:Huế ngầm', 'tỉnh:Huế', 'cáp ngầm'],
    ['tỉnh:Huế', 'tỉnh:Huế', ''],
    ['tỉnh:Huế cáp ', 'tỉnh:Huế', 'cáp '],
    ['cáp', 'tỉnh:Huế', 'cáp'],
    ['cáp ti\u0309nh:Hue\u0302\u0301', 'tỉnh:Huế', 'cáp '],
  ])('%j without %j is %j', (text, piece, rest) => {
    expect(withoutPiece(text, piece)).toBe(rest);
  });

  it('holds everything else, whatever stands there', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (before, after) => {
        const left = withoutPiece(`${before} §x§ ${after}`, '§x§');
        expect(left.replace(/\s/g, '')).toBe(`${before}${after}`.normalize('NFC').replace(/\s/g, ''));
        expect(replacedPiece(`${before}§x§`, '§x§', '$&')).toBe(`${before.normalize('NFC')}$&`);
      }),
    );
  });

  it('counts with what is chosen as one', () => {
    expect(chosenValues({ period: ['2024-Q4', '2025-Q1'] }, [year, notFigures])).toEqual({
      period: ['2024-Q4', '2025-Q1', '2024-Q3'],
    });
  });
});

describe('the bar of filters', () => {
  it('shows typed filters like chosen ones, and takes them out of the text', async () => {
    const { app, context } = await page([quarter, notFigures]);
    render(FilterChips, { context });
    app.search.toggle('language', 'en');
    app.search.setText('cáp quý:4/2024 -có:"số liệu"');
    await screen.findByRole('button', { name: 'Bỏ lọc Quý IV/2024' });
    const labels = screen.getAllByRole('listitem').map(({ textContent }) => textContent.trim());
    expect(labels.slice(0, 3)).toEqual([
      'Kỳ báo cáo: Quý IV/2024',
      'Trừ có sẵn: Có số liệu',
      'Ngôn ngữ: Tiếng Anh',
    ]);
    await fireEvent.click(screen.getByRole('button', { name: 'Bỏ lọc Quý IV/2024' }));
    await expect.poll(() => screen.queryByRole('button', { name: 'Bỏ lọc Quý IV/2024' })).toBeNull();
    expect(app.search.text).toBe('cáp -có:"số liệu"');
    await fireEvent.click(screen.getByRole('button', { name: 'Bỏ hết lọc' }));
    expect([app.search.text, app.search.facets]).toEqual(['cáp ', {}]);
  });

  it('names a typed year as one, and keeps its other periods when one is taken away', async () => {
    const { app, asked, context } = await page([year]);
    render(FilterChips, { context });
    app.search.setText('năm:2024 cáp');
    await screen.findByRole('button', { name: 'Bỏ lọc Năm 2024' });
    expect(app.search.chosen).toEqual({ period: ['2024-Q3', '2024-Q4'] });
    app.search.toggle('period', '2024-Q3');
    expect(asked.at(-1)).toMatchObject({ text: 'cáp', facets: { period: ['2024-Q4'] } });
  });
});

describe('what was not understood', () => {
  it('is said in one line, with what may be meant as a button', async () => {
    const { app, context } = await page(
      [],
      [
        {
          problem: 'value',
          facet: 'province',
          typed: 'tỉnh:"Hà Tĩn"',
          pending: false,
          corrections: [{ label: 'Hà Tĩnh', typed: 'tỉnh:"Hà Tĩnh"' }],
        },
        { problem: 'wide-word', typed: '*a*', most: 200 },
        { problem: 'many-words', most: 30 },
      ],
    );
    app.search.setText('cáp -tỉnh:"Hà Tĩn" *a*');
    await expect.poll(() => app.search.answer).not.toBeNull();
    render(QueryHint, { props: { answer: app.search.answer ?? nothing }, context });
    const lines = [...document.querySelectorAll('p')].map(({ textContent }) =>
      textContent.replace(/\s+/g, ' ').trim(),
    );
    expect(lines).toEqual([
      'Không hiểu “tỉnh:Hà Tĩn” là tỉnh nào; đã tìm như chữ thường. Hà Tĩnh',
      '“*a*” ứng với quá nhiều từ; chỉ tìm theo 200 từ đầu tiên.',
      'Chỉ tìm theo 30 từ đầu, các từ sau đã bỏ qua.',
    ]);
    await fireEvent.click(screen.getByRole('button', { name: 'Hà Tĩnh' }));
    expect(app.search.text).toBe('cáp -tỉnh:"Hà Tĩnh" *a*');
  });
});

describe('the help beside the box', () => {
  it('opens, is left with Escape, and tries an example', async () => {
    const { app, asked, context } = await page([]);
    render(SearchBox, { context });
    const button = screen.getByRole('button', { name: 'Cách tìm' });
    await fireEvent.click(button);
    expect(button.getAttribute('aria-expanded')).toBe('true');
    const example = screen.getByRole('button', { name: 'tỉnh:"Hải Phòng"' });
    example.focus();
    await fireEvent.keyDown(example, { key: 'Escape' });
    expect(screen.queryByRole('button', { name: 'tỉnh:"Hải Phòng"' })).toBeNull();
    expect(document.activeElement).toBe(button);
    await fireEvent.click(button);
    await fireEvent.click(screen.getByRole('button', { name: 'tỉnh:"Hải Phòng"' }));
    expect(asked.at(-1)?.text).toBe('tỉnh:"Hải Phòng"');
    expect(screen.queryByText('ng*m')).toBeNull();
    await expect.poll(() => app.router.place.screen).toBe('search');
    expect(document.activeElement).toBe(screen.getByRole('searchbox'));
  });
});
