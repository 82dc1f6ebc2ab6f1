import { isTakenIn, listArrivals, readArrival } from '#core/exchange/arrivals';
import {
  readReceived,
  receive,
  removeFromQuarantine,
  tidyQuarantine,
  waitingParcels,
} from '#core/exchange/quarantine';
import { reviewParcel } from '#core/exchange/review';
import { takeIn } from '#core/exchange/take-in';
import { undoArrival } from '#core/exchange/undo';
import { Serial } from '#core/files/serial';
import type { JobControl, Jobs } from '#core/jobs/jobs';
import { type OpenedLibrary, requireWritable } from '#core/library/opened-library';
import type { Platform } from '#core/platform';
import { ourOpeners } from '#core/seal/our-openers';
import type { Statements } from '#core/statements/statement-store';
import type { HandlersOf, Output } from '#shared/contract/contract';
import type { exchangeOperations } from '#shared/contract/exchange';
import type { Reference } from '#shared/contract/library';
import type { FileReference } from '#shared/contract/operation';

interface ExchangeDependencies {
  readonly platform: Pick<Platform, 'now' | 'host' | 'keySafe'>;
  readonly library: OpenedLibrary;
  readonly reference: Reference;
  readonly jobs: Jobs;
  readonly statements: Statements;
  /** Name of the person at the keyboard. */
  readonly me: () => string;
  /** Hears of what was verified, and gives the id under which it waits. */
  readonly settle?: (reviewId: string) => Promise<string>;
}

/** Parcels from other offices: received and verified, reviewed, taken in, undone. */
export function createExchange(deps: ExchangeDependencies): HandlersOf<typeof exchangeOperations> {
  const { platform, library, reference, jobs, statements, me } = deps;
  // Taking in and undoing change many practices: one at a time.
  const serial = new Serial();
  const taken = (id: string): Promise<boolean> => isTakenIn(library, id);
  /** Runs a change of the library and has the catalogue look at the practices that the arrival names. */
  const change = async (arrivalId: string, work: () => Promise<string>): Promise<string> =>
    serial.run('change', async () => {
      const subject = await work();
      // It is done, also where the drive goes away now: the catalogue hears of it by the watch of the library then.
      await noteArrival(library, arrivalId).catch(() => undefined);
      return subject;
    });

  return {
    'exchange.receive': async ({ file, passphrase }) => {
      requireWritable(library);
      const facts = { receivedAt: platform.now().toISOString(), receivedBy: me() };
      return Promise.resolve(
        jobs.start('receive', async (control) => {
          await tidyQuarantine(library, platform.now(), taken);
          const reviewId = await receiveGiven(deps, { file, passphrase }, facts, control);
          return deps.settle ? deps.settle(reviewId) : reviewId;
        }),
      );
    },
    'exchange.review': ({ reviewId }) => reviewParcel({ library, reference, statements }, reviewId),
    'exchange.waiting': () => waitingList(library, taken),
    'exchange.putAside': async ({ reviewId }) => {
      requireWritable(library);
      await readReceived(library, reviewId);
      await removeFromQuarantine(library, reviewId);
      return {};
    },
    'exchange.takeIn': async ({ reviewId, choose, despite = [] }) => {
      requireWritable(library);
      await readReceived(library, reviewId);
      const by = me();
      return jobs.start('take-in', (control) =>
        change(reviewId, () =>
          takeIn({ library, statements, reviewId, choose, despite, by, now: platform.now(), control }),
        ),
      );
    },
    'exchange.arrivals': () => listArrivals(library),
    'exchange.undo': async ({ arrivalId }) => {
      requireWritable(library);
      await readArrival(library, arrivalId);
      const by = me();
      return jobs.start('undo', (control) =>
        change(arrivalId, () =>
          undoArrival({ library, statements, arrivalId, by, now: platform.now(), control }),
        ),
      );
    },
  };
}

async function noteArrival(library: OpenedLibrary, arrivalId: string): Promise<void> {
  const { takenIn, beside = [] } = await readArrival(library, arrivalId);
  await library.catalogue.note(...[...takenIn, ...beside].map(({ id }) => id));
}

async function waitingList(
  library: OpenedLibrary,
  taken: (id: string) => Promise<boolean>,
): Promise<Output<'exchange.waiting'>> {
  const waiting = await waitingParcels(library, taken);
  return waiting.map(({ id, file, manifest }) => ({
    reviewId: id,
    name: file.name,
    office: manifest.office.name,
    period: manifest.period,
    number: manifest.number,
  }));
}

async function receiveGiven(
  { platform, library }: ExchangeDependencies,
  { file, passphrase }: { file: FileReference; passphrase: string | undefined },
  facts: { receivedAt: string; receivedBy: string },
  control: JobControl,
): Promise<string> {
  const { path, release } = await platform.host.fileOf(file);
  try {
    const identities = ourOpeners(platform.keySafe, library);
    return await receive(library, { path, name: file.name, passphrase, identities }, facts, control);
  } finally {
    await release();
  }
}
