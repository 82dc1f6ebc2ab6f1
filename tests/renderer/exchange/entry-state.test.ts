import { expect, it } from 'vitest';
import { Application } from '#renderer/state/application.svelte';
import { EntryState } from '#renderer/views/exchange/desk/entry-page.svelte';
import type { DeskParcel } from '#shared/contract/desk';
import type { RegisterEntry } from '#shared/model/register';
import { FakeBackend } from '#tests/support/fake-backend';

const entryId = '0193e4a0-0000-7000-8000-000000000001';
const fields = {
  ...{ arrivedOn: '2026-09-01', from: 'Sở A', symbol: '', paperDate: null },
  ...{ subject: 'Gói quý III', receiver: '', note: '' },
};

/** One line of the register that several people write; what is read is answered when `slow` has ended. */
class Line {
  entry = {
    ...fields,
    year: 2026,
    number: 1,
    parts: [],
    forwarded: [],
    done: null,
  } as unknown as RegisterEntry;
  version = 1;
  slow = Promise.resolve();
  readonly #parcel = {} as DeskParcel;
  readonly backend = new FakeBackend({
    answers: {
      'desk.entry': () => {
        const found = { ...this.#now(), parcel: this.#parcel };
        return this.slow.then(() => found);
      },
      'desk.amend': ({ base, fields: amended }) => Promise.resolve(this.#change(base, amended)),
      'desk.done': ({ base, done }) =>
        Promise.resolve(this.#change(base, { done: done ? { at: '', by: 'Lan' } : null })),
    },
  });

  write(change: Partial<RegisterEntry>): void {
    this.entry = { ...this.entry, ...change };
    this.version += 1;
    this.backend.emit('desk.changed', {});
  }

  #now(): { entry: RegisterEntry; hash: string } {
    return { entry: this.entry, hash: String(this.version) };
  }

  #change(
    base: string,
    change: Partial<RegisterEntry>,
  ): { type: 'changed' | 'conflict'; entry: RegisterEntry; hash: string } {
    if (base !== String(this.version)) return { type: 'conflict', ...this.#now() };
    this.write(change);
    return { type: 'changed', ...this.#now() };
  }
}

async function opened(): Promise<{ line: Line; state: EntryState; stop: () => void }> {
  const line = new Line();
  const state = new EntryState(new Application(line.backend), entryId);
  const stop = state.follow();
  await state.load();
  return { line, state, stop };
}

it('does not write over what a colleague wrote into the line since it is being amended, unless it was shown', async () => {
  const { line, state, stop } = await opened();
  state.amend();
  state.form.note = 'Của Lan';
  line.write({ subject: 'Gói quý III, phần 2' });
  await state.load();
  await state.saveAmended();
  expect([state.conflict, state.amending]).toEqual([true, true]);
  expect([line.entry.subject, line.entry.note]).toEqual(['Gói quý III, phần 2', '']);
  await state.saveAmended();
  expect([state.conflict, state.amending]).toEqual([false, false]);
  expect(line.entry.note).toBe('Của Lan');
  stop();
});

it('may be passed on or settled while it is being amended', async () => {
  const { line, state, stop } = await opened();
  state.amend();
  state.form.note = 'Của Lan';
  await state.settle(true);
  await state.saveAmended();
  expect([state.conflict, line.entry.note, line.entry.done?.by]).toEqual([false, 'Của Lan', 'Lan']);
  stop();
});

it('does not show what was read before a change in the place of what came of it', async () => {
  const { line, state, stop } = await opened();
  line.slow = new Promise((resolve) => setTimeout(resolve, 30));
  const loading = state.load();
  await state.settle(true);
  await loading;
  expect(state.found?.entry.done?.by).toBe('Lan');
  await state.settle(false);
  expect([state.conflict, line.entry.done]).toEqual([false, null]);
  stop();
});
