import { cleanup, render, screen, within } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { applicationContext } from '#renderer/state/application-context';
import { Application } from '#renderer/state/application.svelte';
import { LookingBack } from '#renderer/views/quarter/past/looking-back.svelte';
import { pastChoice } from '#renderer/views/quarter/past/past-address';
import { barHeight, barRows } from '#renderer/views/quarter/past/past-bars';
import { tablesHtml, tableText } from '#renderer/views/quarter/past/past-copy';
import { pastFacets } from '#renderer/views/quarter/past/past-search';
import type { PastColumn } from '#shared/contract/looking-back';
import { vi as vietnamese } from '#shared/messages/vi';
import type { PastTable } from '#shared/paper/past-tables';
import { eventually } from '#tests/support/eventually';
import { FakeBackend, openLibrary } from '#tests/support/fake-backend';
import LookingBackPage from '../../../renderer/views/quarter/past/LookingBackPage.svelte';

const column = (period: string, all: number): PastColumn => ({
  period,
  units: { asked: 0, answered: 0, nil: 0, late: null },
  figures: all === 0 ? [] : [{ of: 'all', key: '', count: all }],
});
const table: PastTable = {
  key: 'quality',
  title: 'Chất <lượng>',
  rows: [
    { label: 'Yếu', values: [1250, null, 2], figure: { of: 'weak', key: '' }, isShare: false },
    { label: 'Không', values: [0, 0, 0], figure: null, isShare: false },
    { label: 'Tỷ lệ', values: [0.5, null, 0.125], figure: null, isShare: true },
  ],
};

describe('periods side by side', () => {
  it('begin where the library begins, and keep the one that is looked at', async () => {
    const counts = new Map([['2026-Q2', 3]]);
    const backend = new FakeBackend({
      answers: {
        'lookingBack.compare': ({ periods }) =>
          Promise.resolve(periods.map((period) => column(period, counts.get(period) ?? 0))),
      },
    });
    const past = new LookingBack(backend);
    await past.show(['2026-Q1', '2026-Q2', '2026-Q3', '2026-Q4']);
    expect(past.columns?.map(({ period }) => period)).toEqual(['2026-Q2', '2026-Q3', '2026-Q4']);
    expect(past.isEmpty).toBe(false);
    await past.show(['2025-Q1', '2025-Q2']);
    expect(past.columns?.map(({ period }) => period)).toEqual(['2025-Q2']);
    expect(past.isEmpty).toBe(true);
  });

  it('are not overtaken by an earlier answer', async () => {
    const waiting: ((columns: PastColumn[]) => void)[] = [];
    const backend = new FakeBackend({
      answers: {
        'lookingBack.compare': () => new Promise((resolve) => waiting.push(resolve)),
      },
    });
    const past = new LookingBack(backend);
    const asked = [past.show(['2026-Q1']), past.show(['2026-Q2'])];
    await eventually(() => {
      expect(waiting).toHaveLength(2);
    });
    waiting[1]?.([column('2026-Q2', 1)]);
    waiting[0]?.([column('2026-Q1', 1)]);
    await Promise.all(asked);
    expect(past.columns?.map(({ period }) => period)).toEqual(['2026-Q2']);
  });

  it('are counted once more, and no oftener, after all that changes while they are counted', async () => {
    const waiting: (() => void)[] = [];
    let count = 0;
    const backend = new FakeBackend({
      answers: {
        'lookingBack.compare': () => {
          count += 1;
          const columns = [column('2026-Q1', count)];
          return new Promise((resolve) => {
            waiting.push(() => {
              resolve(columns);
            });
          });
        },
      },
    });
    const past = new LookingBack(backend);
    const stop = past.follow();
    const shown = past.show(['2026-Q1']);
    for (let news = 0; news < 5; news += 1) backend.emit('practices.changed', { ids: [] });
    expect(count).toBe(1);
    waiting[0]?.();
    await eventually(() => {
      expect(count).toBe(2);
    });
    waiting[1]?.();
    await shown;
    expect(past.columns?.[0]?.figures[0]?.count).toBe(2);
    expect(count).toBe(2);
    stop();
  });

  it('are chosen by the address, which may hold anything', () => {
    expect(pastChoice('2026-Q4', ['2026-Q4', 'looking-back'])).toEqual({ kind: 'quarters', count: 5 });
    expect(pastChoice('2026-Y', ['2026-Y', 'looking-back'])).toEqual({ kind: 'Y', count: 4 });
    expect(pastChoice('2026-Q4', ['', '', 'same', '12'])).toEqual({ kind: 'same', count: 12 });
    expect(pastChoice('2026-Q4', ['', '', 'constructor', '-1'])).toEqual({ kind: 'quarters', count: 5 });
  });

  it('have bars of one scale, none for nothing, and a share of the whole', () => {
    const rows = barRows(table);
    expect(rows.map(({ label }) => label)).toEqual(['Yếu', 'Tỷ lệ']);
    expect(rows[0]?.bars.map(({ height }) => height)).toEqual([barHeight, 0, 2]);
    expect(rows[1]?.bars.map(({ height }) => height)).toEqual([barHeight / 2, 0, barHeight / 8]);
    const ends = rows[0]?.bars.map(({ x, width }) => x + width) ?? [];
    expect(Math.max(...ends)).toBeLessThanOrEqual(100);
  });

  it('are copied as plain digits, and what people wrote is text', () => {
    const copied = { heads: ['Q.I/2026', 'Q.II/2026', 'Q.III/2026'], messages: vietnamese };
    expect(tableText(table, copied)).toBe(
      'Nội dung\tQ.I/2026\tQ.II/2026\tQ.III/2026\nYếu\t1250\t–\t2\nKhông\t0\t0\t0\nTỷ lệ\t50%\t–\t13%',
    );
    const html = tablesHtml([table, { ...table, rows: [] }], copied);
    expect(html).toContain('Chất &lt;lượng&gt;');
    expect(html.match(/<table/g)).toHaveLength(1);
  });

  it('lead to the search where it can say the same', () => {
    const of = (figure: Parameters<typeof pastFacets>[0]) => pastFacets(figure, '2026-6M', ['Sở A', 'Sở cũ']);
    const own = { office: ['Sở A', 'Sở cũ'], period: ['2026-6M', '2026-Q1', '2026-Q2'] };
    expect(of({ of: 'field', key: 'y-te' })).toEqual({ ...own, field: ['y-te'] });
    expect(of({ of: 'submitted', key: '' })).toEqual({
      ...own,
      status: ['submitted', 'returned', 'approved'],
    });
    expect(of({ of: 'field', key: '' })).toBeNull();
    expect(of({ of: 'adopted', key: '' })).toBeNull();
    expect(pastFacets({ of: 'all', key: '' }, '2026-Q1', [])).toBeNull();
  });
});

