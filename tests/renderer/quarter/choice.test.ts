import { cleanup, render, screen, waitFor, within } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { applicationContext } from '#renderer/state/application-context';
import { Application } from '#renderer/state/application.svelte';
import { chosenLines, isAtEdge } from '#renderer/views/quarter/chosen-lines';
import { QuarterBoard } from '#renderer/views/quarter/quarter-board.svelte';
import { factsText } from '#renderer/views/quarter/told-choice.svelte';
import type { ToldChoice } from '#shared/contract/choice';
import type { Input } from '#shared/contract/contract';
import { Failure } from '#shared/failure';
import { vi } from '#shared/messages/vi';
import type { Compilation } from '#shared/model/compilation';
import { FakeBackend, fakePractice } from '#tests/support/fake-backend';
import ChoiceFacts from '../../../renderer/views/quarter/ChoiceFacts.svelte';
import PaperMenu from '../../../renderer/views/quarter/PaperMenu.svelte';
import ProposalDialog from '../../../renderer/views/quarter/ProposalDialog.svelte';

const period = '2026-Q3';
const id = (number: number): string => `0192f0c1-0000-7000-8000-${String(number).padStart(12, '0')}`;
const fields = ['', 'a', 'b', 'a', 'b', 'a'];
const told: ToldChoice = {
  facts: {
    ...{ practices: 3, ours: 2, peers: 1, units: 2, offices: 1, otherPeriods: 1 },
    ...{ fields: [{ key: 'a', count: 3 }], evidence: [{ level: null, count: 3 }] },
  },
  figures: {
    sums: [
      { indicator: 'Số hộ *nghèo*', unit: 'hộ', ours: true, sum: 1250, practices: [id(1), id(2)], copies: 2 },
      { indicator: 'Số tuyến', unit: 'tuyến', ours: true, sum: 7, practices: [id(1)], copies: 0 },
    ],
    leftOut: [
      {
        ...{ practice: id(2), title: 'Bài 2', indicator: 'Số xã', unit: 'xã', value: 9 },
        reason: 'expected',
      },
    ],
  },
  leftOut: 1,
};

let compilation: Compilation;
let saves: Input<'compilations.save'>[];
let papers: Input<'choice.paper'>[];
let refused: Failure | null;
let board: QuarterBoard;
let app: Application;

beforeEach(async () => {
  compilation = { format: '1.0', period, foreword: '', items: [1, 2, 3, 4].map(id), exports: [] };
  saves = [];
  papers = [];
  refused = null;
  const practices = [1, 2, 3, 4, 5].map(
    (number) =>
      fakePractice({ id: id(number), title: `Bài ${String(number)}`, fields: [fields[number] ?? ''], period })
        .summary,
  );
  const backend = new FakeBackend({
    answers: {
      'practices.list': () => Promise.resolve(practices),
      'compilations.get': () => Promise.resolve({ compilation: structuredClone(compilation), hash: null }),
      'compilations.save': (input) => {
        saves.push(structuredClone(input));
        return Promise.resolve({ type: 'saved', compilation: structuredClone(compilation), hash: null });
      },
      'choice.facts': () => Promise.resolve(told),
      'choice.paper': (input) => {
        papers.push(input);
        const made = { token: '0'.repeat(32), file: 'TomTat_2026-Q3.docx', bytes: 5 };
        return refused ? Promise.reject(refused) : Promise.resolve(made);
      },
    },
  });
  board = new QuarterBoard(backend, period);
  app = new Application(backend);
  await board.load();
  // jsdom knows no dialogs.
  HTMLDialogElement.prototype.showModal = function (this: HTMLDialogElement) {
    this.open = true;
  };
  HTMLDialogElement.prototype.close = function (this: HTMLDialogElement) {
    this.open = false;
  };
});
afterEach(async () => {
  cleanup();
  // What a test has left unsaved is not saved in the middle of the next one.
  await board.leave();
});

const shown = (): string[] => [...board.ordered];

describe('groups by field', () => {
  it('put the practices in order, and back to a plain list without losing it', async () => {
    board.group(true);
    expect(shown()).toEqual([1, 3, 2, 4].map(id));
    expect(board.groupKeys).toEqual(['a', 'b']);
    await board.flush();
    expect(saves.at(-1)).toMatchObject({ items: [1, 3, 2, 4].map(id), groups: [] });
    board.group(false);
    expect(shown()).toEqual([1, 3, 2, 4].map(id));
    board.undo();
    expect(board.groups).toEqual([]);
  });

  it('move as one, and items stay in theirs', () => {
    board.group(true);
    board.moveGroup('b', 0);
    expect(shown()).toEqual([2, 4, 1, 3].map(id));
    board.undo();
    expect(shown()).toEqual([1, 3, 2, 4].map(id));
    board.add([id(5)], 0);
    expect(shown()).toEqual([5, 1, 3, 2, 4].map(id));
    board.move(id(5), 5);
    expect(shown()).toEqual([1, 3, 5, 2, 4].map(id));
    const before = board.before;
    board.move(id(5), 5);
    expect(board.before).toBe(before);
  });

  it('have their names between the lines, and their ends', () => {
    board.group(true);
    const lines = chosenLines(board.ordered, board.groupKeys, board.fieldOf);
    expect(lines.map((line) => (line.type === 'group' ? [line.key, line.count] : line.index))).toEqual([
      ['a', 2],
      0,
      1,
      ['b', 2],
      2,
      3,
    ]);
    const edges = [0, 1, 2, 3].map((at) =>
      [-1, 1].map((by) => isAtEdge(board.ordered, at, by as 1, board.fieldOf)),
    );
    expect(edges).toEqual([
      [true, false],
      [false, true],
      [true, false],
      [false, true],
    ]);
    expect(isAtEdge(board.ordered, 1, 1, null)).toBe(false);
  });
});

