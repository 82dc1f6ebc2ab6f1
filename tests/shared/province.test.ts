import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { type Province, provinceLabel, provinceSchema, provinceToday } from '#shared/model/province';

const file = new URL('../../resources/provinces.json', import.meta.url);
const list = z.array(provinceSchema).parse(JSON.parse(readFileSync(file, 'utf8')));
const provinces = new Map(list.map((province) => [province.id, province]));

describe('the provinces of the program', () => {
  it('are 34 today, each with its own number', () => {
    const today = list.filter((province) => province.validTo === null);
    expect(today).toHaveLength(34);
    expect(new Set(today.map((province) => province.code)).size).toBe(34);
    expect(provinces.size).toBe(list.length);
  });

  it('all lead to one of today, which names them as what it came from', () => {
    for (const province of list) {
      const today = provinceToday(provinces, province.id);
      expect(today?.validTo).toBeNull();
      if (province.successor) {
        expect(provinces.get(province.successor)?.predecessors).toContain(province.id);
      }
    }
  });
});

describe('labels', () => {
  it.each([
    ['74@2008-08-01', 'Bình Dương (nay: TP. Hồ Chí Minh)', 'Binh Duong (now: Ho Chi Minh City)'],
    ['62@2008-08-01', 'Kon Tum (nay: Quảng Ngãi)', 'Kon Tum (now: Quang Ngai)'],
    ['01@2008-08-01', 'Hà Nội', 'Ha Noi'],
  ])('%s is %s', (id, vi, en) => {
    expect(provinceLabel(provinces, id, 'vi')).toBe(vi);
    expect(provinceLabel(provinces, id, 'en')).toBe(en);
  });

  it('say only the name where a province kept it through the merger', () => {
    const haiPhong = list.find((province) => province.name === 'Hải Phòng' && province.validTo !== null);
    expect(haiPhong && provinceLabel(provinces, haiPhong.id, 'vi')).toBe('Hải Phòng');
  });

  it.each(['99@2030-01-01', 'constructor', ''])('show the unknown %j as it is', (id) => {
    expect(provinceLabel(provinces, id, 'vi')).toBe(id);
    expect(provinceToday(provinces, id)).toBeUndefined();
  });
});

it('ends even where records go in a circle', () => {
  const [sample] = list;
  if (!sample) throw new Error('no provinces');
  const circle = (id: string, successor: string): [string, Province] => [id, { ...sample, id, successor }];
  expect(provinceToday(new Map([circle('a', 'b'), circle('b', 'a')]), 'a')).toBeDefined();
});
