import { beforeEach, describe, expect, it } from 'vitest';
import { Router, screens } from '#renderer/state/router.svelte';

async function visit(hash: string): Promise<Router> {
  location.hash = hash;
  await new Promise((resolve) => setTimeout(resolve));
  return new Router();
}

beforeEach(() => {
  location.hash = '';
});

describe('the address', () => {
  it('leads back to the place it was made for, whatever the path holds', async () => {
    const maker = new Router();
    for (const part of ['019b8c00', 'Quý IV/2024', 'a b', '%', '..', 'constructor', 'ngầm?#x']) {
      const router = await visit(maker.address('practice', part));
      expect(router.place).toEqual({ screen: 'practice', path: [part] });
    }
  });

  it.each(['', '#', '#/', '#/nowhere', '#/constructor', '#/__proto__/x', '#today/../search'])(
    'falls back to today for %j',
    async (hash) => {
      const router = await visit(hash);
      expect(screens).toContain(router.place.screen);
      expect(router.place.screen).toBe('today');
    },
  );

  it('takes a broken escape as text', async () => {
    const router = await visit('#/practice/%E0%A4%A');
    expect(router.place.path).toEqual(['%E0%A4%A']);
  });

  it('knows whence a practice was opened', async () => {
    const router = new Router();
    const visits: [string, string][] = [
      ['#/write/abc', 'search'],
      ['#/practice/abc', 'write/abc'],
      ['#/practice/def', 'write/abc'],
      ['#/today', 'write/abc'],
      ['#/practice/abc', 'today'],
    ];
    for (const [hash, origin] of visits) {
      location.hash = hash;
      await new Promise((resolve) => setTimeout(resolve, 20));
      expect([router.origin.screen, ...router.origin.path].join('/')).toBe(origin);
    }
  });

  it('is followed when it changes', async () => {
    const router = new Router();
    router.go('settings', 'bin');
    await new Promise((resolve) => setTimeout(resolve));
    expect(router.place).toEqual({ screen: 'settings', path: ['bin'] });
  });
});
