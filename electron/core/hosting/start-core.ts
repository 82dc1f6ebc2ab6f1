import { resolve } from 'node:path';
import { toFailure } from '#shared/failure';
import type { Core } from '#core/core';
import type { ProgramArguments } from '#core/hosting/program-arguments';

type Wish = Pick<ProgramArguments, 'library' | 'sample'>;

/** Opens what was named on the command line, else the last library, else the sample if asked for, else nothing. */
async function openFirstLibrary(core: Core, wish: Wish): Promise<void> {
  const { lastLibrary, language } = await core.invoke('settings.get', {});
  const path = wish.library === undefined ? lastLibrary : resolve(wish.library);
  if (path !== null) await core.invoke('library.open', { path });
  else if (wish.sample) await core.invoke('library.openSample', { language });
}

/**
 * Brings the core up with its first library open, so that a page that asks early is answered with that library and
 * never sees the first-run screen flash by. A library that cannot be opened is told to `report` and leaves none open.
 */
export async function startCore(
  create: () => Promise<Core>,
  wish: Wish,
  report: (sentence: string) => void,
): Promise<Core> {
  const core = await create();
  try {
    await openFirstLibrary(core, wish);
  } catch (error) {
    report(toFailure(error).message);
  }
  return core;
}
