import { readFileSync } from 'node:fs';
import { cleanup, fireEvent, render, screen } from '@testing-library/svelte';
import fc from 'fast-check';
import { afterEach, describe, expect, it } from 'vitest';
import { applicationContext } from '#renderer/state/application-context';
import { Application } from '#renderer/state/application.svelte';
import { drawMap } from '#renderer/views/search/map/map-drawing';
import { labelPlace, provinceOutlines, type Ring } from '#renderer/views/search/map/map-geometry';
import { shadeOf, shadesUpTo } from '#renderer/views/search/map/shades';
import { Failure } from '#shared/failure';
import { en } from '#shared/messages/en';
import { type Province, provinceSchema } from '#shared/model/province';
import { provinceMapSchema } from '#shared/model/province-map';
import type { SearchQuery } from '#shared/model/search';
import type { Settings } from '#shared/model/settings';
import { FakeBackend, openLibrary } from '#tests/support/fake-backend';
import FilterColumn from '../../../renderer/views/search/FilterColumn.svelte';

afterEach(cleanup);

const read = (file: string): unknown => JSON.parse(readFileSync(`resources/${file}`, 'utf8'));
const map = provinceMapSchema.parse(read('vn34.topojson'));
const provinces: Province[] = provinceSchema.array().parse(read('provinces.json'));
const today = provinces.filter(({ successor }) => successor === null);
const haiPhong = '31@2025-07-01';
const canTho = '92@2025-07-01';

/** The filter column over a host that found this many in each province. */
async function page(counts: Record<string, number>, settings: Partial<Settings> = {}) {
  const asked: SearchQuery[] = [];
  const backend = new FakeBackend({
    library: openLibrary,
    settings,
    reference: { provinces, fields: [], topics: [], sources: [] },
    answers: {
      'reference.map': () => Promise.resolve(map),
      'search.query': (query) => {
        asked.push(query);
        return Promise.resolve({
          total: 1,
          hits: [],
          facets: { province: Object.entries(counts).map(([value, count]) => ({ value, count })) },
          took: 1,
          unknownWords: [],
          suggestion: null,
        });
      },
    },
  });
  const app = new Application(backend);
  await app.start();
  await app.search.run();
  render(FilterColumn, { context: applicationContext(app) });
  return { app, asked, backend };
}

async function showMap(name = 'Bản đồ'): Promise<HTMLElement> {
  await fireEvent.click(screen.getByRole('button', { name }));
  return screen.findByRole('listbox', {}, { timeout: 15_000 });
}

const active = (box: HTMLElement): string | null | undefined =>
  document.getElementById(box.getAttribute('aria-activedescendant') ?? '')?.getAttribute('aria-label');

describe('the drawing', () => {
  const drawn = drawMap(map);

  it('has an outline for every province of today, inside the picture', () => {
    expect(new Set(drawn.provinces.map(({ code }) => code))).toEqual(new Set(today.map(({ code }) => code)));
    for (const { code, path, label } of drawn.provinces) {
      const numbers = [...path.matchAll(/([\d.-]+),([\d.-]+)/g)];
      expect(numbers.length).toBeGreaterThan(8);
      for (const [, x, y] of numbers) {
        expect(Number(x)).toBeGreaterThanOrEqual(0);
        expect(Number(x)).toBeLessThanOrEqual(drawn.width);
        expect(Number(y)).toBeGreaterThanOrEqual(0);
        expect(Number(y)).toBeLessThanOrEqual(drawn.height);
      }
      expect([code, label.width > 8]).toEqual([code, true]);
    }
  });

  it('holds both archipelagos with all their islets, each in a frame that covers no land', () => {
    const insets = drawn.provinces.flatMap(({ code, inset }) => (inset ? [{ code, ...inset }] : []));
    expect(insets.map(({ code, key, dots }) => [code, key, dots.length])).toEqual([
      ['48', 'hoangSa', 11],
      ['56', 'truongSa', 84],
    ]);
    const points = drawn.provinces.flatMap(({ path }) =>
      [...path.matchAll(/([\d.-]+),([\d.-]+)/g)].map(([, x, y]) => [Number(x), Number(y)] as const),
    );
    for (const { frame, dots } of insets) {
      const within = ([x, y]: readonly [number, number]): boolean =>
        x >= frame.left && x <= frame.right && y >= frame.top && y <= frame.bottom;
      expect(points.filter(within)).toEqual([]);
      expect(dots.every(within)).toBe(true);
      expect(frame.right).toBeLessThanOrEqual(drawn.width);
      expect(frame.bottom).toBeLessThanOrEqual(drawn.height);
    }
  });

  it('leaves no part of a province out', () => {
    const outlines = new Map(provinceOutlines(map).map((outline) => [outline.code, outline.polygons]));
    for (const { code, path, inset } of drawn.provinces) {
      const rings = (text: string): number => text.split('M').length - 1;
      expect(rings(path) + rings(inset?.path ?? '')).toBe(outlines.get(code)?.flat().length);
    }
  });

  it('puts a label inside of its province', () => {
    const square: Ring = [
      [0, 0],
      [100, 0],
      [100, 20],
      [30, 20],
      [30, 100],
      [0, 100],
    ];
    const { x, y, width } = labelPlace(square, 10);
    expect([x, width]).toEqual([50, 100]);
    expect(y).toBeLessThanOrEqual(15);
  });
});

