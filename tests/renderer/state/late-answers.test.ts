import { beforeEach, describe, expect, it } from 'vitest';
import { Application } from '#renderer/state/application.svelte';
import { Reading } from '#renderer/state/reading';
import { ComparedPractices } from '#renderer/views/compare/compared-practices.svelte';
import { ClerkDesk } from '#renderer/views/exchange/desk/clerk-desk.svelte';
import { RegisterList } from '#renderer/views/exchange/desk/register-list.svelte';
import { ExchangeDesk } from '#renderer/views/exchange/exchange-desk.svelte';
import { Duplicates } from '#renderer/views/quarter/duplicates/duplicates.svelte';
import { UnitForms } from '#renderer/views/quarter/forms/unit-forms.svelte';
import { SinceReturned } from '#renderer/views/quarter/review/since-returned.svelte';
import { RevisionHistoryState } from '#renderer/views/revisions/revision-history.svelte';
import { DepartureDesk } from '#renderer/views/sending/departure-desk.svelte';
import { OutboxDesk } from '#renderer/views/sending/outbox/outbox-desk.svelte';
import { BinState } from '#renderer/views/settings/bin-state.svelte';
import type { NearDuplicatePair } from '#shared/contract/near-duplicates';
import type { ReviewItem } from '#shared/contract/review';
import { Failure } from '#shared/failure';
import { FakeBackend, fakePractice } from '#tests/support/fake-backend';

const id = (number: number): string => `0192f0c1-0000-7000-8000-${String(number).padStart(12, '0')}`;
const period = '2026-Q3';

/** What the host knows when it is asked; the first answer of all comes last. */
let now: number;
let asked: number;
const later = <T>(answer: T): Promise<T> => {
  asked += 1;
  const wait = asked === 1 ? 40 : 5;
  return new Promise((resolve) => setTimeout(resolve, wait, answer));
};

beforeEach(() => {
  now = 1;
  asked = 0;
});

/** Asks twice, the second time after something has changed. */
async function twice(load: () => Promise<void>): Promise<void> {
  const first = load();
  await Promise.resolve();
  now = 2;
  await Promise.all([first, load()]);
  await new Promise((resolve) => setTimeout(resolve, 60));
}

describe('an older answer does not take the place of a newer one', () => {
  const known = (): never => [now] as never;

  it('in the bin', async () => {
    const bin = new BinState(new FakeBackend({ answers: { 'bin.list': () => later(known()) } }));
    await twice(() => bin.load());
    expect(bin.items).toEqual([2]);
  });

  it("at the clerk's desk", async () => {
    const desk = new ClerkDesk(
      new Application(new FakeBackend({ answers: { 'desk.list': () => later(known()) } })),
    );
    await twice(() => desk.load());
    expect(desk.list).toEqual([2]);
  });

  it('among arrivals', async () => {
    const answers = {
      'exchange.waiting': () => later(known()),
      'exchange.arrivals': () => Promise.resolve([]),
    };
    const desk = new ExchangeDesk(new FakeBackend({ answers }));
    await twice(() => desk.load());
    expect(desk.waiting).toEqual([2]);
  });

  it('among exchange folders', async () => {
    const desk = new OutboxDesk(
      new FakeBackend({ answers: { 'outbox.ofDeparture': () => later(known()) } }),
      'x',
    );
    await twice(() => desk.load());
    expect(desk.folders).toEqual([2]);
  });

  it('among forms, which take no failure away', async () => {
    const answers = {
      'forms.list': () => later(known()),
      'forms.make': () => Promise.reject(new Failure('disk-full')),
    };
    const forms = new UnitForms(new FakeBackend({ answers }), period);
    await forms.saveBlank('vi');
    await twice(() => forms.load());
    expect([forms.taken, forms.failure?.code]).toEqual([[2], 'disk-full']);
  });

  it('in the register, whichever year is asked for meanwhile', async () => {
    const list = (year: number): never =>
      ({ year, years: [2026, 2025], entries: [], unreadable: 0 }) as never;
    const backend = new FakeBackend({
      answers: { 'desk.register.list': ({ year }) => later(list(year ?? 2026)) },
    });
    const register = new RegisterList(new Application(backend));
    const stop = register.follow();
    const chosen = register.load(2025);
    backend.emit('desk.changed', {});
    await chosen;
    await new Promise((resolve) => setTimeout(resolve, 60));
    expect(register.list?.year).toBe(2025);
    stop();
  });

  it('since a practice was returned', async () => {
    const backend = new FakeBackend({
      answers: {
        'practices.get': ({ id: which }) =>
          later({ type: 'practice', practice: fakePractice({ id: which }) }),
        'revisions.compare': () => Promise.resolve({ differences: [] }),
      },
    });
    const since = new SinceReturned(backend);
    const returned = { id: id(1), returned: { revision: null } } as unknown as ReviewItem;
    const first = since.load(returned, 'vi');
    await since.load({ id: id(2), returned: null } as unknown as ReviewItem, 'vi');
    await first;
    expect([since.practice?.summary.id, since.unknown, since.differences]).toEqual([id(2), false, null]);
  });

  it('of practices side by side', async () => {
    const answer = (): never =>
      ({ type: 'practice', practice: fakePractice({ id: id(1), title: String(now) }) }) as never;
    const backend = new FakeBackend({ answers: { 'practices.get': () => later(answer()) } });
    const compared = new ComparedPractices(backend);
    const stop = compared.follow([id(1)]);
    await Promise.resolve();
    now = 2;
    backend.emit('practices.changed', { ids: [id(1)] });
    await new Promise((resolve) => setTimeout(resolve, 60));
    const reading = compared.readings.get(id(1));
    expect(reading?.type === 'practice' && reading.practice.summary.title).toBe('2');
    stop();
  });

  it('among near copies, of this period or of all', async () => {
    const backend = new FakeBackend({
      answers: { 'nearDuplicates.list': (input) => later({ pairs: [], of: input.period } as never) },
    });
    const duplicates = new Duplicates(backend, period);
    const first = duplicates.load();
    duplicates.everyPeriod = true;
    await Promise.all([first, duplicates.load()]);
    await new Promise((resolve) => setTimeout(resolve, 60));
    expect(duplicates.list).toMatchObject({ of: null });
  });
});

