import { cleanup, fireEvent, render, screen } from '@testing-library/svelte';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { applicationContext } from '#renderer/state/application-context';
import { Application } from '#renderer/state/application.svelte';
import type { Input } from '#shared/contract/contract';
import type { AboutPractice, ShownStatement } from '#shared/contract/statements';
import { FakeBackend, fakePractice, openLibrary } from '#tests/support/fake-backend';
import PracticePage from '../../../renderer/views/reader/PracticePage.svelte';
import { vi } from '#shared/messages/vi';

const id = '019b8c00-0000-7000-8000-000000000001';
const words = vi.statements;

afterEach(cleanup);

beforeAll(() => {
  HTMLDialogElement.prototype.showModal = function show() {
    this.open = true;
  };
  HTMLDialogElement.prototype.close = function close() {
    this.open = false;
  };
});

const shown = (change: Partial<ShownStatement> = {}): ShownStatement => ({
  ...{ id: '019b8c00-0000-7000-8000-0000000000a1', type: 'question', by: '', at: '2026-10-05T02:00:00Z' },
  office: { id: '019b8c00-0000-7000-8000-0000000000b1', name: 'Sở B' },
  ...{ ours: false, certain: true, standing: 'intact', removable: false },
  ...change,
});

const nothing: AboutPractice = {
  ...{ discontinued: [], adoptions: [], questions: [], others: [], adaptations: [] },
  may: { discontinue: false, adopt: false, ask: false, answer: false },
};

async function read(about: AboutPractice): Promise<{ asked: [string, unknown][] }> {
  const asked: [string, unknown][] = [];
  const noting =
    (name: string) =>
    (input: unknown): Promise<{ id: string }> => {
      asked.push([name, input]);
      return Promise.resolve({ id });
    };
  const practice = fakePractice({ id, title: 'Ngầm hóa cáp' });
  const app = new Application(
    new FakeBackend({
      library: openLibrary,
      practices: [practice],
      answers: {
        // What is similar is not looked for.
        'search.state': () => Promise.resolve({ ready: false, done: 0, total: 1 }),
        'statements.about': (input: Input<'statements.about'>) => {
          expect(input).toEqual({ practice: id });
          return Promise.resolve(about);
        },
        'statements.answer': noting('answer'),
        'statements.adopt': noting('adopt'),
        'statements.discontinue': noting('discontinue'),
        'statements.withdraw': async (input) => {
          await noting('withdraw')(input);
          return {};
        },
      },
    }),
  );
  await app.start();
  render(PracticePage, { props: { practice }, context: applicationContext(app) });
  return { asked };
}

describe('what offices have said about the practice that is read', () => {
  it('marks what its origin no longer recommends, and says when that is not certain', async () => {
    await read({ ...nothing, discontinued: [{ ...shown(), reason: 'Đã có cách mới' }] });
    expect(await screen.findByText(words.discontinued)).toBeTruthy();
    expect(screen.getByText('Đã có cách mới')).toBeTruthy();
  });

  it('does not mark it where nobody knows who said so', async () => {
    const doubtful = shown({ certain: false, standing: 'none' });
    await read({ ...nothing, discontinued: [{ ...doubtful, reason: 'Giả' }] });
    expect(await screen.findByText(words.discontinuedUnsure)).toBeTruthy();
    expect(screen.queryByText(words.discontinued)).toBeNull();
    expect(screen.getByText(words.doubt.none)).toBeTruthy();
  });

  it('takes an answer, but no empty one', async () => {
    const may = { ...nothing.may, answer: true };
    const { asked } = await read({
      ...nothing,
      may,
      questions: [{ ...shown(), text: 'Ở đâu?', answers: [] }],
    });
    const save = await screen.findByRole('button', { name: words.sendAnswer });
    await fireEvent.click(save);
    expect(screen.getByText(words.needed)).toBeTruthy();
    await fireEvent.input(screen.getByRole('textbox', { name: words.answer }), {
      target: { value: ' Phường. ' },
    });
    await fireEvent.click(save);
    expect(asked).toEqual([['answer', { question: shown().id, text: 'Phường.' }]]);
  });

  it('lets ours be taken back until it is sent', async () => {
    const ours = shown({ ours: true, removable: true });
    const adoption = { where: 'Xã', since: '2026-05', result: '', changed: '', practice: null };
    const { asked } = await read({ ...nothing, adoptions: [{ ...ours, ...adoption }] });
    expect(await screen.findByText(/từ 05\/2026/)).toBeTruthy();
    await fireEvent.click(screen.getByRole('button', { name: words.withdraw }));
    expect(asked).toEqual([['withdraw', { id: ours.id }]]);
  });

  it('asks where it was applied, and reads the date as people type it', async () => {
    const own = { id: '019b8c00-0000-7000-8000-0000000000c1', title: 'Của chúng tôi' };
    const may = { ...nothing.may, adopt: true };
    const { asked } = await read({ ...nothing, may, adaptations: [own] });
    await fireEvent.click(await screen.findByRole('button', { name: words.adopt }));
    const save = screen.getByRole('button', { name: words.send });
    await fireEvent.click(save);
    expect(screen.getByText(words.needed)).toBeTruthy();
    const type = (name: RegExp, value: string): Promise<boolean> =>
      fireEvent.input(screen.getByRole('textbox', { name }), { target: { value } });
    await type(/Áp dụng ở đâu/, 'Phường 1');
    await type(/Từ khi nào/, 'hôm qua');
    await fireEvent.click(save);
    expect(screen.getByText(words.sinceWrong)).toBeTruthy();
    await type(/Từ khi nào/, 'tháng 5/2026');
    await fireEvent.click(save);
    const said = { practice: id, where: 'Phường 1', since: '2026-05', result: '', changed: '', own: own.id };
    expect(asked).toEqual([['adopt', said]]);
  });
});
