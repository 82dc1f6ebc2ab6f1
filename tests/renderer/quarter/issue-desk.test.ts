import { describe, expect, it } from 'vitest';
import { IssueDesk, standingOf } from '#renderer/views/quarter/issue/issue-desk.svelte';
import { laterPapers } from '#renderer/views/quarter/issue/issue-text';
import { fileTrouble, paperWarnings, SignedEntry } from '#renderer/views/quarter/issue/signed-entry.svelte';
import type { IssueView } from '#shared/contract/issue';
import { Failure } from '#shared/failure';
import type { Issue, SignedPaper } from '#shared/model/issue';
import { dayOf } from '#shared/model/partial-date';
import { FakeBackend } from '#tests/support/fake-backend';

const period = '2026-Q3';
const deed = { at: '2026-10-05T09:40:00.000Z', by: 'Trần Thị Lan' };
const [first, second] = ['1'.repeat(64), '2'.repeat(64)];
const frozen = { ...deed, items: [], choice: first };
const paper: SignedPaper = {
  ...{ type: 'report', number: 5, symbol: 'BC-SKHCN', date: '2026-10-05', ...deed },
  signer: { post: 'Giám đốc', name: 'Nguyễn Văn Bình' },
  file: { ...{ file: 'a.pdf', original: 'A.pdf', bytes: 9, sha256: first }, mediaType: 'application/pdf' },
};

function viewOf(issues: readonly Issue[], hash: string = first): IssueView {
  const compilation = { format: '1.0', period, foreword: '', items: [], exports: [], issues: [...issues] };
  return { compilation, hash, hindrances: [], choiceChanged: false, used: [], lost: [] };
}

