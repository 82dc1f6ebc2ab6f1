import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createDesk, type Desk } from '#core/exchange/desk';
import { createExchange } from '#core/exchange/exchange';
import type { FileSystem } from '#core/files/file-system';
import { nodeFileSystem } from '#core/files/node-file-system';
import { createJobs } from '#core/jobs/jobs';
import { layout } from '#core/library/layout';
import type { OpenedLibrary } from '#core/library/opened-library';
import type { Platform } from '#core/platform';
import { readReference } from '#core/reference/reference';
import { ProfileOfficeSeal } from '#core/seal/profile-office-seal';
import { createSettings } from '#core/settings/settings';
import { Statements } from '#core/statements/statement-store';
import type { HandlersOf, Output } from '#shared/contract/contract';
import type { exchangeOperations } from '#shared/contract/exchange';
import { Failure, reviveFailure } from '#shared/failure';
import type { RegisterEntry, RegisterFields } from '#shared/model/register';
import { bundle, type Files } from '#tests/support/bag-builder';
import { bagOf } from '#tests/support/desk-parcels';
import { moment, newOffice } from '#tests/support/exchange';
import { openedOn } from '#tests/support/opened-library';
import { temporaryFolder } from '#tests/support/folders';
import { testPlatform } from '#tests/support/test-platform';

/** One PC on a library: its clerk's desk, and what belongs to it. */
export interface DeskPc {
  readonly library: OpenedLibrary;
  readonly desk: Desk;
  readonly handlers: Desk['handlers'] & HandlersOf<typeof exchangeOperations>;
  readonly statements: Statements;
  /** How often pages were told that something changed. */
  readonly told: () => number;
  /** Runs what waits for the clock: the inbox looks once. */
  readonly tick: () => Promise<void>;
  /** Waits for a job; gives its subject, or fails as it does. */
  readonly ended: (jobId: string) => Promise<string>;
  /** Receives a file; gives the id under which it waits. */
  readonly receive: (path: string, name?: string) => Promise<string>;
}

export async function openDesk(
  root: string,
  options: { fileSystem?: FileSystem; now?: () => Date; me?: string; home?: string; personId?: string } = {},
): Promise<DeskPc> {
  const due: (() => void)[] = [];
  const after: Platform['after'] = (_, work) => {
    due.push(work);
    return () => {
      const at = due.indexOf(work);
      if (at >= 0) due.splice(at, 1);
    };
  };
  const home = options.home ?? temporaryFolder();
  const platform = testPlatform({ now: () => moment, ...options, home, after });
  const library = await openedOn(platform, root);
  const settings = createSettings(platform.settings, () => undefined);
  if (options.personId !== undefined) settings.setMe(library.file.libraryId, options.personId);
  const jobs = createJobs(() => undefined);
  const reference = await readReference(nodeFileSystem, platform.resourcesFolder);
  const statements = new Statements({
    platform,
    library,
    seal: new ProfileOfficeSeal({ platform, library }),
  });
  let told = 0;
  const deps = { platform, library, jobs, reference, settings, statements, me: () => options.me ?? 'Hoa' };
  const desk = createDesk({ ...deps, deskChanged: () => (told += 1) });
  const handlers = { ...createExchange({ ...deps, settle: desk.settle }), ...desk.handlers };
  const ended = async (jobId: string): Promise<string> => {
    for (;;) {
      const job = jobs.list().find((other) => other.jobId === jobId);
      if (job?.state === 'done') return job.subject ?? '';
      if (job && job.state !== 'running')
        throw job.failure ? reviveFailure(job.failure) : new Failure('cancelled');
      await new Promise((resolve) => setTimeout(resolve, 2));
    }
  };
  return {
    ...{ library, desk, handlers, statements },
    told: () => told,
    ended,
    async tick() {
      for (const work of due.splice(0)) work();
      // Looking has begun; the next look waits for the clock once it is over.
      while (due.length === 0) await new Promise((resolve) => setTimeout(resolve, 2));
    },
    async receive(path, name = 'gói.zip') {
      const started = await handlers['exchange.receive']({ file: { type: 'path', path, name } });
      return ended(started.jobId);
    },
  };
}

/** A new library of an office that has no seal yet: the first PC that needs one makes it. */
export async function deskLibrary(): Promise<string> {
  const { root } = await newOffice();
  const file = join(root, layout.office);
  const office = JSON.parse(readFileSync(file, 'utf8')) as object;
  writeFileSync(file, JSON.stringify({ ...office, keys: [] }));
  return root;
}

/** What a clerk writes, unless the test is about it. */
export const fields: RegisterFields = {
  arrivedOn: '2026-10-05',
  from: 'Sở Khoa học và Công nghệ',
  symbol: '15/SKHCN-CĐS',
  paperDate: '2026-10-02',
  subject: 'Gói cách làm hay Quý III/2026 số 02',
  receiver: 'Phòng Chuyển đổi số',
  note: '',
};

/** Registers, and expects that this gives a new line. */
export async function registered(
  pc: DeskPc,
  reviewId: string,
  change: Partial<RegisterFields> & { number?: number | null; gap?: boolean } = {},
): Promise<RegisterEntry> {
  const { number = null, gap = false, ...changed } = change;
  const outcome: Output<'desk.register'> = await pc.handlers['desk.register']({
    ...{ reviewId, number, gap },
    fields: { ...fields, ...changed },
  });
  if (outcome.type !== 'registered') throw new Error(outcome.type);
  return outcome.entry;
}

/** Writes a parcel to a file; gives its path. */
export function parcelFile(files: Files = bagOf(), name = 'gói.zip', folder = temporaryFolder()): string {
  const path = join(folder, name);
  writeFileSync(path, bundle(files));
  return path;
}
