import { beforeEach, describe, expect, it } from 'vitest';
import { keyAction } from '#renderer/views/quarter/board/board-keys';
import { CoverageTable } from '#renderer/views/quarter/board/coverage-table.svelte';
import { PeriodBoard } from '#renderer/views/quarter/board/period-board.svelte';
import { toldText } from '#renderer/views/quarter/board/told-text';
import type { Handlers, Input } from '#shared/contract/contract';
import type { CoverageRow } from '#shared/contract/coverage';
import type { Practice } from '#shared/contract/practices';
import type { FoundCompilation } from '#shared/contract/quarter';
import { Failure } from '#shared/failure';
import { vi as words } from '#shared/messages/vi';
import { type Status, statusSteps } from '#shared/model/practice';
import { FakeBackend, fakePractice } from '#tests/support/fake-backend';

const period = '2026-Q3';
const id = (number: number): string => `0192f0c1-0000-7000-8000-${String(number).padStart(12, '0')}`;
const hash = 'a'.repeat(64);

/** One draft, one submitted, one approved practice of ours and one of others, and what is chosen, as a library keeps them. */
class Library {
  readonly practices = new Map<string, Practice>();
  items: string[] = [];
  version = 0;
  steps: Input<'practices.step'>[] = [];
  /** Runs before a step or a save is looked at: what others do meanwhile. */
  meanwhile: () => void = () => undefined;
  readonly backend: FakeBackend;

