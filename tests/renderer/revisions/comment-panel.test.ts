import { cleanup, render, screen } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { applicationContext } from '#renderer/state/application-context';
import { Application } from '#renderer/state/application.svelte';
import { openComments, selectedPassage, settledComments } from '#renderer/views/comments/comment-places';
import type { Practice } from '#shared/contract/practices';
import { Failure } from '#shared/failure';
import type { Comment } from '#shared/model/practice';
import { ourLibrary, practiceId, StoredPractice } from '#tests/renderer/editor/stored-practice';
import { FakeBackend } from '#tests/support/fake-backend';
import CommentPanel from '../../../renderer/views/comments/CommentPanel.svelte';
import { eventually } from '#tests/support/eventually';

vi.setConfig({ testTimeout: 60_000 });
afterEach(cleanup);

const at = '2026-11-22T07:20:00Z';
const comment = (id: string, more: Partial<Comment>): Comment => ({
  id,
  at,
  by: 'Lê Văn Nam',
  text: id,
  ...more,
});

function practiceWith(comments: Comment[]): Practice {
  const { practice } = new StoredPractice();
  return { ...practice, work: { format: '1.0', status: 'submitted', log: [], comments } };
}

async function show(comments: Comment[], answers = {}) {
  const practice = practiceWith(comments);
  const unavailable = (): Promise<Practice> => Promise.reject(new Failure('library-missing'));
  const backend = new FakeBackend({
    library: ourLibrary,
    answers: { 'comments.add': unavailable, 'comments.resolve': () => Promise.resolve(practice), ...answers },
  });
  const app = new Application(backend);
  await app.start();
  const jumped: string[] = [];
  const onjump = (place: string): void => void jumped.push(place);
  render(CommentPanel, { props: { practice, onjump }, context: applicationContext(app) });
  const inputs = (operation: string): unknown[] =>
    backend.calls.filter((call) => call.operation === operation).map(({ input }) => input);
  return { jumped, inputs, practice };
}

describe('the panel of comments', () => {
  it('lists open ones by place, goes there, and marks them as done', async () => {
    const { jumped, inputs } = await show([
      comment('hai', { about: 'section:steps' }),
      comment('một', {}),
      comment('ba', { resolvedAt: at, resolvedBy: 'Trần Thị Lan' }),
    ]);
    const user = userEvent.setup();
    expect(screen.getByRole('heading', { name: 'Ý kiến (2)' })).toBeTruthy();
    await user.click(screen.getByRole('button', { name: 'Đến mục: Các bước thực hiện' }));
    expect(jumped).toEqual(['section:steps']);
    expect(screen.queryByRole('button', { name: /Rút lại/ })).toBeNull();
    await user.click(screen.getByRole('button', { name: 'Đánh dấu đã xử lý: hai' }));
    expect(inputs('comments.resolve')).toEqual([{ id: practiceId, comment: 'hai' }]);
    expect(screen.getByText('Đã xử lý (1)')).toBeTruthy();
  });

  it('asks for words, and keeps what was typed where it cannot be sent', async () => {
    const { inputs, practice } = await show([]);
    const user = userEvent.setup();
    await user.click(screen.getByRole('button', { name: 'Thêm ý kiến' }));
    await user.click(screen.getByRole('button', { name: 'Gửi ý kiến' }));
    expect(screen.getByText('Hãy ghi nội dung ý kiến.')).toBeTruthy();
    await user.type(screen.getByRole('textbox'), 'Cần nêu số liệu');
    await user.selectOptions(screen.getByRole('combobox'), 'Mục đích');
    await user.click(screen.getByRole('button', { name: 'Gửi ý kiến' }));
    await screen.findByText(/Không thấy thư mục thư viện/);
    expect(screen.getByRole<HTMLTextAreaElement>('textbox').value).toBe('Cần nêu số liệu');
    expect(inputs('comments.add')).toEqual([
      { id: practice.summary.id, text: 'Cần nêu số liệu', about: 'section:purpose' },
    ]);
  });

  it('closes the form once the comment is sent', async () => {
    await show([], { 'comments.add': () => Promise.resolve(practiceWith([])) });
    const user = userEvent.setup();
    await user.click(screen.getByRole('button', { name: 'Thêm ý kiến' }));
    await user.type(screen.getByRole('textbox'), 'Tốt');
    await user.click(screen.getByRole('button', { name: 'Gửi ý kiến' }));
    await eventually(() => {
      expect(screen.queryByRole('textbox')).toBeNull();
    });
  });
});

describe('the order of comments', () => {
  it('puts the whole first, then sections and fields, and what is settled apart', () => {
    const all = [
      comment('a', { about: 'title' }),
      comment('b', { about: 'section:lessons' }),
      comment('c', {}),
      comment('d', { removedAt: at }),
      comment('e', { resolvedAt: '2026-11-23T00:00:00Z' }),
    ];
    expect(openComments(all).map(({ id }) => id)).toEqual(['c', 'b', 'a']);
    expect(settledComments(all).map(({ id }) => id)).toEqual(['e', 'd']);
  });

  it('takes the passage that is selected in a section', () => {
    document.body.innerHTML = '<div id="write-section.steps"><p>Một hai ba</p></div><p>ngoài</p>';
    const [inside, outside] = [...document.querySelectorAll('p')];
    const select = (node: Node | undefined): void => getSelection()?.selectAllChildren(node ?? document.body);
    select(inside);
    expect(selectedPassage(getSelection())).toEqual({ place: 'section:steps', quote: 'Một hai ba' });
    select(outside);
    expect(selectedPassage(getSelection())).toBeNull();
  });
});
