import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { ReadingState } from '#renderer/views/reader/reading.svelte';
import { fakePractice, FakeBackend } from '#tests/support/fake-backend';
import type { Output } from '#shared/contract/contract';

const ids = ['a', 'b', 'c'].map((letter) => `019b8c00-0000-7000-8000-00000000000${letter}`);
const [first = '', second = '', third = ''] = ids;
const practices = ids.map((id) => fakePractice({ id, title: id }));

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

it('does not fetch practices that arrows only pass', async () => {
  const backend = new FakeBackend({ practices });
  const state = new ReadingState(backend);
  let stop = state.follow(first);
  await vi.advanceTimersByTimeAsync(10);
  for (const id of [second, third]) {
    stop();
    stop = state.follow(id);
    await vi.advanceTimersByTimeAsync(30);
  }
  await vi.advanceTimersByTimeAsync(100);
  expect(backend.calls.map(({ input }) => (input as { id: string }).id)).toEqual([first, third]);
  expect(state.id).toBe(third);
});

it('drops the answer for a practice that is not wanted any more', async () => {
  const waiting = new Map<string, (answer: Output<'practices.get'>) => void>();
  const backend = new FakeBackend({
    answers: { 'practices.get': ({ id }) => new Promise((resolve) => waiting.set(id, resolve)) },
  });
  const state = new ReadingState(backend);
  const stop = state.follow(first);
  await vi.advanceTimersByTimeAsync(10);
  stop();
  state.follow(second);
  await vi.advanceTimersByTimeAsync(100);
  waiting.get(second)?.({ type: 'missing' });
  await vi.advanceTimersByTimeAsync(0);
  const late = practices[0];
  if (late) waiting.get(first)?.({ type: 'practice', practice: late });
  await vi.advanceTimersByTimeAsync(0);
  expect(state.reading?.type).toBe('missing');
});

it('reads again when the practice was changed, and not for others', async () => {
  const backend = new FakeBackend({ practices });
  const state = new ReadingState(backend);
  const stop = state.follow(first);
  await vi.advanceTimersByTimeAsync(10);
  backend.emit('practices.changed', { ids: [second] });
  backend.emit('practices.changed', { ids: [second, first] });
  await vi.advanceTimersByTimeAsync(10);
  expect(backend.calls).toHaveLength(2);
  stop();
  backend.emit('practices.changed', { ids: [first] });
  await vi.advanceTimersByTimeAsync(10);
  expect(backend.calls).toHaveLength(2);
});
