import { render, screen } from '@testing-library/svelte';
import { expect, it } from 'vitest';
import { Application } from '#renderer/state/application.svelte';
import { applicationContext } from '#renderer/state/application-context';
import { FakeBackend, fakePractice, openLibrary } from '#tests/support/fake-backend';
import News from '../../../renderer/views/today/News.svelte';

const visit = Date.UTC(2026, 10, 21, 7, 0);
const old = fakePractice({ id: '019b8c00-0000-7000-8000-000000000001', title: 'Bài cũ' }, [], {
  changedAt: visit - 1,
}).summary;
const fresh = fakePractice({ id: '019b8c00-0000-7000-8000-000000000002', title: 'Bài mới' }, [], {
  changedAt: visit + 1,
}).summary;

async function headings(lastVisit: number | null): Promise<(string | null)[]> {
  const app = new Application(new FakeBackend({ library: { ...openLibrary, lastVisit } }));
  await app.start();
  const { unmount } = render(News, { props: { news: [fresh, old] }, context: applicationContext(app) });
  const found = screen.getAllByRole('heading').map(({ textContent }) => textContent);
  unmount();
  return found;
}

it('says what is new since the last visit, and makes no such claim the first time', async () => {
  const [since, before] = await headings(visit);
  expect(since).toMatch(/^Mới từ lần trước/);
  expect(before).toBe('Trước đó');
  expect(await headings(null)).toEqual(['Mới cập nhật']);
  expect(await headings(visit + 5)).toEqual(['Mới cập nhật']);
});
