import { cleanup, render, screen, within } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { applicationContext } from '#renderer/state/application-context';
import { Application } from '#renderer/state/application.svelte';
import { planDecision } from '#renderer/views/quarter/review/decision-plan';
import { OpinionForm } from '#renderer/views/quarter/review/opinion-form.svelte';
import type { Input } from '#shared/contract/contract';
import type { ReviewItem, ReviewResult } from '#shared/contract/review';
import type { Check } from '#shared/model/completeness';
import type { Role } from '#shared/model/office';
import { eventually } from '#tests/support/eventually';
import { FakeBackend, openLibrary } from '#tests/support/fake-backend';
import ReviewPage from '../../../renderer/views/quarter/review/ReviewPage.svelte';

const period = '2026-Q3';
const id = (number: number): string => `0193e4a0-0000-7000-8000-${String(number).padStart(12, '0')}`;
const noTitle: Check = { key: 'summary', at: 'summary', row: null };
const line = { by: 'Hà', at: '2026-09-01T02:00:00Z', reason: '', onBehalf: false };

function item(number: number, change: Partial<ReviewItem> = {}): ReviewItem {
  return {
    ...{ id: id(number), title: `Bài ${String(number)}`, unit: '', writer: 'Hà', period, fields: [] },
    ...{ results: [], hash: '0'.repeat(64), waits: 'division', submitted: line, passed: null },
    ...{ returned: null, opinions: [], missing: [], weak: [], comments: 0 },
    ...change,
  };
}

/** A library in which some practices wait; notes what is decided. */
class Waiting {
  items: ReviewItem[] = [
    item(1),
    item(2, { missing: [noTitle] }),
    item(3, { waits: 'department', passed: line }),
  ];
  levels: 1 | 2 = 2;
  applied: Input<'review.apply'>[] = [];
  left: ReviewResult['left'] = [];

  backend(...roles: Role[]): FakeBackend {
    const me = { id: id(99), name: 'Trần Thị Lan', post: '', division: '', roles };
    const job = {
      jobId: 'j',
      kind: 'bulk',
      state: 'done',
      done: 1,
      total: 1,
      label: '',
      failure: null,
    } as const;
    return new FakeBackend({
      library: { ...openLibrary, me, people: [me] },
      answers: {
        'review.list': () => Promise.resolve({ levels: this.levels, items: this.items, elsewhere: [] }),
        'nearDuplicates.list': () => Promise.resolve({ looked: true, current: true, pairs: [] }),
        'review.apply': (input) => {
          this.applied.push(input);
          return Promise.resolve({ jobId: 'j' });
        },
        'jobs.list': () => Promise.resolve([{ ...job, subject: id(50) }]),
        'review.result': () => {
          const done = (this.applied.at(-1)?.items ?? []).map((one) => ({ ...one, title: '' }));
          return Promise.resolve({ undoId: id(50), done, left: this.left });
        },
      },
    });
  }

  async show(...roles: Role[]): Promise<ReturnType<typeof userEvent.setup>> {
    const app = new Application(this.backend(...roles));
    await app.start();
    render(ReviewPage, { props: { period }, context: applicationContext(app) });
    await screen.findByRole('heading', { level: 1 });
    return userEvent.setup({ delay: null });
  }
}

let waiting: Waiting;
const button = (name: string | RegExp): Promise<HTMLElement> => screen.findByRole('button', { name });

beforeEach(() => {
  waiting = new Waiting();
  // jsdom lays nothing out, and knows no dialogs.
  Element.prototype.scrollIntoView = () => undefined;
  HTMLDialogElement.prototype.showModal = function show() {
    this.open = true;
  };
  HTMLDialogElement.prototype.close = function close() {
    this.open = false;
  };
});
afterEach(cleanup);

describe('what waits', () => {
  it('is that of the level of whoever looks, and all for the others', async () => {
    await waiting.show('department-head');
    await eventually(() => {
      expect(screen.getAllByRole('article')).toHaveLength(1);
    });
    cleanup();
    await waiting.show('coordinator');
    await eventually(() => {
      expect(screen.getAllByRole('article')).toHaveLength(3);
    });
  });
});

describe('approving many', () => {
  it('asks whoever lacks the role, names those that do not meet the gate, and tells who was first', async () => {
    waiting.left = [
      {
        ...{ id: id(1), title: 'Bài 1', reason: 'same', missing: [] },
        overtaken: { by: 'Lê Thị Giám Đốc', at: '2026-09-01T02:00:00Z', step: 'approve' },
      },
    ];
    const user = await waiting.show('coordinator');
    await user.click(await screen.findByRole('checkbox', { name: 'Chọn tất cả 3 bài' }));
    await user.click(await button('Duyệt'));
    const dialog = await screen.findByRole('dialog');
    expect(dialog.textContent).toContain(
      'Anh/chị không có vai trò lãnh đạo Sở. Ghi nhận thay cho lãnh đạo Sở?',
    );
    expect(dialog.textContent).toContain('không phải là rào chắn bảo mật');
    expect(
      within(dialog)
        .getAllByRole('listitem')
        .map((one) => one.textContent),
    ).toEqual(['Bài 2']);
    await user.click(within(dialog).getByRole('button', { name: 'Duyệt 2 bài' }));
    await eventually(() => {
      expect(waiting.applied.flatMap(({ items }) => items.map((one) => [one.id, one.decision]))).toEqual([
        [id(1), 'approve'],
        [id(3), 'approve'],
      ]);
    });
    expect(await screen.findByText(/Lê Thị Giám Đốc đã làm trước: duyệt/)).toBeTruthy();
  });

  it('does not ask whoever has the role', () => {
    expect(planDecision('approve', waiting.items, ['department-head'])).toMatchObject({
      behalf: null,
      skips: 1,
    });
    expect(planDecision('return', waiting.items, ['division-head']).behalf).toBe('department-head');
    expect(planDecision('pass', waiting.items, ['division-head'])).toMatchObject({
      ...{ behalf: null, left: [{ id: id(3) }] },
    });
  });
});

it('wants words for a return and another opinion, and a day that has been', () => {
  const form = new OpinionForm(waiting.items, ['Lê Thị Giám Đốc'], '2026-09-20');
  expect(form.input).toBeNull();
  form.agreeToTheRest();
  expect(form.rows.map(({ choice }) => choice)).toEqual(['approve', 'none', 'approve']);
  const [first, second] = form.rows;
  if (!first || !second) throw new Error('no rows');
  first.choice = 'opinion';
  expect(form.input).toBeNull();
  first.words = ' Hỏi thêm ';
  expect(form.input).toMatchObject({
    items: [
      { id: id(1), decision: 'opinion', reason: 'Hỏi thêm' },
      { id: id(3), decision: 'approve' },
    ],
    opinion: { leader: 'Lê Thị Giám Đốc', on: '2026-09-20' },
  });
  second.choice = 'approve';
  expect(form.input).toBeNull();
  second.choice = 'none';
  for (const day of ['21/09/2026', '31/02/2026', '09/2026', '']) {
    form.day = day;
    expect(form.input, day).toBeNull();
  }
  form.day = '5/9/2026';
  expect(form.input?.opinion).toMatchObject({ on: '2026-09-05' });
});
