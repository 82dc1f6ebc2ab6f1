import { cleanup, render, screen } from '@testing-library/svelte';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { applicationContext } from '#renderer/state/application-context';
import { Application } from '#renderer/state/application.svelte';
import { ourLibrary, practiceId, StoredPractice } from '#tests/renderer/editor/stored-practice';
import { FakeBackend } from '#tests/support/fake-backend';
import EditorView from '../../../renderer/views/editor/EditorView.svelte';

vi.setConfig({ testTimeout: 60_000 });

beforeEach(() => {
  localStorage.clear();
  Element.prototype.scrollIntoView = () => undefined;
  globalThis.CSS = { supports: () => true, escape: (text: string) => text } as unknown as typeof CSS;
});
afterEach(cleanup);

it('does not call a practice missing while the library is away, and reads it once it is back', async () => {
  const { practice } = new StoredPractice();
  let isThere = false;
  const backend = new FakeBackend({
    library: ourLibrary,
    answers: {
      'practices.get': () => Promise.resolve(isThere ? { type: 'practice', practice } : { type: 'missing' }),
    },
  });
  const app = new Application(backend);
  await app.start();
  render(EditorView, { props: { path: [practiceId] }, context: applicationContext(app) });
  await screen.findByText('Không tìm thấy bài này');
  backend.emit('library.changed', { type: 'missing', path: ourLibrary.path });
  await screen.findByText('Đang mở bài…');
  expect(screen.queryByText('Không tìm thấy bài này')).toBeNull();
  isThere = true;
  backend.emit('library.changed', ourLibrary);
  expect(await screen.findByRole('heading', { level: 1, name: 'Bản đầu' })).toBeDefined();
});