describe('the page of issuing', () => {
  it('says of every step whether it is done, under way or waits', () => {
    const states = (round?: Issue): string =>
      (['freeze', 'draft', 'sign', 'issue'] as const).map((step) => standingOf(step, round)).join(' ');
    const submitted = { kind: 'first' as const, frozen, submitted: deed };
    expect(states()).toBe('now waits waits waits');
    expect(states({ kind: 'first', frozen, papers: [] })).toBe('done now waits waits');
    expect(states({ ...submitted, papers: [] })).toBe('done done now waits');
    expect(states({ ...submitted, papers: [paper] })).toBe('done done done now');
    const issued = { ...deed, number: 1, content: first };
    expect(states({ ...submitted, papers: [paper], issued })).toBe('done done done done');
  });

  it('says of an earlier round what was issued since in place of its paper, or about it', () => {
    const issued = { ...deed, number: 1, content: first };
    const round = (kind: Issue['kind'], number: number, isOver = true): Issue => ({
      ...{ kind, frozen, submitted: deed, papers: [{ ...paper, number }] },
      ...(isOver ? { issued } : {}),
    });
    const rounds = [
      round('first', 5),
      round('correction', 12),
      round('replacement', 19),
      round('correction', 20),
    ];
    const later = (at: number, of = rounds): string =>
      of[at]
        ? laterPapers(of, of[at])
            .map(({ kind, paper: { number } }) => `${kind} ${String(number)}`)
            .join()
        : '';
    expect(later(0)).toBe('correction 12,replacement 19');
    expect([later(1), later(2), later(3)]).toEqual(['', 'correction 20', '']);
    // What is only begun holds for nothing yet.
    expect(later(0, [round('first', 5), round('replacement', 19, false)])).toBe('');
  });

  it('takes a step on top of what is shown, and shows what somebody else did meanwhile and who', async () => {
    const theirs = viewOf([{ kind: 'first', frozen, papers: [] }], second);
    const backend = new FakeBackend({
      answers: {
        'issue.get': () => Promise.resolve(viewOf([])),
        'letterhead.get': () => Promise.reject(new Failure('library-damaged')),
        'issue.freeze': ({ base }) => {
          expect(base).toBe(first);
          return Promise.resolve({ type: 'conflict', ...theirs });
        },
      },
    });
    const desk = new IssueDesk(backend, period);
    await desk.load();
    expect(await desk.freeze()).toBe(false);
    expect(desk.overtaken).toBe('Trần Thị Lan');
    expect(desk.step).toBe('draft');
    expect(desk.view?.hash).toBe(second);
  });

  it('shows what a colleague does, but not under a dialog in which somebody types', async () => {
    const shown = { issues: [] as Issue[] };
    const backend = new FakeBackend({
      answers: {
        'issue.get': () => Promise.resolve(viewOf(shown.issues)),
        'letterhead.get': () => Promise.reject(new Failure('library-damaged')),
      },
    });
    const desk = new IssueDesk(backend, period);
    await desk.load();
    const stop = desk.follow();
    const news = async (...issues: Issue[]): Promise<string> => {
      shown.issues = issues;
      backend.emit('coverage.changed', {});
      await new Promise((resolve) => setTimeout(resolve, 10));
      return desk.step;
    };
    expect(await news({ kind: 'first', frozen, papers: [] })).toBe('draft');
    const release = desk.hold();
    expect(await news({ kind: 'first', frozen, submitted: deed, papers: [] })).toBe('draft');
    release();
    expect(await news(...shown.issues)).toBe('sign');
    stop();
    expect(await news()).toBe('sign');
  });

  it('keeps what was typed of a paper where its file is refused', async () => {
    const backend = new FakeBackend({
      answers: {
        'issue.get': () => Promise.resolve(viewOf([{ kind: 'first', frozen, submitted: deed, papers: [] }])),
        'letterhead.get': () => Promise.reject(new Failure('library-damaged')),
        'issue.paper': () => Promise.reject(new Failure('bad-input', { where: 'file', rule: 'damaged' })),
      },
    });
    const desk = new IssueDesk(backend, period);
    await desk.load();
    const entry = new SignedEntry(desk, 'report', undefined);
    expect(await entry.save()).toBe(false);
    expect(entry.faults).toMatchObject({ number: true, symbol: true, signer: true, file: true, date: false });
    expect(backend.calls.some(({ operation }) => operation === 'issue.paper')).toBe(false);
    Object.assign(entry, { number: '05', symbol: 'BC-SKHCN', post: 'Giám đốc', name: 'Nguyễn Văn Bình' });
    entry.choose(new File(['%PDF-1.7'], 'bc.pdf'));
    // The day that stood there before is not taken for what was typed in its place.
    entry.dateUnreadable = true;
    expect(await entry.save()).toBe(false);
    expect([entry.faults.date, entry.warnings.early]).toEqual([true, false]);
    expect(backend.calls.some(({ operation }) => operation === 'issue.paper')).toBe(false);
    entry.dateUnreadable = false;
    expect(await entry.save()).toBe(false);
    expect(entry.trouble).toBe('damaged');
    expect(entry.number).toBe('05');
    expect(entry.file).toBeNull();
    expect(desk.failure).toBeNull();
  });

  it('refuses files that no signed paper is', () => {
    expect(fileTrouble({ name: 'bc.docx', size: 9 })).toBe('kind');
    expect(fileTrouble({ name: 'bc.PDF', size: 0 })).toBe('empty');
    expect(fileTrouble({ name: 'bc.PDF', size: 50 * 1024 ** 2 + 1 })).toBe('large');
    expect(fileTrouble({ name: 'bc.PDF', size: 50 * 1024 ** 2 })).toBeNull();
    expect(fileTrouble({ name: 'quet.jpeg', size: 9 })).toBeNull();
  });

  it('warns of a number in use and of dates that cannot be', () => {
    const used = [{ type: 'report' as const, number: 5, symbol: 'BC-SKHCN', date: '2026-10-05', period }];
    const view = { ...viewOf([]), used };
    const typed = { type: 'report' as const, number: '05', symbol: 'BC-SKHCN', date: '2026-10-05' };
    const facts = { view, closed: deed.at, own: undefined };
    expect(paperWarnings(typed, facts).used).toEqual(used[0]);
    // Its own number is not taken by somebody else.
    expect(paperWarnings(typed, { ...facts, own: paper }).used).toBeUndefined();
    expect(paperWarnings({ ...typed, type: 'letter' }, facts).used).toBeUndefined();
    expect(paperWarnings({ ...typed, date: '2026-10-04' }, facts).early).toBe(true);
    expect(paperWarnings({ ...typed, date: '2026-10-05' }, facts).early).toBe(false);
    const odd = (symbol: string): boolean => paperWarnings({ ...typed, symbol }, facts).symbol;
    expect(['BC-SKHCN', 'TTr-SKHCN', 'SKHCN-CĐS', ''].filter(odd)).toEqual([]);
    expect(['05/BC-SKHCN', 'BC SKHCN', '<b>'].filter((symbol) => !odd(symbol))).toEqual([]);
    const tomorrow = dayOf(Date.now() + 24 * 3_600_000);
    expect(paperWarnings({ ...typed, date: tomorrow }, facts).future).toBe(true);
    expect(paperWarnings({ ...typed, date: dayOf(Date.now()) }, facts).future).toBe(false);
  });
});