  constructor() {
    for (const [at, status] of (['draft', 'submitted', 'approved'] as const).entries())
      this.put(at + 1, { status, ours: true, unit: `Phòng ${String(at + 1)}`, fields: ['ha-tang-so'] });
    this.put(4, { ours: false });
    this.backend = new FakeBackend({ answers: this.#answers() });
  }

  put(number: number, summary: Partial<Practice['summary']>): void {
    const front = { id: id(number), title: `Bài ${String(number)}`, office: 'Sở A', period };
    this.practices.set(id(number), fakePractice(front, [], summary));
  }

  change(number: number, change: Partial<Practice['summary']>): void {
    const practice = this.practices.get(id(number));
    if (practice) this.put(number, { ...practice.summary, ...change });
  }

  status(number: number): Status | null | undefined {
    return this.practices.get(id(number))?.summary.status;
  }

  get found(): FoundCompilation {
    const { items } = this;
    const now = this.version === 0 ? null : String(this.version).padStart(64, '0');
    const compilation = { format: '1.0', period, foreword: '', items: [...items], exports: [] };
    return { hash: now, compilation };
  }

  choose(...items: string[]): void {
    this.items = items;
    this.version += 1;
  }

  #answers(): Partial<Handlers> {
    return {
      'practices.list': ({ ids }) => {
        const all = [...this.practices.values()].map(({ summary }) => summary);
        return Promise.resolve(ids ? all.filter((one) => ids.includes(one.id)) : all);
      },
      'practices.get': ({ id: asked }) => {
        const practice = this.practices.get(asked);
        return Promise.resolve(practice ? { type: 'practice', practice } : { type: 'missing' });
      },
      'practices.step': (input) => {
        this.steps.push(input);
        this.meanwhile();
        const practice = this.practices.get(input.id);
        const { from, to } = statusSteps[input.step];
        if (!practice) return Promise.reject(new Failure('not-found'));
        if (!(from as readonly (Status | null)[]).includes(practice.summary.status))
          return Promise.resolve({ type: 'not-possible', practice });
        this.practices.set(input.id, { ...practice, summary: { ...practice.summary, status: to } });
        return Promise.resolve({ type: 'saved', practice: this.practices.get(input.id) ?? practice });
      },
      'compilations.get': () => Promise.resolve(this.found),
      'compilations.save': (input) => {
        this.meanwhile();
        if (input.base !== this.found.hash) return Promise.resolve({ type: 'conflict', ...this.found });
        this.choose(...input.items);
        return Promise.resolve({ type: 'saved', ...this.found });
      },
    };
  }
}

let library: Library;
let board: PeriodBoard;
const inColumns = (): Record<string, string[]> =>
  Object.fromEntries(board.columns.map(({ key, cards }) => [key, cards.map(({ row }) => row.title)]));
const said = (): string => (board.told ? toldText(board.told, words) : '');

beforeEach(async () => {
  library = new Library();
  board = new PeriodBoard(library.backend, period);
  await board.load();
});

describe('the board', () => {
  it('shows ours by status, and those of others where they are followed', () => {
    const rest = { returned: [], chosen: [] };
    expect(inColumns()).toEqual({ draft: ['Bài 1'], submitted: ['Bài 2'], approved: ['Bài 3'], ...rest });
    board.scope = 'offices';
    expect(inColumns()).toEqual({ received: ['Bài 4'], chosen: [] });
  });

  it('shows a step at once and keeps it', async () => {
    const moving = board.move(id(1), 'submitted');
    await Promise.resolve();
    expect(inColumns()['submitted']).toEqual(['Bài 1', 'Bài 2']);
    await moving;
    expect(library.status(1)).toBe('submitted');
    expect(inColumns()['submitted']).toEqual(['Bài 1', 'Bài 2']);
    expect(said()).toBe('Đã chuyển “Bài 1” sang Trình duyệt.');
  });

  it('says why a step does not exist, and asks the library nothing', async () => {
    await board.move(id(1), 'approved');
    expect(said()).toBe(words.board.hindrances['submit-first']);
    expect(library.steps).toEqual([]);
  });

  it('returns with a reason only', async () => {
    await board.move(id(2), 'returned');
    expect(library.steps).toEqual([]);
    expect(board.returning?.id).toBe(id(2));
    await board.returnWith(' Thiếu số liệu ');
    expect(library.steps).toMatchObject([{ step: 'return', reason: 'Thiếu số liệu' }]);
    expect(inColumns()['returned']).toEqual(['Bài 2']);
  });

  it.each([
    [
      'was moved before',
      () => {
        library.change(2, { status: 'draft' });
      },
      0,
      'draft',
    ],
    ['is moved in the same moment', () => undefined, 1, 'draft'],
  ])('puts a card back that %s by somebody else, and tells', async (_, before, steps, column) => {
    before();
    library.meanwhile = () => {
      library.change(2, { status: 'draft' });
    };
    await board.move(id(2), 'approved');
    expect(said()).toContain('Người khác vừa chuyển “Bài 2” sang Dự thảo');
    expect(library.steps).toHaveLength(steps);
    expect(inColumns()[column]).toContain('Bài 2');
  });

  it('moves no text that somebody changed since it was shown', async () => {
    library.change(2, { changedAt: 5 });
    await board.move(id(2), 'approved');
    expect(said()).toContain('Người khác vừa sửa “Bài 2”');
    expect(library.status(2)).toBe('submitted');
  });

  it('puts a card back where the library fails', async () => {
    library.meanwhile = () => {
      throw new Failure('library-missing');
    };
    await board.move(id(1), 'submitted');
    expect(board.told).toMatchObject({ type: 'failed', failure: { code: 'library-missing' } });
    expect(inColumns()['draft']).toEqual(['Bài 1']);
  });

  it('makes a second move of a card after the first', async () => {
    library.change(3, { status: 'submitted' });
    await board.load();
    await Promise.all([board.move(id(3), 'approved'), board.move(id(3), 'chosen')]);
    expect(inColumns()['chosen']).toEqual(['Bài 3']);
    expect(library.items).toEqual([id(3)]);
  });
});

describe('choosing on the board', () => {
  it('keeps what others chose in the same moment', async () => {
    library.meanwhile = () => {
      library.meanwhile = () => undefined;
      library.choose(id(4), id(8));
    };
    await board.move(id(3), 'chosen');
    expect(library.items).toEqual([id(4), id(8), id(3)]);
    expect(said()).toContain(words.board.bothKept);
    expect(board.otherChosen).toBe(2);
  });

  it('is taken back to the same place', async () => {
    library.choose(id(4), id(3), id(8));
    await board.load();
    await board.move(id(3), 'approved');
    expect(library.items).toEqual([id(4), id(8)]);
    if (board.told?.type === 'moved') await board.told.undo?.();
    expect(library.items).toEqual([id(4), id(3), id(8)]);
  });

  it('shows no more what could not be saved', async () => {
    library.meanwhile = () => {
      throw new Failure('library-missing');
    };
    const moving = board.move(id(3), 'chosen');
    await Promise.resolve();
    expect(inColumns()['chosen']).toEqual(['Bài 3']);
    await moving;
    expect(inColumns()['chosen']).toEqual([]);
    expect(board.told?.type).toBe('failed');
  });
});

it('a cell of the matrix filters the board', () => {
  board.filter = { key: 'phong 2', field: 'ha-tang-so' };
  expect(board.shown.map(({ row }) => row.title)).toEqual(['Bài 2']);
  board.filter = { key: 'phong 2', field: '' };
  expect(board.shown).toEqual([]);
});

describe('keys on a card', () => {
  const pressed = (key: string, more: Partial<KeyboardEvent> = {}) => {
    const event = { key, code: key, altKey: false, ctrlKey: false, shiftKey: false, metaKey: false, ...more };
    return keyAction(event, id(2), board.columns);
  };

  it.each([
    ['ArrowLeft', {}, { type: 'focus', id: id(1) }],
    ['ArrowRight', {}, { type: 'focus', id: id(3) }],
    ['ArrowUp', {}, undefined],
    ['ArrowRight', { altKey: true }, { type: 'move', to: 'returned' }],
    ['ArrowLeft', { ctrlKey: true }, { type: 'move', to: 'draft' }],
    ['¡', { altKey: true, code: 'Digit4' }, { type: 'move', to: 'approved' }],
    ['4', { altKey: true, ctrlKey: true, code: 'Digit4' }, undefined],
    ['a', {}, undefined],
    ['Enter', {}, undefined],
  ])('%s %j', (key, more, expected) => {
    expect(pressed(key, more)).toEqual(expected);
  });
});

describe('nothing to report', () => {
  const row: CoverageRow = {
    ...{ key: 'xa mot', name: 'Xã Một', unit: null, kind: null, province: null, asked: true, state: 'late' },
    ...{ fields: [], total: { field: '', count: 0, weak: 0, before: 0 }, nil: null, nilBefore: false },
    statuses: { draft: 0, submitted: 0, returned: 0, approved: 0 },
  };
  function tableOf(nil: () => Promise<{ id: string }>): CoverageTable {
    const coverage = {
      period,
      scope: 'units',
      before: null,
      deadline: null,
      time: null,
      rows: [row],
    } as const;
    const answers: Partial<Handlers> = {
      'coverage.get': () => Promise.resolve({ ...coverage, rows: [...coverage.rows] }),
      'coverage.nil': nil,
    };
    return new CoverageTable(new FakeBackend({ answers }), period, 'units');
  }

  it('is shown at once', async () => {
    const table = tableOf(() => Promise.resolve({ id: hash }));
    await table.load();
    const noting = table.setNil(row);
    expect(table.coverage?.rows[0]?.state).toBe('nil');
    await noting;
    expect(table.noted).toMatchObject({ type: 'nil', name: 'Xã Một' });
  });

  it('is shown no more where it could not be noted', async () => {
    const table = tableOf(() => Promise.reject(new Failure('library-read-only')));
    await table.load();
    await table.setNil(row);
    expect(table.coverage?.rows[0]?.state).toBe('late');
    expect(table.failure?.code).toBe('library-read-only');
  });
});
