import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { FoldedRows } from '#renderer/state/folded-rows';
import { FollowedRows } from '#renderer/state/followed-rows.svelte';
import type { Input } from '#shared/contract/contract';
import { mostNamed, type PracticeRow } from '#shared/contract/lists';
import { Failure } from '#shared/failure';
import { FakeBackend, fakePractice } from '#tests/support/fake-backend';

const id = (number: number): string => `0192f0c1-0000-7000-8000-${String(number).padStart(12, '0')}`;
const row = (number: number, title: string): PracticeRow => ({
  ...fakePractice({ id: id(number), title }).summary,
  ours: true,
});

let library: Map<string, PracticeRow>;
let asked: Input<'practices.list'>[];
let fails: boolean;
let backend: FakeBackend;
let rows: FollowedRows;
const titles = (): string[] => (rows.sorted ?? []).map(({ title }) => title);

beforeEach(() => {
  vi.useFakeTimers();
  library = new Map(['Ba', 'Bảy', 'An'].map((title, number) => [id(number), row(number, title)]));
  asked = [];
  fails = false;
  backend = new FakeBackend({
    answers: {
      'practices.list': (input) => {
        asked.push(input);
        if (fails) return Promise.reject(new Failure('library-missing'));
        const { ids } = input;
        return Promise.resolve([...library.values()].filter((one) => ids?.includes(one.id) ?? true));
      },
    },
  });
  rows = new FollowedRows(backend, true, (a, b) => (a.title < b.title ? -1 : Number(a.title > b.title)));
});
afterEach(() => {
  vi.useRealTimers();
});

it('asks for everything once, and after a change for nothing but what changed', async () => {
  const stop = rows.follow();
  await rows.load();
  expect(titles()).toEqual(['An', 'Ba', 'Bảy']);
  library.set(id(2), row(2, 'Bình'));
  library.delete(id(0));
  library.set(id(9), row(9, 'Ao'));
  backend.emit('practices.changed', { ids: [id(2), id(0), id(9)] });
  await vi.runAllTimersAsync();
  expect(titles()).toEqual(['Ao', 'Bình', 'Bảy']);
  expect(rows.byId.get(id(2))?.title).toBe('Bình');
  expect(asked).toEqual([{ ours: true }, { ours: true, ids: [id(2), id(0), id(9)] }]);
  stop();
  backend.emit('practices.changed', { ids: [id(2)] });
  await vi.runAllTimersAsync();
  expect(asked).toHaveLength(2);
});

it('gathers what comes while it asks, and asks for everything where that is most of it', async () => {
  rows.follow();
  await rows.load();
  for (let number = 0; number < 20; number += 1) backend.emit('practices.changed', { ids: [id(number)] });
  await vi.runAllTimersAsync();
  expect(asked.length).toBeLessThan(5);
  const many = Array.from({ length: mostNamed + 1 }, (_, number) => id(number));
  backend.emit('practices.changed', { ids: many });
  await vi.runAllTimersAsync();
  expect(asked.at(-1)).toEqual({ ours: true });
});

it('keeps what it has through a failure, and asks for everything after it', async () => {
  rows.follow();
  await rows.load();
  fails = true;
  backend.emit('practices.changed', { ids: [id(1)] });
  await vi.runAllTimersAsync();
  expect(rows.failure?.code).toBe('library-missing');
  expect(titles()).toHaveLength(3);
  fails = false;
  library.delete(id(1));
  backend.emit('practices.changed', { ids: [id(2)] });
  await vi.runAllTimersAsync();
  expect(rows.failure).toBeNull();
  expect(titles()).toEqual(['An', 'Ba']);
});

it('finds words without accents in any of the texts of a row', () => {
  const folded = new FoldedRows(({ title, office }) => [title, office]);
  const all = [row(1, 'Ngầm hóa cáp'), { ...row(2, 'Đường sá'), office: 'Sở Xây dựng' }];
  expect(folded.matching(all, 'cap ngam')).toEqual([all[0]]);
  expect(folded.matching(all, ' xay  duong ')).toEqual([all[1]]);
  expect(folded.matching(all, '')).toBe(all);
  expect(folded.matching(all, 'constructor')).toEqual([]);
});
