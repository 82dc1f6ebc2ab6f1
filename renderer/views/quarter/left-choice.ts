let saving: Promise<unknown> = Promise.resolve();

/** A page was left whose choice is still being saved: what reads the compilation next waits for it. */
export function noteLeft(saved: Promise<boolean>): void {
  saving = Promise.allSettled([saving, saved]);
}

/** Resolves once nothing of a page that was left is being saved any more. */
export const leftIsSaved = (): Promise<unknown> => saving;
