import { proposePassphrase } from '#core/age/passphrase';
import { readCompilation } from '#core/compilation/compilation-file';
import { listArrivals } from '#core/exchange/arrivals';
import type { Jobs } from '#core/jobs/jobs';
import { type OpenedLibrary, ourOffice, requireWritable } from '#core/library/opened-library';
import type { Platform } from '#core/platform';
import { acknowledgements, heldByAll } from '#core/sending/acknowledgements';
import { PaperShelf } from '#core/papers/paper-shelf';
import { departureSheet } from '#core/sending/departure-sheet';
import { Departures } from '#core/sending/departures';
import { lockBundle } from '#core/sending/lock-bundle';
import { readRecipients, saveRecipients } from '#core/sending/recipients-file';
import { Scales } from '#core/sending/weigh';
import { StatementJudge } from '#core/statements/judge';
import type { Statements } from '#core/statements/statement-store';
import type { HandlersOf, Output } from '#shared/contract/contract';
import type { Reference } from '#shared/contract/library';
import type { sendingOperations } from '#shared/contract/sending';
import { departureSheet as english } from '#shared/messages/en/departure-sheet';
import { departureSheet as vietnamese } from '#shared/messages/vi/departure-sheet';
import { officeName } from '#shared/model/office';

interface SendingDependencies {
  readonly platform: Pick<Platform, 'now' | 'fileSystem' | 'profileFolder'>;
  readonly library: OpenedLibrary;
  readonly reference: Reference;
  readonly jobs: Jobs;
  readonly statements: Statements;
  /** Name of the person at the keyboard. */
  readonly me: () => string;
}

/** Sending bundles to other offices. */
export function createSending(deps: SendingDependencies): HandlersOf<typeof sendingOperations> {
  const { platform, library, reference, jobs, statements, me } = deps;
  const said = { statements, judge: new StatementJudge(library) };
  const departures = new Departures(library, said);
  const scales = new Scales(library, reference);
  const stamp = (): { by: string; at: Date } => ({ by: me(), at: platform.now() });
  /** Runs a change; fails where the library cannot be written. */
  const writing = async <T>(change: () => Promise<T>): Promise<T> => {
    requireWritable(library);
    return change();
  };
  return {
    'sending.recipients': () => recipientList(library),
    'sending.saveRecipients': ({ base, recipients }) =>
      writing(async () => {
        const isSaved = await saveRecipients(library, base, recipients);
        return { type: isSaved ? 'saved' : 'conflict', ...(await recipientList(library)) };
      }),
    'sending.departures': () => departures.list(),
    'sending.exportRegister': async ({ year, language }) => {
      const words = language === 'vi' ? vietnamese : english;
      const office = officeName(ourOffice(library));
      const sheet = { year, office, departures: await departures.list(), language };
      return new PaperShelf(platform).put(words.file(year), await departureSheet(sheet, words));
    },
    'sending.departure': ({ id }) => departures.get(id),
    'sending.check': ({ id }) => departures.check(id),
    'sending.accept': ({ id, reason }) => writing(() => departures.accept(id, reason, stamp())),
    'sending.address': ({ id, add, remove }) => writing(() => departures.address(id, add, remove)),
    'sending.mark': ({ id, recipients, sent }) =>
      writing(() => departures.mark(id, recipients, sent, stamp())),
    'sending.weigh': ({ period }) => scales.weigh(period),
    'sending.lacking': async ({ period, recipients: ids }) => {
      const { compilation } = await readCompilation(library, period);
      const { recipients } = (await readRecipients(library)).file;
      const known = await acknowledgements(said, library.office?.officeId);
      const chosen = recipients.filter(({ id }) => ids.includes(id));
      const has = await heldByAll(library, compilation.items, chosen, known);
      return { lacking: compilation.items.length - has.size, all: compilation.items.length };
    },
    'sending.proposePassphrase': () => Promise.resolve({ passphrase: proposePassphrase() }),
    'sending.lock': ({ id, passphrase, files }) =>
      writing(() => {
        const { by, at: now } = stamp();
        return Promise.resolve(
          jobs.start('export', (control) =>
            lockBundle({ library, id, way: { passphrase }, files, by, now, control }),
          ),
        );
      }),
  };
}

/** The list, and offices that have sent us something and are not on it. */
async function recipientList(library: OpenedLibrary): Promise<Output<'sending.recipients'>> {
  const { file, hash } = await readRecipients(library);
  const known = new Map<string, string>();
  for (const { bundle } of await listArrivals(library)) known.set(bundle.officeId, bundle.office);
  for (const { office } of file.recipients) if (office !== null) known.delete(office);
  known.delete(library.office?.officeId ?? '');
  const offices = [...known].map(([office, name]) => ({ office, name }));
  return { recipients: file.recipients, hash, known: offices };
}
