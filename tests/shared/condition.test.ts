import { expect, it } from 'vitest';
import { conditionKeys, knownConditionOf, knownConditions } from '#shared/model/condition';

it('compares conditions by what they name, in either language, whatever case, accents and form', () => {
  expect(conditionKeys('Miền núi')).toEqual(['mountains']);
  expect(conditionKeys('MIEN NUI'.normalize('NFD'))).toEqual(['mountains']);
  expect(conditionKeys('Mountainous')).toEqual(['mountains']);
  expect(conditionKeys('xã miền núi, biên giới phía Bắc')).toEqual(['mountains', 'border']);
  expect(conditionKeys('vùng sâu')).toEqual(conditionKeys('Vùng sâu, vùng xa'));
});

it('takes whole words only, and what is denied for words', () => {
  expect(conditionKeys('đô thịnh')).toEqual(['do thinh']);
  expect(conditionKeys('không có miền núi')).toEqual(['khong co mien nui']);
});

it('compares other conditions by their words', () => {
  expect(conditionKeys('  Vùng LÚA ')).toEqual(conditionKeys('vùng lúa'));
  expect(conditionKeys(' – ')).toEqual([]);
  expect(conditionKeys('x'.repeat(1_000_000))).toEqual([]);
  expect(conditionKeys('__proto__')).toEqual(['proto']);
});

it.each(knownConditions)('knows $vi by both names, and nothing else by them', ({ key, vi, en }) => {
  expect([knownConditionOf(vi), knownConditionOf(en)]).toEqual([key, key]);
  expect([conditionKeys(vi), conditionKeys(en)]).toEqual([[key], [key]]);
  expect(knownConditionOf(`${vi} phía Bắc`)).toBeUndefined();
});
