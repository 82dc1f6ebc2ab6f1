import { createHash } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { BundleExports } from '#renderer/views/quarter/bundle-export.svelte';
import { Candidates } from '#renderer/views/quarter/candidates.svelte';
import { countFields } from '#renderer/views/quarter/field-counts';
import { QuarterBoard, saveDelay } from '#renderer/views/quarter/quarter-board.svelte';
import type { Job } from '#shared/contract/application';
import type { Handlers, Input } from '#shared/contract/contract';
import type { FoundCompilation } from '#shared/contract/quarter';
import { Failure } from '#shared/failure';
import type { PracticeSummary } from '#shared/model/practice';
import { FakeBackend, fakePractice } from '#tests/support/fake-backend';

const period = '2026-Q3';
const id = (number: number): string => `0192f0c1-0000-7000-8000-${String(number).padStart(12, '0')}`;

function summary(number: number, change: Partial<PracticeSummary> = {}): PracticeSummary {
  const practice = fakePractice({ id: id(number), title: `Bài ${String(number)}`, office: 'Sở A', period });
  return { ...practice.summary, ...change };
}

/** The compilation of one period with compare-and-swap, as the core keeps it. */
class StoredCompilation {
  items: string[] = [];
  foreword = '';
  exports: FoundCompilation['compilation']['exports'] = [];
  saves: Input<'compilations.save'>[] = [];
  failures = 0;
  job: Job = {
    jobId: 'j',
    kind: 'export',
    state: 'done',
    done: 1,
    total: 1,
    label: '',
    subject: 'a.zip',
    failure: null,
  };
  practices: PracticeSummary[] = [1, 2, 3, 4].map((number) => summary(number));
  /** What happens while the bundle is written. */
  exported = (): unknown => undefined;
  unreadable = false;
  issues: FoundCompilation['compilation']['issues'];
  readonly backend = new FakeBackend({ answers: this.#answers() });

  get found(): FoundCompilation {
    const { items, foreword, exports, issues } = this;
    const hash = items.length + foreword.length === 0 ? null : this.#hash();
    return structuredClone({
      hash,
      compilation: { format: '1.0', period, items, foreword, exports, issues },
    });
  }

  #hash(): string {
    const text = JSON.stringify([this.items, this.foreword, this.exports.length, this.issues]);
    return createHash('sha256').update(text).digest('hex');
  }

  #answers(): Partial<Handlers> {
    return {
      'practices.list': () => Promise.resolve(this.practices),
      'compilations.get': () =>
        this.unreadable ? Promise.reject(new Failure('library-missing')) : Promise.resolve(this.found),
      'compilations.save': (input) => {
        this.saves.push(structuredClone(input));
        if (this.failures > 0) {
          this.failures -= 1;
          return Promise.reject(new Failure('library-missing'));
        }
        if (input.base !== this.found.hash) return Promise.resolve({ type: 'conflict', ...this.found });
        this.items = [...input.items];
        this.foreword = input.foreword.trim();
        return Promise.resolve({ type: 'saved', ...this.found });
      },
      'compilations.export': ({ number }) => {
        this.exported();
        const entry = {
          number,
          at: '2026-10-01T00:00:00Z',
          by: 'Lan',
          content: 'c',
          file: 'a.zip',
          bytes: 9,
        };
        this.exports = [...this.exports, { ...entry, sha256: 's', practices: this.items.length }];
        return Promise.resolve({ jobId: 'j' });
      },
      'jobs.list': () => Promise.resolve([this.job]),
    };
  }
}

let stored: StoredCompilation;
let board: QuarterBoard;

beforeEach(async () => {
  vi.useFakeTimers();
  stored = new StoredCompilation();
  board = new QuarterBoard(stored.backend, period);
  await board.load();
});
afterEach(() => {
  vi.useRealTimers();
});

describe('the order', () => {
  it('adds at the end or at a place, never twice', () => {
    board.add([id(1), id(2)]);
    board.add([id(3), id(1)], 1);
    expect(board.items).toEqual([id(1), id(3), id(2)]);
  });

  it.each([
    ['to the front', 3, 0, [3, 1, 2]],
    ['to the end', 1, 3, [2, 3, 1]],
    ['down by one', 1, 2, [2, 1, 3]],
    ['up by one', 3, 2, [1, 2, 3]],
    ['before the one above', 3, 1, [1, 3, 2]],
    ['onto itself', 2, 1, [1, 2, 3]],
    ['beyond the end', 1, 99, [2, 3, 1]],
  ])('moves %s', (_, moved, to, expected) => {
    board.add([1, 2, 3].map(id));
    board.move(id(moved), to);
    expect(board.items).toEqual(expected.map(id));
  });

  it('ignores a move of what is not there', () => {
    board.add([id(1)]);
    board.move('constructor', 0);
    expect(board.items).toEqual([id(1)]);
  });

  it('takes the last change back', () => {
    board.add([id(1)]);
    board.add([id(2), id(3)]);
    board.undo();
    expect(board.items).toEqual([id(1)]);
    board.undo();
    expect(board.items).toEqual([id(1)]);
  });

  it('holds no more than a compilation takes', () => {
    board.add(Array.from({ length: 2_500 }, (_, number) => id(number)));
    expect(board.items).toHaveLength(2_000);
  });
});