describe('the shades', () => {
  it('hold every number of results in just one range, darker for more, the most in the darkest', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 50_000 }), fc.nat(), (most, number) => {
        const shades = shadesUpTo(most);
        const count = (number % most) + 1;
        expect(shades.filter(({ from, to }) => from <= count && count <= to)).toHaveLength(1);
        expect(shadeOf(most, shades)).toBe(4);
        expect(shadeOf(0, shades)).toBe(0);
        expect(shadeOf(count, shades)).toBeGreaterThanOrEqual(shadeOf(Math.max(1, count - 1), shades));
      }),
    );
    expect(shadesUpTo(0)).toEqual([]);
  });
});

describe('the map in the filter column', () => {
  it('is fetched only when it is shown, and names every province with its results', async () => {
    const { backend, app } = await page({ [haiPhong]: 1204, [canTho]: 3 });
    const calls = (): number => backend.calls.filter(({ operation }) => operation === 'reference.map').length;
    expect(calls()).toBe(0);
    await showMap();
    expect(calls()).toBe(1);
    const names = screen.getAllByRole('option').map((option) => option.getAttribute('aria-label') ?? '');
    expect(names).toHaveLength(34);
    expect(names).toContain('Hải Phòng: 1.204 kết quả');
    expect(names).toContain('Cà Mau: chưa có kết quả');
    const bare = names.map((name) => name.split(':')[0] ?? '');
    expect(bare).toEqual(bare.toSorted((a, b) => a.localeCompare(b, 'vi')));
    expect(screen.getByText('Hoàng Sa')).toBeTruthy();
    expect(screen.getByText('Quần đảo Trường Sa')).toBeTruthy();
    expect(app.search.mapShown).toBe(true);
    await fireEvent.click(screen.getByRole('button', { name: 'Danh sách' }));
    expect(screen.queryByRole('listbox')).toBeNull();
    expect(screen.getAllByRole('checkbox')).toHaveLength(2);
  });

  it('chooses like the list does: several, and back again; nothing where nothing was found', async () => {
    const { app, asked } = await page({ [haiPhong]: 12, [canTho]: 3 });
    await showMap();
    await fireEvent.click(screen.getByRole('option', { name: /^Hải Phòng/ }));
    await fireEvent.click(screen.getByRole('option', { name: /^Cần Thơ/ }));
    expect(asked.at(-1)?.facets).toEqual({ province: [haiPhong, canTho] });
    const chosen = (): string[] =>
      screen.getAllByRole('option', { selected: true }).map(({ id }) => id.replace('map-', ''));
    await expect.poll(chosen).toEqual([canTho, haiPhong]);
    const before = asked.length;
    await fireEvent.click(screen.getByRole('option', { name: /^Cà Mau/ }));
    expect(asked).toHaveLength(before);
    await fireEvent.click(screen.getByRole('option', { name: /^Cần Thơ/ }));
    expect(app.search.facets).toEqual({ province: [haiPhong] });
  });

  it('is walked by the arrow keys in the order of the names; Enter and Space choose', async () => {
    const { app } = await page({ [haiPhong]: 12, '91@2025-07-01': 1 });
    const box = await showMap();
    await fireEvent.focus(box);
    expect(active(box)).toBe('An Giang: 1 kết quả');
    await fireEvent.keyDown(box, { key: 'ArrowUp' });
    expect(active(box)).toBe('An Giang: 1 kết quả');
    await fireEvent.keyDown(box, { key: ' ' });
    expect(app.search.facets).toEqual({ province: ['91@2025-07-01'] });
    await fireEvent.keyDown(box, { key: 'ArrowRight' });
    expect(active(box)).toMatch(/^Bắc Ninh/);
    await fireEvent.keyDown(box, { key: 'Enter' });
    expect(app.search.facets).toEqual({ province: ['91@2025-07-01'] });
    await fireEvent.keyDown(box, { key: 'End' });
    expect(active(box)).toMatch(/^Vĩnh Long/);
    for (let step = 0; step < 40; step += 1) await fireEvent.keyDown(box, { key: 'ArrowUp' });
    expect(active(box)).toMatch(/^An Giang/);
    await fireEvent.keyDown(box, { key: 'Home', ctrlKey: true });
    expect(box.querySelectorAll('[tabindex]')).toHaveLength(0);
  });

  it('says so when it cannot be had, and speaks English', async () => {
    const { backend } = await page({ [haiPhong]: 1 }, { language: 'en' });
    expect((await showMap('Map')).getAttribute('aria-label')).toMatch(/^Map of provinces/);
    expect(screen.getByRole('option', { name: 'Hai Phong: 1 result' })).toBeTruthy();
    expect(screen.getByText('Hoang Sa')).toBeTruthy();
    await fireEvent.click(screen.getByRole('button', { name: 'List' }));
    backend.invoke = () => Promise.reject(new Failure('internal', { detail: 'x' }));
    await fireEvent.click(screen.getByRole('button', { name: 'Map' }));
    expect(await screen.findByText(en.failure.messages.internal(undefined).title)).toBeTruthy();
    expect(screen.queryByRole('listbox')).toBeNull();
  });
});
