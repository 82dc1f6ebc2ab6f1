import { beforeEach, expect, it } from 'vitest';
import { Application } from '#renderer/state/application.svelte';
import { Failure, type FailureCode } from '#shared/failure';
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