describe('saving', () => {
  it('waits for quiet, saves once and names what it replaces', async () => {
    board.add([id(1)]);
    board.add([id(2)]);
    expect(stored.saves).toHaveLength(0);
    await vi.advanceTimersByTimeAsync(saveDelay);
    expect(stored.saves).toEqual([
      { period, base: null, foreword: '', items: [id(1), id(2)], groups: null, proposals: {} },
    ]);
    board.remove(id(1));
    await board.flush();
    expect(stored.saves).toHaveLength(2);
    expect(stored.items).toEqual([id(2)]);
  });

  it('does not repeat itself over a foreword that the file trims, nor rewrite it', async () => {
    board.foreword = 'Lời dẫn \n';
    board.touch();
    await vi.advanceTimersByTimeAsync(60_000);
    expect(stored.saves).toHaveLength(1);
    expect(board.foreword).toBe('Lời dẫn \n');
  });

  it('keeps what was chosen when a save fails, and tries again', async () => {
    stored.failures = 1;
    board.add([id(1)]);
    await vi.advanceTimersByTimeAsync(saveDelay);
    expect(board.failure?.code).toBe('library-missing');
    expect(board.items).toEqual([id(1)]);
    await vi.advanceTimersByTimeAsync(10_000);
    expect(board.failure).toBeNull();
    expect(stored.items).toEqual([id(1)]);
  });

  it('saves the rest when the screen is left', async () => {
    board.add([id(1)]);
    expect(await board.leave()).toBe(true);
    expect(stored.items).toEqual([id(1)]);
  });
});

describe('somebody else saved first', () => {
  beforeEach(async () => {
    board.add([id(1)]);
    await board.flush();
    stored.items = [id(1), id(4)];
    board.add([id(2)]);
    await board.flush();
  });

  it('overwrites nothing and asks', async () => {
    await vi.advanceTimersByTimeAsync(60_000);
    expect(stored.items).toEqual([id(1), id(4)]);
    expect(board.items).toEqual([id(1), id(2)]);
    expect(board.conflict?.compilation.items).toEqual([id(1), id(4)]);
    expect(await board.flush()).toBe(false);
  });

  it('saves ours on top when told so', async () => {
    await board.decide('mine');
    expect(stored.items).toEqual([id(1), id(2)]);
    expect(board.conflict).toBeNull();
  });

  it('shows theirs when told so', async () => {
    await board.decide('theirs');
    expect(board.items).toEqual([id(1), id(4)]);
    expect(board.unsaved).toBe(false);
    expect(stored.items).toEqual([id(1), id(4)]);
  });
});

describe('what was noted meanwhile', () => {
  const noted = { number: 1, at: '2026-10-01T00:00:00Z', by: 'Lan', content: 'c', file: 'a.zip', bytes: 9 };
  beforeEach(async () => {
    board.add([id(1)]);
    board.foreword = 'Lời dẫn \n';
    await board.flush();
    stored.exports = [{ ...noted, sha256: 's', practices: 1 }];
  });

  it('is no conflict where it is an export of ours: what was typed since is saved on top', async () => {
    board.add([id(2)]);
    expect(await board.flush()).toBe(true);
    expect(board.conflict).toBeNull();
    expect(stored.items).toEqual([id(1), id(2)]);
    expect(board.found?.compilation.exports).toHaveLength(1);
  });

  it('is read with what is not saved yet, and asks only where somebody else chose meanwhile', async () => {
    board.add([id(2)]);
    await board.reload();
    expect([board.conflict, board.found?.compilation.exports.length]).toEqual([null, 1]);
    stored.items = [id(1), id(4)];
    await board.reload();
    expect(board.conflict?.compilation.items).toEqual([id(1), id(4)]);
    expect(await board.flush()).toBe(false);
    expect(stored.items).toEqual([id(1), id(4)]);
    await board.decide('mine');
    expect(stored.items).toEqual([id(1), id(2)]);
  });
});

