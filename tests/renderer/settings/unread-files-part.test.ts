import { cleanup, render, screen, within } from '@testing-library/svelte';
import { afterEach, expect, it, onTestFinished, vi } from 'vitest';
import { applicationContext } from '#renderer/state/application-context';
import { Application } from '#renderer/state/application.svelte';
import type { Output } from '#shared/contract/contract';
import { type UnreadReason, unreadReasons } from '#shared/model/attachment-text';
import { FakeBackend, openLibrary } from '#tests/support/fake-backend';
import UnreadFilesPart from '../../../renderer/views/settings/UnreadFilesPart.svelte';

afterEach(cleanup);

type Found = Output<'search.unread'>;

const file = (reason: UnreadReason, more: Partial<Found['files'][number]> = {}): Found['files'][number] => ({
  id: '0193e4a0-0000-7000-8000-000000000001',
  practice: 'Một cửa liên thông',
  file: `${reason}.pdf`,
  title: '',
  reason,
  ...more,
});
const found = (...files: Found['files']): Found => ({ total: files.length, files });

/** What the host answers can be changed; `asked` counts. */
function show(
  first: Found,
  library = openLibrary,
): { backend: FakeBackend; app: Application; now: { found: Found } } {
  const now = { found: first };
  const backend = new FakeBackend({ answers: { 'search.unread': () => Promise.resolve(now.found) } });
  const app = new Application(backend);
  app.setLibrary(library);
  render(UnreadFilesPart, { context: applicationContext(app) });
  return { backend, app, now };
}

const asked = ({ calls }: FakeBackend): number =>
  calls.filter(({ operation }) => operation === 'search.unread').length;

it('says of each file which it is, why it is not found and whose it is', async () => {
  show(found(file('password', { title: 'Công văn mật' }), file('no-text', { practice: '' })));
  const [locked, scan] = await screen.findAllByRole('listitem');
  expect(locked?.textContent).toMatch(/Công văn mật.*tệp có đặt mật khẩu.*Một cửa liên thông/s);
  const link = within(locked ?? expect.fail()).getByRole('link', { name: 'Một cửa liên thông' });
  expect(link.getAttribute('href')).toContain('practice/0193e4a0-0000-7000-8000-000000000001');
  expect(scan?.textContent).toMatch(/no-text\.pdf.*bản quét/s);
  expect(within(scan ?? expect.fail()).getByRole('link').textContent).not.toBe('');
  expect(screen.getByRole('status').textContent).toContain('2 tệp chưa tìm được hết');
});

it('has words for every reason, and names the limits that were reached', async () => {
  show(found(...unreadReasons.map((reason) => file(reason))));
  const lines = await screen.findAllByRole('listitem');
  expect(new Set(lines.map((line) => line.querySelector('.reason')?.textContent)).size).toBe(
    unreadReasons.length,
  );
  expect(screen.getByText(/2\.000\.000 ký tự đầu/)).toBeTruthy();
  expect(screen.getByText(/quá 5\.000\.000 ký tự/)).toBeTruthy();
});

it('says that all is found, and how many of a long list are named', async () => {
  const { unmount } = render(UnreadFilesPart, {
    context: (() => {
      const app = new Application(
        new FakeBackend({ answers: { 'search.unread': () => Promise.resolve(found()) } }),
      );
      app.setLibrary(openLibrary);
      return applicationContext(app);
    })(),
  });
  expect(await screen.findByText('Mọi tệp kèm theo đọc được chữ đều tìm được.')).toBeTruthy();
  expect(screen.queryByRole('list')).toBeNull();
  unmount();
  show({ total: 1_234, files: [file('damaged')] });
  expect(await screen.findByText('1.234 tệp chưa tìm được hết')).toBeTruthy();
  expect(screen.getByText('Liệt kê 1 tệp đầu tiên.')).toBeTruthy();
});

it('asks again when files were read, once for many news, and nobody while no library is open', async () => {
  const { backend, app, now } = show(found(file('damaged')));
  expect(await screen.findAllByRole('listitem')).toHaveLength(1);
  expect(asked(backend)).toBe(1);
  now.found = found();
  for (let turn = 0; turn < 5; turn += 1) backend.emit('search.changed', { ready: true, done: 1, total: 1 });
  await screen.findByText('Mọi tệp kèm theo đọc được chữ đều tìm được.');
  expect(asked(backend)).toBe(2);
  app.setLibrary({ type: 'none' });
  vi.useFakeTimers();
  onTestFinished(() => {
    vi.useRealTimers();
  });
  await vi.advanceTimersByTimeAsync(1);
  backend.emit('search.changed', { ready: true, done: 1, total: 1 });
  await vi.advanceTimersByTimeAsync(5_000);
  expect(asked(backend)).toBe(2);
});