describe('the page', () => {
  beforeEach(() => {
    // jsdom knows no dialogs, and nothing is out of its sight.
    Element.prototype.scrollIntoView = () => undefined;
    HTMLDialogElement.prototype.showModal = function (this: HTMLDialogElement) {
      this.open = true;
    };
    HTMLDialogElement.prototype.close = function (this: HTMLDialogElement) {
      this.open = false;
    };
  });
  afterEach(cleanup);

  it('names the practices behind a figure', async () => {
    const id = '0192f0c1-0000-7000-8000-000000000001';
    const backend = new FakeBackend({
      library: openLibrary,
      answers: {
        'lookingBack.compare': ({ periods }) =>
          Promise.resolve(periods.map((period) => column(period, period === '2026-Q3' ? 2 : 0))),
        'lookingBack.practices': ({ period, figure }) =>
          Promise.resolve([{ id, title: `${figure.of} ${period}`, office: 'Sở A', period: '2026-Q3' }]),
      },
    });
    const props = { period: '2026-Q4', path: ['2026-Q4', 'looking-back'] };
    render(LookingBackPage, { props, context: applicationContext(new Application(backend)) });
    const button = await screen.findByRole('button', { name: 'Bài của kỳ, Quý III/2026: 2. Xem các bài.' });
    await userEvent.click(button);
    const dialog = await screen.findByRole('dialog');
    expect(await within(dialog).findByRole('link', { name: 'all 2026-Q3' })).toHaveProperty(
      'hash',
      `#/practice/${id}`,
    );
    expect(backend.calls.filter(({ operation }) => operation === 'lookingBack.compare')).toHaveLength(1);
  });
});