describe('candidates', () => {
  const lines = (candidates: Candidates): string[] =>
    candidates.lines.map((line) =>
      line.type === 'heading' ? `${line.key} ${String(line.count)}` : line.practice.title,
    );

  it('stand in three groups, choosable ones first', async () => {
    stored.practices = [
      summary(1, { ours: true, status: 'draft', title: 'Dự thảo' }),
      summary(2, { ours: true, status: 'approved', title: 'Đã duyệt' }),
      summary(3, { title: 'Của bạn' }),
      summary(4, { sample: true, title: 'Mẫu' }),
      summary(5, { damaged: { message: 'x', line: 1 }, title: 'Hỏng' }),
    ];
    await board.load();
    const candidates = new Candidates(board);
    expect(lines(candidates)).toEqual([
      'ours 2',
      'Đã duyệt',
      'Dự thảo',
      'peers 2',
      'Của bạn',
      'Hỏng',
      'samples 1',
      'Mẫu',
    ]);
    const free = candidates.lines.flatMap((line) => (line.type === 'heading' ? [line.free] : []));
    expect(free).toEqual([[id(2)], [id(3)], []]);
  });

  it('are found without accents, and leave when chosen', async () => {
    stored.practices = [summary(1, { title: 'Ngầm hóa cáp' }), summary(2, { title: 'Đường dây' })];
    await board.load();
    const candidates = new Candidates(board);
    candidates.text = 'cap ngam';
    expect(lines(candidates)).toEqual(['peers 1', 'Ngầm hóa cáp']);
    board.add([id(1)]);
    expect(lines(candidates)).toEqual([]);
    candidates.text = '';
    candidates.period = '2020-Q1';
    expect(candidates.shown).toEqual([]);
    expect(candidates.periods).toEqual([period]);
  });

  it('are counted by field', () => {
    const practices = new Map([
      [id(1), summary(1, { fields: ['a', 'b', 'a'] })],
      [id(2), summary(2, { fields: ['b'] })],
    ]);
    expect(countFields([id(1), id(2), id(3)], practices)).toEqual([
      ['b', 2],
      ['', 1],
      ['a', 1],
    ]);
  });
});

describe('the export', () => {
  it('saves first, then tells of the file, and suggests the next number', async () => {
    const exports = new BundleExports(stored.backend, board);
    expect(exports.nextNumber).toBe(1);
    board.add([id(1)]);
    await exports.export(7);
    expect(stored.items).toEqual([id(1)]);
    expect(exports.made).toMatchObject({ number: 7, file: 'a.zip', practices: 1 });
    expect(exports.nextNumber).toBe(8);
    expect(board.unsaved).toBe(false);
  });

  it('passes on why it failed, and is quiet about a cancelled one', async () => {
    const exports = new BundleExports(stored.backend, board);
    const failure = { code: 'not-approved', where: 'Bài 1' } as const;
    stored.job = { ...stored.job, state: 'failed', failure };
    await exports.export(1);
    expect(exports.failure).toEqual(failure);
    stored.job = { ...stored.job, state: 'cancelled', failure: null };
    await exports.export(1);
    expect([exports.failure, exports.made]).toEqual([null, null]);
  });

  it('does not begin while a conflict is open', async () => {
    board.add([id(1)]);
    await board.flush();
    stored.items = [id(4)];
    board.add([id(2)]);
    const exports = new BundleExports(stored.backend, board);
    await exports.export(1);
    expect(stored.exports).toEqual([]);
  });

  it('is told as done where the library went away right after it', async () => {
    const exports = new BundleExports(stored.backend, board);
    board.add([id(1)]);
    stored.exported = () => (stored.unreadable = true);
    await exports.export(1);
    expect(stored.exports).toHaveLength(1);
    expect([exports.failure, exports.made, exports.written]).toEqual([null, null, 'a.zip']);
    expect(board.failure?.code).toBe('library-missing');
    [stored.unreadable, stored.exported] = [false, () => undefined];
    await exports.export(2);
    expect([exports.made?.number, exports.written]).toEqual([2, null]);
  });
});

describe('what a colleague does meanwhile', () => {
  const news = async (): Promise<void> => {
    stored.backend.emit('coverage.changed', {});
    await vi.advanceTimersByTimeAsync(0);
  };
  const round = { kind: 'first' as const, papers: [] };
  beforeEach(async () => {
    board.follow();
    board.add([id(1)]);
    board.foreword = 'Lời dẫn ';
    await board.flush();
  });

  it('is shown: what was chosen, and that the list is closed', async () => {
    stored.items = [id(1), id(4)];
    await news();
    expect([board.items, board.conflict, board.unsaved]).toEqual([[id(1), id(4)], null, false]);
    const frozen = { at: '2026-10-01T00:00:00Z', by: 'Lan', items: [], choice: '1'.repeat(64) };
    stored.issues = [{ ...round, frozen }];
    await news();
    expect(board.closed).toBe(true);
  });

  it('takes nothing away of what is being typed, nor the last change that can be taken back', async () => {
    stored.issues = [round];
    await news();
    // With the blank at its end, which the library does not keep.
    expect([board.foreword, board.unsaved]).toEqual(['Lời dẫn ', false]);
    expect(board.before).not.toBeNull();
    board.foreword = 'Lời dẫn mới';
    stored.issues = undefined;
    await news();
    expect([board.foreword, board.unsaved, board.conflict]).toEqual(['Lời dẫn mới', true, null]);
    expect(await board.flush()).toBe(true);
    expect(stored.foreword).toBe('Lời dẫn mới');
  });

  it('is asked about where both have chosen, and no longer once theirs is as it was', async () => {
    const before = stored.items;
    stored.items = [id(4)];
    board.add([id(2)]);
    await news();
    expect(board.conflict?.compilation.items).toEqual([id(4)]);
    expect(board.items).toEqual([id(1), id(2)]);
    stored.items = before;
    await news();
    expect(board.conflict).toBeNull();
    expect(await board.flush()).toBe(true);
    expect(stored.items).toEqual([id(1), id(2)]);
  });
});
