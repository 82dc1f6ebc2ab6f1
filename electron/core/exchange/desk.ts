import { DeskInbox } from '#core/exchange/inbox/desk-inbox';
import type { DeskDependencies } from '#core/exchange/desk-dependencies';
import { deskOperations } from '#core/exchange/desk-operations';
import { readReceived, receive, removeFromQuarantine } from '#core/exchange/quarantine';
import { acknowledge } from '#core/exchange/register/acknowledge';
import { joinEntry } from '#core/exchange/register/enter';
import { deskParcel, readArrived } from '#core/exchange/register/parcels';
import { Register } from '#core/exchange/register/register-file';
import { tidyPapers } from '#core/exchange/tidy-papers';
import { ourOpeners } from '#core/seal/our-openers';
import type { JobControl, Jobs } from '#core/jobs/jobs';
import type { HandlersOf } from '#shared/contract/contract';
import type { deskOperations as operations } from '#shared/contract/desk';
import { type Failure, toFailure } from '#shared/failure';

/** The clerk's desk: what arrives settles here, is registered and passed on. */
export interface Desk {
  readonly handlers: HandlersOf<typeof operations>;
  /** To be told of every parcel that was verified; gives the id under which it waits: an earlier one of the same parcel. */
  readonly settle: (reviewId: string) => Promise<string>;
  close(): Promise<void>;
}

export function createDesk(deps: DeskDependencies): Desk {
  const { library, platform, me } = deps;
  const register = new Register(library);
  const entering = () => ({ library, register, by: me(), now: platform.now() });

  const settle = async (reviewId: string): Promise<string> => {
    const arrived = await readArrived(library, register);
    const here = arrived.files.find(({ id }) => id === reviewId);
    const first = arrived.files.find((file) => file.waiting && file.tagManifest === here?.tagManifest);
    const id = first?.id ?? reviewId;
    if (id !== reviewId) await removeFromQuarantine(library, reviewId);
    // Also an earlier one: the program may have ended before that joined its line.
    const joined = await joinEntry({ library, register }, id);
    // The line stands without it, and the desk offers to make it.
    if (joined)
      await acknowledge({ ...entering(), statements: deps.statements }, joined.id).catch(() => joined);
    if (joined || id === reviewId) deps.deskChanged();
    // What cannot be cleared now is cleared after the next parcel.
    await tidyPapers(library, register).catch(() => undefined);
    return id;
  };

  /** A file of a watched folder. What is known already leaves nothing behind. */
  const receiveOne = async (
    source: { path: string; name: string; passphrase?: string },
    control: JobControl,
  ): Promise<string> => {
    const facts = { receivedAt: platform.now().toISOString(), receivedBy: me() };
    const identities = ourOpeners(platform.keySafe, library);
    const id = await receive(library, { ...source, identities }, facts, control);
    const { file } = await readReceived(library, id);
    const arrived = await readArrived(library, register);
    const here = arrived.files.find((other) => other.id === id);
    const isKnown = here && deskParcel(arrived, here).before !== null;
    if (!isKnown) return settle(id);
    await removeFromQuarantine(library, id);
    return file.name;
  };

  const inbox = new DeskInbox({
    ...deps,
    receive: (path, name) => inJob(deps.jobs, (control) => receiveOne({ path, name }, control)),
  });
  /** As a job that fails with `passphrase-wrong`, and tells how far it is. */
  const unlockFile = (path: string, passphrase: string): { jobId: string } =>
    deps.jobs.start('receive', (control) =>
      inbox.unlock(path, (at, name) => receiveOne({ path: at, name, passphrase }, control)),
    );
  return {
    handlers: deskOperations({ ...deps, register, inbox, entering, unlockFile }),
    settle,
    close: () => inbox.stop(),
  };
}

/** Does it as a job, so that it is seen and can be stopped; fails as the work does. */
async function inJob(jobs: Jobs, work: (control: JobControl) => Promise<string>): Promise<string> {
  const outcome = await new Promise<{ subject: string } | { failure: Failure }>((resolve) => {
    jobs.start('receive', async (control) => {
      try {
        const subject = await work(control);
        resolve({ subject });
        return subject;
      } catch (error) {
        resolve({ failure: toFailure(error) });
        throw error;
      }
    });
  });
  if ('failure' in outcome) throw outcome.failure;
  return outcome.subject;
}
