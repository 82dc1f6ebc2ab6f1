import type { DeskDependencies } from '#core/exchange/desk-dependencies';
import type { DeskInbox } from '#core/exchange/inbox/desk-inbox';
import { earlierEntry, receivedPapers } from '#core/exchange/received-papers';
import { acknowledge } from '#core/exchange/register/acknowledge';
import { amendEntry, forwardEntry, settleEntry } from '#core/exchange/register/change-entry';
import { type Entering, enterParcel } from '#core/exchange/register/enter';
import { deskParcel, deskParcels, parcelOfEntry, readArrived } from '#core/exchange/register/parcels';
import type { Register } from '#core/exchange/register/register-file';
import { registerSheet } from '#core/exchange/register/register-sheet';
import { vietnamDate } from '#core/bundle/vietnam-date';
import { ourOffice, requireWritable } from '#core/library/opened-library';
import { PaperShelf } from '#core/papers/paper-shelf';
import type { HandlersOf, Output } from '#shared/contract/contract';
import type { DeskParcel, deskOperations as operations } from '#shared/contract/desk';
import { Failure } from '#shared/failure';
import { registerSheet as english } from '#shared/messages/en/register-sheet';
import { registerSheet as vietnamese } from '#shared/messages/vi/register-sheet';
import { officeName } from '#shared/model/office';

interface Parts extends DeskDependencies {
  readonly register: Register;
  readonly inbox: DeskInbox;
  /** Who does something now. */
  readonly entering: () => Entering;
  readonly unlockFile: (path: string, passphrase: string) => { jobId: string };
}

export function deskOperations(parts: Parts): HandlersOf<typeof operations> {
  return { ...parcelHandlers(parts), ...registerHandlers(parts), ...folderHandlers(parts) };
}

type Area<Names extends keyof typeof operations> = HandlersOf<Pick<typeof operations, Names>>;

function parcelHandlers(
  parts: Parts,
): Area<'desk.list' | 'desk.parcel' | 'desk.papers' | 'desk.nextNumber' | 'desk.mine' | 'desk.entry'> {
  const { library, register, inbox, platform, settings } = parts;
  const today = (): string => vietnamDate(platform.now().toISOString());
  return {
    'desk.list': async () => ({
      parcels: deskParcels(await readArrived(library, register)),
      ...inbox.files(),
    }),
    'desk.parcel': async ({ reviewId }) => {
      const arrived = await readArrived(library, register);
      const file = arrived.files.find(({ id }) => id === reviewId);
      if (!file) throw new Failure('not-found', { where: reviewId });
      const next = await register.nextNumber(Number(today().slice(0, 4)));
      return { parcel: deskParcel(arrived, file), today: today(), next };
    },
    'desk.papers': async ({ parcels, office }) => {
      const papers: Output<'desk.papers'> = [];
      const entries = (await register.all()).filter(({ parcel }) => parcel.office.id === office);
      for (const parcel of new Set(parcels))
        for (const paper of await receivedPapers(library, parcel))
          papers.push({ ...paper, parcel, earlier: earlierEntry(entries, paper) });
      return papers;
    },
    'desk.nextNumber': async ({ year }) => ({ next: await register.nextNumber(year) }),
    'desk.entry': async ({ entryId }) => {
      const found = await register.entry(entryId);
      const arrived = await readArrived(library, register);
      return { ...found, parcel: parcelOfEntry(arrived, found.entry) };
    },
    'desk.mine': async () => {
      const parcels = deskParcels(await readArrived(library, register));
      return workOf(parcels, settings.get().me[library.file.libraryId]);
    },
  };
}

/** What was passed on to a person and still waits, and how many parcels nobody has passed on. */
function workOf(parcels: readonly DeskParcel[], me: string | undefined): Output<'desk.mine'> {
  const waiting = parcels.filter(({ here }) => here.some((part) => part.waiting));
  const forwarded: Output<'desk.mine'>['forwarded'] = [];
  for (const { entry } of waiting) {
    const last = entry?.forwarded.at(-1);
    if (entry?.done === null && me !== undefined && last?.to.id === me)
      forwarded.push({ entryId: entry.id, due: last.due });
  }
  const open = waiting.filter(
    ({ entry, before }) =>
      before === null && (entry === null || (entry.done === null && entry.forwarded.length === 0)),
  );
  return { forwarded, waiting: open.length };
}

function registerHandlers(
  parts: Parts,
): Area<
  | 'desk.register'
  | 'desk.register.list'
  | 'desk.amend'
  | 'desk.acknowledge'
  | 'desk.forward'
  | 'desk.done'
  | 'desk.export'
> {
  const { library, register, platform, statements, entering } = parts;
  const shelf = new PaperShelf(platform);
  /** Runs a change, and has pages look again once it is made. */
  const changing = async <T>(work: () => Promise<T>): Promise<T> => {
    requireWritable(library);
    const result = await work();
    parts.deskChanged();
    return result;
  };
  return {
    'desk.register': (input) =>
      changing(async () => {
        ourOffice(library);
        return enterParcel(entering(), input);
      }),
    'desk.register.list': async ({ year }) => {
      const years = await register.years();
      const shown = year ?? years[0] ?? Number(vietnamDate(platform.now().toISOString()).slice(0, 4));
      return { year: shown, years, ...(await register.ofYear(shown)) };
    },
    'desk.amend': (input) => changing(() => amendEntry(entering(), input)),
    'desk.acknowledge': ({ entryId }) =>
      changing(async () => ({ entry: await acknowledge({ ...entering(), statements }, entryId) })),
    'desk.forward': (input) => changing(() => forwardEntry(entering(), input)),
    'desk.done': (input) => changing(() => settleEntry(entering(), input)),
    'desk.export': async ({ year, language }) => {
      const words = language === 'vi' ? vietnamese : english;
      const office = officeName(ourOffice(library));
      const { entries } = await register.ofYear(year);
      const bytes = await registerSheet({ year, office, entries }, words);
      return shelf.put(words.file(year), bytes);
    },
  };
}

function folderHandlers({
  inbox,
  library,
  unlockFile,
}: Parts): Area<
  'desk.forgetFile' | 'desk.unlockFile' | 'desk.folders' | 'desk.watchFolder' | 'desk.leaveFolder'
> {
  return {
    'desk.unlockFile': ({ path, passphrase }) => {
      requireWritable(library);
      return Promise.resolve(unlockFile(path, passphrase));
    },
    'desk.forgetFile': ({ path }) => {
      inbox.forget(path);
      return Promise.resolve({});
    },
    'desk.folders': () => inbox.folders(),
    'desk.watchFolder': async ({ path }) => {
      await inbox.watch(path);
      return {};
    },
    'desk.leaveFolder': ({ path }) => {
      inbox.leave(path);
      return Promise.resolve({});
    },
  };
}
