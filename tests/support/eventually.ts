import { vi } from 'vitest';

/** Waits until `check` no longer throws: up to 40 s, because machines that run tests are busy, and no longer than needed. */
export function eventually<T>(check: () => T | Promise<T>): Promise<T> {
  return vi.waitFor(check, { timeout: 40_000, interval: 20 });
}
