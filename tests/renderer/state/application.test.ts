import { beforeEach, expect, it } from 'vitest';
import { Application } from '#renderer/state/application.svelte';
import { Failure, type FailureCode } from '#shared/failure';
import { defaultSettings } from '#shared/model/settings';
import { FakeBackend, openLibrary } from '#tests/support/fake-backend';

let host: FakeBackend;
let app: Application;

async function meet(code: FailureCode): Promise<void> {
  await app.ask('library.open', { path: code });
}

beforeEach(async () => {
  host = new FakeBackend({
    answers: { 'library.open': ({ path }) => Promise.reject(new Failure(path as FailureCode)) },
  });
  app = new Application(host);
  await app.start();
});

it.each(['library-missing', 'host-gone', 'no-library'] as const)(
  'takes the banner %s away when the library is there again',
  async (code) => {
    await meet(code);
    expect(app.failure?.code).toBe(code);
    host.emit('library.changed', openLibrary);
    expect(app.failure).toBeNull();
  },
);

it('keeps other faults when the library changes', async () => {
  await meet('disk-full');
  host.emit('library.changed', openLibrary);
  expect(app.failure?.code).toBe('disk-full');
});

it('leaves it to the screen to say that the library is away', async () => {
  await meet('library-missing');
  host.emit('library.changed', { type: 'missing', path: '/x' });
  expect(app.failure).toBeNull();
  await meet('library-missing');
  expect(app.failure).toBeNull();
  await meet('disk-full');
  expect(app.failure).toMatchObject({ code: 'disk-full' });
});

it('takes what is told while it starts for newer than the answers, and stops listening when it cannot start', async () => {
  let answer = (): void => undefined;
  const asked = new Promise<void>((resolve) => (answer = resolve));
  let fails = false;
  const slow = new FakeBackend({
    answers: {
      'library.state': () => asked.then(() => ({ type: 'none' })),
      'settings.get': () => asked.then(() => defaultSettings),
      'reference.get': () =>
        fails
          ? Promise.reject(new Failure('internal'))
          : Promise.resolve({ provinces: [], fields: [], topics: [], sources: [] }),
      'jobs.list': () => asked.then(() => []),
    },
  });
  const other = new Application(slow);
  const starting = other.start();
  slow.emit('library.changed', openLibrary);
  slow.emit('settings.changed', { ...defaultSettings, language: 'en' });
  other.search.text = 'cáp';
  answer();
  await starting;
  expect([other.library.type, other.language, other.search.text]).toEqual(['open', 'en', 'cáp']);

  fails = true;
  const failing = new Application(slow);
  await expect(failing.start()).rejects.toMatchObject({ code: 'internal' });
  slow.emit('settings.changed', { ...defaultSettings, language: 'en' });
  expect(failing.language).toBe('vi');
});
