import { DeskInbox } from '#core/exchange/inbox/desk-inbox';
import type { DeskDependencies } from '#core/exchange/desk-dependencies';
import { deskOperations } from '#core/exchange/desk-operations';
import { readReceived, receive, removeFromQuarantine } from '#core/exchange/quarantine';
import { acknowledge } from '#core/exchange/register/acknowledge';
import { joinEntry } from '#core/exchange/register/enter';
import { deskParcel, readArrived } from '#core/exchange/register/parcels';
import { Register } from '#core/exchange/register/register-file';
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
    if (first && first.id !== reviewId) {
      await removeFromQuarantine(library, reviewId);
      return first.id;
    }
    const joined = await joinEntry({ library, register }, reviewId);
    // The line stands without it, and the desk offers to make it.
    if (joined)
      await acknowledge({ ...entering(), statements: deps.statements }, joined.id).catch(() => joined);
    deps.deskChanged();
    return reviewId;
  };

  /** A file of a watched folder. What is known already leaves nothing behind. */
  const receiveFromFolder = (path: string, name: string): Promise<void> =>
    inJob(deps.jobs, async (control) => {
      const facts = { receivedAt: platform.now().toISOString(), receivedBy: me() };
      const id = await receive(library, { path, name }, facts, control);
      const { file } = await readReceived(library, id);
      const arrived = await readArrived(library, register);
      const here = arrived.files.find((other) => other.id === id);
      const isKnown = here && deskParcel(arrived, here).before !== null;
      if (!isKnown) return settle(id);
      await removeFromQuarantine(library, id);
      return file.name;
    });

  const inbox = new DeskInbox({ ...deps, receive: receiveFromFolder });
  return {
    handlers: deskOperations({ ...deps, register, inbox, entering }),
    settle,
    close: () => inbox.stop(),
  };
}

/** Does it as a job, so that it is seen and can be stopped; fails as the work does. */
async function inJob(jobs: Jobs, work: (control: JobControl) => Promise<string>): Promise<void> {
  const failure = await new Promise<Failure | undefined>((resolve) => {
    jobs.start('receive', async (control) => {
      try {
        const subject = await work(control);
        resolve(undefined);
        return subject;
      } catch (error) {
        resolve(toFailure(error));
        throw error;
      }
    });
  });
  if (failure) throw failure;
}
