import { cleanup, render, screen, within } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { applicationContext } from '#renderer/state/application-context';
import { Application } from '#renderer/state/application.svelte';
import type { Handlers } from '#shared/contract/contract';
import { Failure } from '#shared/failure';
import { ourLibrary, practiceId, StoredPractice } from '#tests/renderer/editor/stored-practice';
import { FakeBackend } from '#tests/support/fake-backend';
import EditorView from '../../../renderer/views/editor/EditorView.svelte';
import { eventually } from '#tests/support/eventually';

vi.setConfig({ testTimeout: 60_000 });

const hash = (digit: string): string => digit.repeat(64);
const minted = Date.parse('2026-11-22T14:20:00');
const changed = { fields: 1, sections: 1, attachments: 0 };

let stored: StoredPractice;
let backend: FakeBackend;

function start(answers: Partial<Handlers> = {}): void {
  stored = new StoredPractice();
  const { practice } = stored;
  backend = new FakeBackend({
    library: ourLibrary,
    answers: {
      'practices.get': () => Promise.resolve({ type: 'practice', practice: stored.practice }),
      'revisions.list': () =>
        Promise.resolve({
          working: { hash: stored.hash, changedAt: minted, title: 'Bản đầu', changed },
          revisions: [
            { hash: hash('b'), number: 2, mintedAt: minted, by: 'Trần Thị Lan', title: 'Hai', changed },
            { hash: hash('a'), number: 1, mintedAt: minted, by: null, title: 'Một', changed: null },
          ],
        }),
      'revisions.read': () => Promise.resolve({ ...practice, stored: [] }),
      'revisions.compare': () =>
        Promise.resolve({
          differences: [
            { field: 'results:Số tuyến', here: 'Số tuyến: 21', there: 'Số tuyến: 25' },
            { field: 'section:steps', here: 'Một\n\nHai cũ', there: 'Một\n\nHai mới' },
            { field: 'attachment:a.pdf', here: null, there: 'Quyết định\n1 kB' },
          ],
        }),
      'revisions.restore': ({ revision }) =>
        Promise.resolve({
          type: 'restored',
          practice,
          former: revision === hash('a') ? hash('b') : hash('a'),
        }),
      ...answers,
    },
  });
}

async function show(): Promise<void> {
  const app = new Application(backend);
  await app.start();
  render(EditorView, { props: { path: [practiceId, 'revisions'] }, context: applicationContext(app) });
  await screen.findByRole('navigation', { name: 'Danh sách các bản' });
}

const inputs = (operation: string): unknown[] =>
  backend.calls.filter((call) => call.operation === operation).map(({ input }) => input);

beforeEach(() => {
  localStorage.clear();
  // jsdom has the element, not its methods.
  HTMLDialogElement.prototype.showModal = function show() {
    this.open = true;
  };
  HTMLDialogElement.prototype.close = function close() {
    this.open = false;
  };
  start();
});
afterEach(cleanup);