describe('why a practice is proposed', () => {
  it('is saved with the choice, and kept for a practice that comes back', async () => {
    render(ProposalDialog, {
      props: { board, id: id(2), onclose: () => undefined },
      context: applicationContext(app),
    });
    const user = userEvent.setup();
    await user.type(screen.getByLabelText(vi.choice.why), 'Dễ làm theo');
    await user.type(screen.getByLabelText(vi.choice.whom, { exact: false }), 'các xã');
    expect(board.unsaved).toBe(true);
    await user.click(screen.getByRole('button', { name: vi.choice.done }));
    const proposal = { why: 'Dễ làm theo', whom: 'các xã' };
    await waitFor(() => {
      expect(saves.at(-1)?.proposals).toEqual({ [id(2)]: proposal });
    });
    board.remove(id(2));
    await board.flush();
    expect(saves.at(-1)?.proposals).toEqual({});
    board.add([id(2)]);
    await board.flush();
    expect(saves.at(-1)?.proposals).toEqual({ [id(2)]: proposal });
  });
});

describe('the figures of a choice', () => {
  it('are shown with what was left out and why, and inserted at the end of the foreword', async () => {
    board.foreword = 'Lời dẫn \n';
    render(ChoiceFacts, { props: { board }, context: applicationContext(app) });
    expect(
      await screen.findByText(/Bản tổng hợp có 3 cách làm hay: 2 của đơn vị, 1 tiếp nhận/),
    ).toBeDefined();
    expect(screen.getByText('Số hộ *nghèo*: 1.250 hộ (cộng từ 2 bài của đơn vị)')).toBeDefined();
    expect(screen.getByText('Không tính lại 2 bài cùng một cách làm.')).toBeDefined();
    // Whose figure stands alone is told.
    const alone = screen.getByText(/Số tuyến: 7 tuyến/);
    expect(within(alone).getByRole('link', { name: 'Bài 1', hidden: true })).toBeDefined();
    expect(screen.getByText('Không cộng (1)')).toBeDefined();
    const left = screen.getByRole('heading', { name: `${vi.choice.reasons.expected} (1)`, hidden: true });
    expect(within(left.parentElement ?? document.body).getByText(/Số xã: 9 xã/)).toBeDefined();
    await userEvent.click(screen.getByRole('button', { name: vi.choice.insert }));
    expect(board.foreword).toMatch(/^Lời dẫn\n\nBản tổng hợp có 3/);
    expect(board.foreword).toContain('- Số hộ \\*nghèo\\*: 1.250 hộ');
    expect(board.foreword).not.toContain('Số tuyến');
    expect(
      factsText(
        { ...told, figures: { sums: [], leftOut: [] } },
        { messages: vi, language: 'vi', fields: [] },
      ),
    ).not.toContain('- ');
  });
});

describe('the menu of papers', () => {
  const open = async (): Promise<ReturnType<typeof userEvent.setup>> => {
    render(PaperMenu, { props: { board }, context: applicationContext(app) });
    const user = userEvent.setup();
    await user.click(screen.getByRole('button', { name: vi.choice.papers }));
    return user;
  };

  it('saves the choice first, makes the paper and says so', async () => {
    board.add([id(5)]);
    const user = await open();
    await user.click(screen.getByRole('button', { name: vi.choice.paper.summary }));
    expect(await screen.findByText('Đã tạo tệp TomTat_2026-Q3.docx.')).toBeDefined();
    expect(saves).toHaveLength(1);
    expect(papers).toEqual([{ period, paper: 'summary', language: 'vi' }]);
    expect(screen.queryByRole('button', { name: vi.choice.paper.list })).toBeNull();
  });

  it('closes with Escape, back to its button, and tells a failure', async () => {
    const user = await open();
    screen.getByRole('button', { name: vi.choice.paper.slide }).focus();
    await user.keyboard('{Escape}');
    expect(screen.queryByRole('button', { name: vi.choice.paper.slide })).toBeNull();
    expect(document.activeElement).toBe(screen.getByRole('button', { name: vi.choice.papers }));
    refused = new Failure('library-missing');
    await user.click(screen.getByRole('button', { name: vi.choice.papers }));
    await user.click(screen.getByRole('button', { name: vi.choice.paper.slide }));
    await waitFor(() => {
      expect(app.failure?.code).toBe('library-missing');
    });
  });
});
