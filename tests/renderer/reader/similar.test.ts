import { cleanup, render, screen } from '@testing-library/svelte';
import { afterEach, expect, it, vi } from 'vitest';
import { applicationContext } from '#renderer/state/application-context';
import { Application } from '#renderer/state/application.svelte';
import { eventually } from '#tests/support/eventually';
import { FakeBackend, fakePractice } from '#tests/support/fake-backend';
import Similar from '../../../renderer/views/reader/Similar.svelte';

const id = '019b8c00-0000-7000-8000-00000000000a';
const other = fakePractice({ id: '019b8c00-0000-7000-8000-00000000000b', title: 'Hạ ngầm cáp' });

/** In sight as soon as it is watched. */
class InSight {
  readonly #seen: (entries: { isIntersecting: boolean }[]) => void;

  constructor(seen: (entries: { isIntersecting: boolean }[]) => void) {
    this.#seen = seen;
  }

  observe(): void {
    this.#seen([{ isIntersecting: true }]);
  }

  disconnect(): void {
    // Nothing is watched on.
  }
}

afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

it('shows what is similar once the index that is being made is whole', async () => {
  vi.stubGlobal('IntersectionObserver', InSight);
  const state = { ready: false, done: 0, total: 2 };
  const found = (): { practice: typeof other.summary; shared: string[] }[] =>
    state.ready ? [{ practice: other.summary, shared: ['hạ ngầm'] }] : [];
  const backend = new FakeBackend({
    answers: {
      'search.state': () => Promise.resolve({ ...state }),
      'search.similar': () => Promise.resolve(found()),
    },
  });
  const app = new Application(backend);
  await app.start();
  render(Similar, { props: { id }, context: applicationContext(app) });
  backend.emit('search.changed', { ...state, done: 1 });
  state.ready = true;
  backend.emit('search.changed', { ready: true, done: 2, total: 2 });
  await eventually(() => {
    expect(screen.getByRole('link', { name: 'Hạ ngầm cáp' })).toBeTruthy();
  });
  expect(backend.calls.filter(({ operation }) => operation === 'search.similar')).toHaveLength(1);
});