describe('the page of saved versions', () => {
  it('lists who saved what when, and compares with the one before', async () => {
    await show();
    const list = screen.getByRole('navigation', { name: 'Danh sách các bản' });
    expect(
      within(list)
        .getAllByRole('button')
        .map((button) => button.textContent.replace(/\s+/g, ' ').trim()),
    ).toEqual([
      expect.stringContaining('Bản đang soạn'),
      expect.stringMatching(/^Bản 2 14:20 ngày 22\/11\/2026 Trần Thị Lan 2 mục thay đổi$/),
      expect.stringMatching(/^Bản 1 14:20 ngày 22\/11\/2026 Chưa rõ người sửa Bản đầu tiên$/),
    ]);
    await userEvent.click(screen.getByRole('button', { name: 'Nội dung thay đổi' }));
    await screen.findByRole('rowheader', { name: 'Kết quả: Số tuyến' });
    expect(inputs('revisions.compare')).toMatchObject([{ before: hash('b'), after: 'working' }]);
    expect(screen.getByText('… 1 đoạn không đổi')).toBeTruthy();
    expect(document.querySelector('del')?.textContent).toBe('[bỏ: 21]');
    expect(screen.getByText('Thêm').parentElement?.textContent).toContain('Quyết định · 1 kB');
  });

  it('shows the whole of a version, and who did what with it', async () => {
    stored.log = [
      { at: '2026-11-22T01:00:00Z', by: 'Trần Thị Lan', step: 'minted', to: 'draft', revision: hash('a') },
      {
        at: '2026-11-22T02:00:00Z',
        by: 'Trần Thị Lan',
        step: 'submit',
        to: 'submitted',
        revision: hash('a'),
      },
      { at: '2026-11-22T03:00:00Z', by: 'Lê Văn Nam', step: 'return', to: 'returned', revision: hash('b') },
      { at: '2026-11-22T04:00:00Z', by: '', step: 'undo', to: 'submitted' },
    ];
    await show();
    await userEvent.click(screen.getByRole('button', { name: /^Bản 1.*Trình duyệt Trần Thị Lan, / }));
    expect(
      screen.getByRole('button', { name: /^Bản 2.*Trả lại để hoàn thiện Lê Văn Nam.*đã hoàn tác/ }),
    ).toBeTruthy();
    await screen.findByRole('heading', { name: 'Bản đầu' });
    expect(inputs('revisions.read').at(-1)).toEqual({ id: practiceId, version: hash('a') });
  });

  it('asks again only for what changed', async () => {
    await show();
    await screen.findByRole('heading', { name: 'Bản đầu' });
    backend.emit('practices.changed', { ids: [practiceId] });
    await eventually(() => {
      expect(inputs('practices.get')).toHaveLength(2);
    });
    stored.change({ title: 'Khác' });
    backend.emit('practices.changed', { ids: [practiceId] });
    await eventually(() => {
      expect(inputs('revisions.read')).toHaveLength(2);
    });
    expect(inputs('revisions.list')).toHaveLength(2);
  });

  it('never puts a version over what somebody wrote while it was asked about', async () => {
    await show();
    const user = userEvent.setup();
    await user.click(screen.getByRole('button', { name: /^Bản 1/ }));
    await user.click(await screen.findByRole('button', { name: 'Khôi phục bản này' }));
    stored.change({ title: 'Đồng nghiệp vừa sửa' });
    backend.emit('practices.changed', { ids: [practiceId] });
    await user.click(await screen.findByRole('button', { name: 'Xem nội dung mới', hidden: true }));
    expect(inputs('revisions.restore')).toEqual([]);
    expect(screen.queryByRole('dialog', { hidden: true })).toBeNull();
  });

  it('offers no undo over what was written since', async () => {
    await show();
    const user = userEvent.setup();
    await user.click(screen.getByRole('button', { name: /^Bản 1/ }));
    await user.click(await screen.findByRole('button', { name: 'Khôi phục bản này' }));
    const dialog = await screen.findByRole('dialog', { hidden: true });
    await user.click(within(dialog).getByRole('button', { name: 'Khôi phục bản này', hidden: true }));
    await screen.findByRole('button', { name: 'Hoàn tác' });
    stored.change({ title: 'Đồng nghiệp vừa sửa' });
    backend.emit('practices.changed', { ids: [practiceId] });
    await screen.findByText(/không hoàn tác ở đây nữa/);
    expect(screen.queryByRole('button', { name: 'Hoàn tác' })).toBeNull();
  });

  it('puts the older one first, whichever is chosen', async () => {
    await show();
    const user = userEvent.setup();
    await user.click(screen.getByRole('button', { name: /^Bản 1/ }));
    await user.click(screen.getByRole('button', { name: 'Nội dung thay đổi' }));
    await screen.findByText(/Đây là bản đầu tiên/);
    await user.selectOptions(screen.getByLabelText('So với'), 'Bản đang soạn');
    await eventually(() => {
      expect(inputs('revisions.compare').at(-1)).toMatchObject({ before: hash('a'), after: 'working' });
    });
  });

  it('restores after an explanation, and undoes it', async () => {
    await show();
    const user = userEvent.setup();
    await user.click(screen.getByRole('button', { name: /^Bản 1/ }));
    await user.click(await screen.findByRole('button', { name: 'Khôi phục bản này' }));
    const dialog = await screen.findByRole('dialog', { name: 'Khôi phục Bản 1?', hidden: true });
    await user.click(within(dialog).getByRole('button', { name: 'Khôi phục bản này', hidden: true }));
    await screen.findByText('Nội dung trước đó được giữ ở Bản 2.');
    await user.click(screen.getByRole('button', { name: 'Hoàn tác' }));
    await screen.findByText('Đã trở lại bản trước khi khôi phục');
    expect(inputs('revisions.restore')).toEqual([
      { id: practiceId, base: stored.hash, revision: hash('a') },
      { id: practiceId, base: stored.hash, revision: hash('b') },
    ]);
  });

  it('says that nothing was touched where somebody else came first', async () => {
    start({ 'revisions.restore': () => Promise.resolve({ type: 'conflict', practice: stored.practice }) });
    await show();
    const user = userEvent.setup();
    await user.click(screen.getByRole('button', { name: /^Bản 2/ }));
    await user.click(await screen.findByRole('button', { name: 'Khôi phục bản này' }));
    const [, confirm] = screen.getAllByRole('button', { name: 'Khôi phục bản này', hidden: true });
    await user.click(confirm ?? document.body);
    await screen.findByText(/Chưa khôi phục, chưa có gì bị thay đổi/);
  });

  it('offers the attachments of a version that are still kept', async () => {
    const { practice } = stored;
    const attachment = (file: string, title: string) => ({
      file,
      title,
      mediaType: 'application/pdf',
      bytes: 5,
      sha256: hash('c'),
    });
    const attachments = [attachment('a.pdf', 'Quyết định'), attachment('b.pdf', 'Phụ lục')];
    start({
      'revisions.read': () =>
        Promise.resolve({
          ...practice,
          frontMatter: { ...practice.frontMatter, attachments },
          stored: ['a.pdf'],
        }),
    });
    await show();
    const link = await screen.findByRole('link', { name: 'Tải về: Quyết định' });
    expect(link.getAttribute('href')).toBe(`files/kept/${practiceId}/${hash('c')}.a.pdf`);
    expect(screen.getByRole('button', { name: 'Xem “Quyết định”' })).toBeDefined();
    expect(screen.getByText(/nay không còn trong bài/)).toBeDefined();
    expect(screen.getByText(/không còn được lưu/)).toBeDefined();
    expect(screen.queryByRole('link', { name: 'Tải về: Phụ lục' })).toBeNull();
    expect(screen.queryByRole('button', { name: 'Xem “Phụ lục”' })).toBeNull();
  });

  it('restores nothing over a submitted text, and tells a fault', async () => {
    stored.status = 'submitted';
    await show();
    const user = userEvent.setup();
    await user.click(screen.getByRole('button', { name: /^Bản 2/ }));
    await screen.findByText(/Hãy mở lại để sửa trước/);
    expect(screen.queryByRole('button', { name: 'Khôi phục bản này' })).toBeNull();
    cleanup();
    start({ 'revisions.compare': () => Promise.reject(new Failure('library-missing')) });
    await show();
    await screen.findByText(/Không thấy thư mục thư viện/);
  });
});
