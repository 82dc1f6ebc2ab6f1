import type { PracticeStore } from '#core/practices/practice-store';

/**
 * Takes a practice's lock and keeps it until the function that is returned is called. Fails with `not-found` or
 * `practice-locked`.
 */
export async function holdPractice(store: PracticeStore, id: string): Promise<() => Promise<void>> {
  let release = (): void => undefined;
  const released = new Promise<void>((resolve) => (release = resolve));
  let done = Promise.resolve();
  await new Promise<void>((resolve, reject) => {
    done = store.exclusively(id, () => {
      resolve();
      return released;
    });
    done.catch(reject);
  });
  return async () => {
    release();
    await done;
  };
}
