import { describe, expect, it } from 'vitest';
import { CallDesk } from '#renderer/views/quarter/call/call-desk.svelte';
import type { FoundCall } from '#shared/contract/call';
import type { Input } from '#shared/contract/contract';
import { Failure } from '#shared/failure';
import { defaultCalendar } from '#shared/model/reporting-calendar';
import { FakeBackend } from '#tests/support/fake-backend';

const period = '2026-Q3';
const ids = [1, 2, 3].map((at) => `0193e4a0-0000-7000-8000-00000000000${String(at)}`);
const [first = '', second = '', ended = ''] = ids;
const units = ids.map((id) => ({
  ...{ id, name: `Xã ${id.slice(-1)}`, kind: 'commune' as const, usesProgram: false },
  ...(id === ended ? { until: '2026-Q2' } : {}),
}));
const hashOf = (version: number): string => String(version).repeat(64);

/** One call.json that everybody writes, and what was sent to it. */
class Shared {
  call: FoundCall['call'] = null;
  version = 0;
  readonly saved: Input<'call.save'>[] = [];
  fails = false;
  told = 0;
  beforeTelling?: () => void;
  /** What is read is read at once, and answered when this has ended. */
  slow = Promise.resolve();

  get found(): FoundCall {
    const plan = {
      from: '',
      to: '',
      deadline: '2026-09-14',
      reminders: [],
      standing: 'ahead' as const,
      left: 3,
    };
    const hash = this.version === 0 ? null : hashOf(this.version);
    return { call: this.call, hash, plan, told: null, received: [] };
  }

  put(call: Input<'call.save'>['call'], by: string): void {
    this.version += 1;
    this.call = { ...call, format: '1.0', period, at: '2026-09-01T00:00:00Z', by };
  }

  readonly backend = new FakeBackend({
    answers: {
      'call.get': () => {
        const { found } = this;
        return this.slow.then(() => found);
      },
      'units.get': () => Promise.resolve({ units, hash: null }),
      'calendar.get': () => Promise.resolve({ calendar: defaultCalendar('1.0'), hash: null }),
      'compilations.list': () => Promise.resolve([]),
      'call.waiting': () =>
        Promise.resolve([
          { id: first, name: 'Xã 1' },
          { id: second, name: 'Xã 2' },
        ]),
      'call.save': (input) => {
        if (this.fails) return Promise.reject(new Failure('library-missing'));
        this.saved.push(input);
        if (input.base !== this.found.hash) return Promise.resolve({ type: 'conflict', ...this.found });
        this.put(input.call, 'Lan');
        return Promise.resolve({ type: 'saved', ...this.found });
      },
      'call.tell': () => {
        this.told += 1;
        this.beforeTelling?.();
        // The statement is noted in the file, which is another one then.
        this.version += 1;
        if (this.call) this.call = { ...this.call, statement: ended };
        return Promise.resolve(this.found);
      },
      'call.paper': () => Promise.reject(new Failure('internal')),
    },
  });
}

async function opened(): Promise<{ shared: Shared; desk: CallDesk }> {
  const shared = new Shared();
  const desk = new CallDesk(shared.backend, period);
  await desk.load('Lời đầu');
  return { shared, desk };
}

describe('the page of a call', () => {
  it('begins with all units of the period, and saves nothing before somebody changes something', async () => {
    const { shared, desk } = await opened();
    expect(desk.draft).toMatchObject({ wanted: 'Lời đầu', units: [first, second] });
    await desk.flush();
    expect(shared.saved).toEqual([]);
    desk.toggle('units', first);
    desk.change({ wanted: 'Hai' });
    expect(await desk.flush()).toBe(true);
    expect(shared.saved).toMatchObject([{ base: null, call: { wanted: 'Hai', units: [second] } }]);
  });

  it('asks when somebody else saved meanwhile, and loses neither', async () => {
    const { shared, desk } = await opened();
    const theirs = { ...desk.draft, wanted: 'Của Hoa' };
    shared.put(theirs, 'Hoa');
    desk.change({ wanted: 'Của Lan' });
    expect(await desk.flush()).toBe(false);
    expect(desk.theirs?.call?.by).toBe('Hoa');
    expect(desk.draft.wanted).toBe('Của Lan');
    await desk.load('');
    desk.change({ wanted: 'Của Lan, thêm' });
    expect(await desk.flush()).toBe(false);
    expect(shared.call?.wanted).toBe('Của Hoa');
    await desk.keepMine();
    expect(shared.call?.wanted).toBe('Của Lan, thêm');

    shared.put(theirs, 'Hoa');
    desk.change({ wanted: 'Ba' });
    await desk.flush();
    desk.takeTheirs();
    expect(desk.draft.wanted).toBe('Của Hoa');
    expect(await desk.flush()).toBe(true);
    expect(shared.call?.wanted).toBe('Của Hoa');
  });

  it('is told, which nobody takes for a change by somebody else', async () => {
    const { shared, desk } = await opened();
    desk.change({ wanted: 'Của Lan' });
    await desk.flush();
    await desk.tell(true);
    expect([shared.told, desk.theirs, desk.found?.call?.statement]).toEqual([1, null, ended]);
    desk.change({ wanted: 'Của Lan, thêm' });
    expect(await desk.flush()).toBe(true);
  });

  it('says nothing in the name of the office that is not on the screen, and never takes theirs as the base of ours', async () => {
    const { shared, desk } = await opened();
    desk.change({ wanted: 'Của Lan' });
    await desk.flush();
    const theirs = { ...desk.draft, wanted: 'Của Hoa' };
    shared.put(theirs, 'Hoa');
    await desk.tell(true);
    await desk.paper('call', 'vi');
    expect([shared.told, desk.failure, desk.theirs?.call?.wanted]).toEqual([0, null, 'Của Hoa']);
    desk.takeTheirs();
    shared.beforeTelling = () => {
      shared.put({ ...theirs, wanted: 'Của Hoa, thêm' }, 'Hoa');
    };
    await desk.tell(true);
    expect([shared.told, desk.theirs?.call?.wanted]).toEqual([1, 'Của Hoa, thêm']);
    desk.change({ briefing: '2026-10-05' });
    expect(await desk.flush()).toBe(false);
    expect(shared.call?.wanted).toBe('Của Hoa, thêm');
  });

  it('loses nothing to an answer that was asked for before the save', async () => {
    const { shared, desk } = await opened();
    shared.slow = new Promise((resolve) => setTimeout(resolve, 30));
    const loading = desk.load('');
    desk.change({ briefing: '2026-10-05' });
    const saving = desk.flush();
    await Promise.all([loading, saving]);
    desk.change({ wanted: 'Hai' });
    expect(await desk.flush()).toBe(true);
    expect(shared.call).toMatchObject({ briefing: '2026-10-05', wanted: 'Hai' });
  });

  it('keeps what could not be saved, and saves it with the next change', async () => {
    const { shared, desk } = await opened();
    shared.fails = true;
    desk.change({ wanted: 'Hai' });
    expect(await desk.flush()).toBe(false);
    expect(desk.failure?.code).toBe('library-missing');
    await desk.load('');
    expect(desk.draft.wanted).toBe('Hai');
    shared.fails = false;
    expect(await desk.flush()).toBe(true);
    expect(desk.failure).toBeNull();
    expect(shared.call?.wanted).toBe('Hai');
  });

  it('reminds all who have not answered but those that are spared', async () => {
    const { desk } = await opened();
    desk.spare(first);
    expect(desk.reminded.map(({ id }) => id)).toEqual([second]);
    desk.spare(first);
    expect(desk.reminded).toHaveLength(2);
  });
});