it('a pair that cannot be compared does not close the one that was opened after it', async () => {
  const pair = (one: number, other: number): NearDuplicatePair =>
    ({ practices: [{ id: id(one) }, { id: id(other) }] }) as unknown as NearDuplicatePair;
  let fail = (): void => undefined;
  const backend = new FakeBackend({
    answers: {
      'nearDuplicates.compare': ({ practices: [one] }) =>
        one === id(1)
          ? new Promise((_, reject) => {
              fail = () => {
                reject(new Failure('not-found'));
              };
            })
          : Promise.resolve({ differences: [] } as never),
    },
  });
  const duplicates = new Duplicates(backend, period);
  const first = duplicates.open(pair(1, 2));
  await duplicates.open(pair(3, 4));
  fail();
  await first;
  expect([duplicates.opened, duplicates.failure]).toEqual([`${id(3)} ${id(4)}`, null]);
});

describe('a departure', () => {
  it('that others change while something is done here is read afterwards', async () => {
    let view = { departure: { recipients: [] }, files: [], of: 'before' };
    let answer = (): void => undefined;
    const backend = new FakeBackend({
      answers: {
        'sending.departure': () => Promise.resolve(view as never),
        'sending.mark': () => {
          const then = { type: 'view', ...view, of: 'marked' };
          return new Promise((resolve) => {
            answer = () => {
              resolve(then as never);
            };
          });
        },
      },
    });
    const desk = new DepartureDesk(backend, 'x');
    const stop = desk.follow();
    const marking = desk.mark([], true);
    await Promise.resolve();
    view = { ...view, of: 'theirs' };
    backend.emit('desk.changed', {});
    answer();
    await marking;
    await desk.refresh();
    expect(backend.calls.filter(({ operation }) => operation === 'sending.departure').length).toBeGreaterThan(
      0,
    );
    expect(desk.view?.of).toBe('theirs');
    stop();
  });

  it('that was read before something was done here is not shown after it', async () => {
    let of = 'before';
    const backend = new FakeBackend({
      answers: {
        'sending.departure': () => later({ departure: { recipients: [] }, files: [], of } as never),
        'sending.mark': () => {
          of = 'marked';
          return Promise.resolve({ departure: { recipients: [] }, files: [], of } as never);
        },
      },
    });
    const desk = new DepartureDesk(backend, 'x');
    const reading = desk.refresh();
    await Promise.resolve();
    await desk.mark([], true);
    await reading;
    expect(desk.view?.of).toBe('marked');
  });
});

it('whoever waits for the versions of a practice has those that are there when they ask', async () => {
  const list = (): never => ({ working: { hash: 'w' }, revisions: [{ hash: String(now) }] }) as never;
  const backend = new FakeBackend({
    answers: {
      'practices.get': () =>
        later({ type: 'practice', practice: { ...fakePractice({ id: id(1) }), hash: String(now) } }),
      'revisions.list': () => later(list()),
      'revisions.read': () => Promise.resolve({} as never),
      'revisions.compare': () => Promise.resolve({ differences: [] }),
    },
  });
  const history = new RevisionHistoryState(backend, id(1), 'vi');
  const first = history.load().then(() => history.versions);
  const second = history.load();
  now = 2;
  const third = history.load().then(() => history.versions);
  expect((await first).length).toBe(2);
  await second;
  expect(await third).toEqual(['working', '2']);
});

describe('a reading', () => {
  it('answers all who ask while one waits to begin, one at a time, also after a failure', async () => {
    let underWay = 0;
    let begun = 0;
    const reading = new Reading(async () => {
      begun += 1;
      underWay += 1;
      expect(underWay).toBe(1);
      await new Promise((resolve) => setTimeout(resolve, 5));
      underWay -= 1;
      if (begun === 1) throw new Error('first');
    });
    const first = reading.again();
    const others = [reading.again(), reading.again(), reading.again()];
    await expect(first).rejects.toThrow('first');
    await Promise.all(others);
    expect(begun).toBe(2);
    await reading.again();
    expect(begun).toBe(3);
  });
});
