import { describe, expect, it } from 'vitest';
import { Application } from '#renderer/state/application.svelte';
import { taskOrder } from '#renderer/views/today/task-order';
import { type Task, TodayState } from '#renderer/views/today/today-state.svelte';
import type { Output } from '#shared/contract/contract';
import { FakeBackend, fakePractice, openLibrary } from '#tests/support/fake-backend';
import type { Office, Person, Role } from '#shared/model/office';
import type { Status } from '#shared/model/practice';

const office: Office = {
  format: '1.0',
  officeId: '019b8bab-5c70-70df-a72d-4dcb1a8842b1',
  names: [{ name: 'Sở KH&CN' }],
  level: 'province',
  keys: [],
};
const me = (...roles: Role[]): Person => ({
  id: office.officeId,
  name: 'Lan',
  post: '',
  division: '',
  roles,
});

function practicesAt(...statuses: (Status | null)[]) {
  return statuses.map((status, index) =>
    fakePractice({ id: `019b8c00-0000-7000-8000-${String(index).padStart(12, '0')}` }, [], {
      ours: status !== null,
      status,
    }),
  );
}

async function tasks(person: Person, statuses: (Status | null)[], damaged = 0): Promise<string[]> {
  return (await lines(person, statuses, damaged)).map((task) => task.text);
}

async function lines(person: Person, statuses: (Status | null)[], damaged = 0): Promise<readonly Task[]> {
  const practices = practicesAt(...statuses);
  const library = { ...openLibrary, office, me: person, damaged };
  const waiting = statuses.filter((status) => status === 'submitted').length;
  const answers = {
    'review.waiting': () => Promise.resolve({ count: waiting, period: waiting > 0 ? '2026-Q2' : null }),
  };
  const app = new Application(new FakeBackend({ library, practices, answers }));
  await app.start();
  const today = new TodayState(app);
  await today.load(
    office,
    person.roles.some((role) => role.endsWith('-head')),
  );
  return today.tasks;
}

describe('work', () => {
  it('is what the role looks at, in at most three lines', async () => {
    const statuses: (Status | null)[] = ['submitted', 'submitted', 'returned', 'draft', null];
    expect(await tasks(me('department-head'), statuses)).toEqual(['2 bài chờ anh/chị xem xét']);
    expect(await tasks(me('coordinator'), statuses)).toContain('2 bài chờ duyệt');
    expect(await tasks(me('coordinator', 'division-head'), statuses)).not.toContain('2 bài chờ duyệt');
    expect(await tasks(me('writer'), statuses)).toEqual([
      '1 bài bị trả lại cần hoàn thiện',
      '1 bài đang soạn',
    ]);
    expect(await tasks(me('clerk'), statuses)).toEqual([]);
    expect(await tasks(me('writer', 'coordinator', 'clerk'), statuses, 1)).toHaveLength(3);
  });

  it('leads to the list of just those', async () => {
    const found = await lines(me('writer', 'department-head'), ['submitted', 'draft', 'returned'], 3);
    expect(found.map(({ screen, path }) => [screen, ...path].join('/'))).toEqual([
      'practice/damaged',
      'write/status/returned',
      'write/status/draft',
    ]);
  });

  it('leads whoever reviews to the period of what waits', async () => {
    const found = await lines(me('department-head'), ['submitted']);
    expect(found.map(({ screen, path }) => [screen, ...path].join('/'))).toEqual(['quarter/2026-Q2/review']);
  });

  it('is never that of another office', async () => {
    expect(await tasks(me('department-head'), [null, null])).toEqual([]);
  });
});

describe('issuing', () => {
  const issuing = { kind: 'first', step: 'sign' } as const;
  const begun = (period: string, one: Output<'compilations.list'>[number]['issuing']) => ({
    ...{ period, items: 3, exports: 0 },
    issuing: one,
  });

  async function shown(
    person: Person,
    compilations: Output<'compilations.list'>,
    others: Person[] = [],
  ): Promise<(readonly [string, string])[]> {
    const library = { ...openLibrary, office, me: person, people: [person, ...others] };
    const answers = { 'compilations.list': () => Promise.resolve(compilations) };
    const app = new Application(new FakeBackend({ library, practices: practicesAt('submitted'), answers }));
    await app.start();
    const today = new TodayState(app);
    await today.load(office, false);
    return today.tasks.map(({ text, screen, path }) => [text, [screen, ...path].join('/')] as const);
  }

  it('is told by its next step, of the latest period that is under way', async () => {
    const latest = begun('2026-Q4', null);
    const open = begun('2026-Q3', issuing);
    expect(
      await shown(me('clerk'), [latest, open, begun('2026-Q2', { kind: 'first', step: 'draft' })]),
    ).toEqual([['Quý III/2026: đã trình ký, chờ số và bản đã ký', 'quarter/2026-Q3/issue']]);
    const again = begun('2026-Q3', { kind: 'replacement', step: 'freeze' });
    expect(await shown(me('coordinator'), [again])).toEqual([
      ['Quý III/2026, văn bản sửa đổi, thay thế: chờ chốt danh sách', 'quarter/2026-Q3/issue'],
      ['1 bài chờ duyệt', 'write/status/submitted'],
    ]);
    expect(await shown(me('clerk'), [latest])).toEqual([]);
  });

  it('is told to those who issue, and to everybody where nobody has that role', async () => {
    const list = [begun('2026-Q3', issuing)];
    expect(await shown(me('writer'), list, [me('clerk')])).toEqual([]);
    expect(await shown(me('writer'), list)).toHaveLength(1);
  });
});

it('names each kind of work once, whatever the roles', () => {
  for (const roles of [
    [],
    ['writer'],
    ['division-head', 'department-head', 'coordinator', 'clerk'],
  ] as Role[][]) {
    const order = taskOrder(roles);
    expect(new Set(order).size).toBe(order.length);
  }
});
