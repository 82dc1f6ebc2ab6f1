import { randomBytes } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { v7 as uuidv7 } from 'uuid';
import { stringify } from 'yaml';
import { createCompilations } from '#core/compilation/compilations';
import { createExchange } from '#core/exchange/exchange';
import type { FileSystem } from '#core/files/file-system';
import { nodeFileSystem } from '#core/files/node-file-system';
import { issueOperations } from '#core/issue/issue-operations';
import { createJobs } from '#core/jobs/jobs';
import { layout } from '#core/library/layout';
import { createLibrary } from '#core/library/open-library';
import type { OpenedLibrary } from '#core/library/opened-library';
import { attach } from '#core/practices/attachments';
import { changePractice } from '#core/practices/document';
import type { KeySafe } from '#core/platform';
import { readReference } from '#core/reference/reference';
import { introduceOffice } from '#core/seal/office-introduction';
import { withFirstKey } from '#core/seal/office-key';
import { officesOperations } from '#core/seal/offices-operations';
import { ProfileOfficeSeal } from '#core/seal/profile-office-seal';
import { closedParcelOperations } from '#core/sending/closed-parcel-operations';
import { createOutbox } from '#core/sending/outbox/outbox-operations';
import { createSending } from '#core/sending/sending-operations';
import { createSettings } from '#core/settings/settings';
import { statementsOperations } from '#core/statements/statement-operations';
import { Statements } from '#core/statements/statement-store';
import type { Job } from '#shared/contract/application';
import type { closedParcelOperations as ofClosedParcels } from '#shared/contract/closed-parcels';
import type { HandlersOf } from '#shared/contract/contract';
import type { exchangeOperations, Review } from '#shared/contract/exchange';
import type { issueOperations as ofIssue } from '#shared/contract/issue';
import type { quarterOperations } from '#shared/contract/quarter';
import type { officesOperations as ofOffices } from '#shared/contract/offices';
import type { outboxOperations } from '#shared/contract/outbox';
import type { sendingOperations } from '#shared/contract/sending';
import type { statementsOperations as ofStatements } from '#shared/contract/statements';
import { Failure, reviveFailure } from '#shared/failure';
import type { Office } from '#shared/model/office';
import { temporaryFolder } from '#tests/support/folders';
import { openedOn } from '#tests/support/opened-library';
import { testPlatform } from '#tests/support/test-platform';

type Handlers = HandlersOf<
  typeof exchangeOperations &
    typeof quarterOperations &
    typeof ofIssue &
    typeof ofStatements &
    typeof sendingOperations &
    typeof outboxOperations &
    typeof ofClosedParcels &
    typeof ofOffices
>;

/** An office's library with what belongs to exchange, and nothing else of the program. */
export interface ExchangeOffice {
  readonly root: string;
  readonly library: OpenedLibrary;
  readonly handlers: Handlers;
  readonly statements: Statements;
  /** Waits for a job; resolves with its subject, fails with its failure or `cancelled`. */
  readonly ended: (started: { jobId: string }) => Promise<string>;
  readonly cancel: (jobId: string) => void;
  /** What is known of parcels in exchange folders, as one text. */
  readonly lookAtOutbox: () => Promise<string>;
}

export const period = '2026-Q3';
export const moment = new Date('2026-10-05T02:12:30.000Z');

const secrets = new Map<string, string>();
/** All machines of the offices of a test have the seals of their offices, unless they are given another safe. */
export const officeSafe: KeySafe = {
  keep: (name, secret) => Promise.resolve(void secrets.set(name, secret)),
  read: (name) => Promise.resolve(secrets.get(name)),
  remove: (name) => Promise.resolve(void secrets.delete(name)),
};

/** Opens an existing library. */
export async function openOffice(
  root: string,
  options: { fileSystem?: FileSystem; now?: () => Date; me?: string; keySafe?: KeySafe } = {},
): Promise<ExchangeOffice> {
  const platform = testPlatform({ now: () => moment, keySafe: officeSafe, ...options });
  const library = await openedOn(platform, root);
  await library.catalogue.scan();
  const reference = await readReference(nodeFileSystem, platform.resourcesFolder);
  const waiting = new Map<string, (job: Job) => void>();
  const jobs = createJobs((job) => {
    if (job.state !== 'running') waiting.get(job.jobId)?.(job);
  });
  const seal = new ProfileOfficeSeal({ platform, library });
  const statements = new Statements({ platform, library, seal });
  const me = (): string => options.me ?? 'Nguyễn Thị Hoa';
  const deps = { platform, library, reference, jobs, seal, statements, me };
  const settings = createSettings(platform.settings, () => undefined);
  const outbox = createOutbox({ ...deps, settings, deskChanged: () => undefined });
  return {
    root,
    library,
    statements,
    handlers: {
      ...createExchange(deps),
      ...createCompilations(deps),
      ...issueOperations(deps),
      ...statementsOperations(deps),
      ...createSending(deps),
      ...outbox.handlers,
      ...closedParcelOperations(deps),
      ...officesOperations(deps),
    },
    lookAtOutbox: outbox.look,
    cancel: (jobId) => {
      jobs.cancel(jobId);
    },
    async ended({ jobId }) {
      const job = await new Promise<Job>((resolve) => {
        const known = jobs.list().find((entry) => entry.jobId === jobId);
        if (known && known.state !== 'running') resolve(known);
        else waiting.set(jobId, resolve);
      });
      if (job.state === 'done') return job.subject ?? '';
      throw job.failure ? reviveFailure(job.failure) : new Failure('cancelled');
    },
  };
}

/** A new library of an office. */
export async function newOffice(
  options: {
    name?: string;
    symbol?: string;
    province?: string;
    officeId?: string;
    root?: string;
    fileSystem?: FileSystem;
  } = {},
): Promise<ExchangeOffice> {
  const root = options.root ?? join(temporaryFolder(), 'kho');
  await createLibrary(nodeFileSystem, root, 'Kho', moment);
  const name = options.name ?? 'Sở Khoa học và Công nghệ thành phố Hải Phòng';
  const office: Office = {
    format: '1.0',
    officeId: options.officeId ?? uuidv7(),
    names: [{ name, symbol: options.symbol ?? 'SKHCN' }],
    level: 'province',
    province: options.province ?? '31@2025-07-01',
    keys: [],
  };
  const set = { safe: officeSafe, random: randomBytes, now: moment };
  writeFileSync(join(root, layout.office), JSON.stringify(await withFirstKey(office, set)));
  const opened = await openOffice(root, options.fileSystem ? { fileSystem: options.fileSystem } : {});
  // As after `office.save`.
  const platform = { keySafe: officeSafe, now: () => moment };
  await introduceOffice({ ...opened, seal: new ProfileOfficeSeal({ platform, library: opened.library }) });
  return opened;
}

export interface PracticeInput {
  readonly id?: string;
  readonly title?: string;
  readonly body?: string;
  readonly fields?: Record<string, unknown>;
  readonly attachments?: Record<string, Uint8Array | string>;
  readonly approve?: boolean;
}

/** Writes a practice of the office's own, minted and approved; returns its id. */
export async function writePractice(
  { library, root }: ExchangeOffice,
  input: PracticeInput = {},
): Promise<string> {
  const id = input.id ?? uuidv7();
  const frontMatter = {
    format: '1.0',
    id,
    origin: library.office?.officeId,
    office: library.office?.names[0]?.name,
    level: 'province',
    province: library.office?.province,
    language: 'vi',
    title: input.title ?? 'Ngầm hóa, chỉnh trang cáp viễn thông',
    period,
    sharing: { scope: 'public' },
    ...input.fields,
  };
  const body = input.body ?? '## Mục đích\n\nDọn “rác trời”.\n';
  const text = `---\n${stringify(frontMatter, { lineWidth: 0 })}---\n\n${body}`;
  await library.store.create(id, text, { format: '1.0', status: 'draft', log: [] });
  const sources = join(root, '..', `sources-${id}`);
  for (const [name, content] of Object.entries(input.attachments ?? {})) {
    mkdirSync(sources, { recursive: true });
    const path = join(sources, name);
    writeFileSync(path, content);
    await attach(library, id, { path, name, title: `Tài liệu ${name}` });
  }
  if (input.approve !== false) await approve(library, id);
  await library.catalogue.note(id);
  return id;
}

/** Mints what there is and notes it as approved. */
export async function approve(library: OpenedLibrary, id: string): Promise<string> {
  const { revision } = await library.revisions.mint(id, { by: '', at: moment });
  const entry = {
    at: moment.toISOString(),
    by: 'Giám đốc',
    step: 'approve',
    to: 'approved' as const,
    revision,
  };
  const work = { format: '1.0', status: 'approved' as const, log: [entry] };
  await library.store.exclusively(id, (held) => library.store.writeWork(id, work, held));
  await library.catalogue.note(id);
  return revision;
}

/** Changes a practice's title, or other front matter, and approves the new revision. */
export async function revise(
  { library }: ExchangeOffice,
  id: string,
  fields: Record<string, unknown>,
): Promise<string> {
  await writeByHand(library, id, new Map(Object.entries(fields)));
  return approve(library, id);
}

/** Changes front matter as somebody does with a text editor: whatever status the practice has. */
export async function writeByHand(
  { store }: OpenedLibrary,
  id: string,
  fields: ReadonlyMap<string, unknown>,
): Promise<void> {
  const { document } = await store.read(id);
  writeFileSync(store.at(layout.text(id)), changePractice(document, { fields }));
}

/** Compiles the practices and exports them; returns the bundle's path. */
export async function exportPractices(
  office: ExchangeOffice,
  items: readonly string[],
  options: { number?: number; foreword?: string; unsealed?: boolean } = {},
): Promise<string> {
  const { handlers } = office;
  const { hash } = await handlers['compilations.get']({ period });
  const foreword = options.foreword ?? 'Kính gửi các cơ quan.';
  await handlers['compilations.save']({ period, base: hash, foreword, items: [...items] });
  const file = await office.ended(
    await handlers['compilations.export']({
      ...{ period, number: options.number ?? 2 },
      unsealed: options.unsealed ?? false,
    }),
  );
  return join(office.root, layout.bundles(period), file);
}

/** Receives a file; resolves with the review. */
export async function receiveFile(office: ExchangeOffice, path: string, name = 'gói.zip'): Promise<Review> {
  const started = await office.handlers['exchange.receive']({ file: { type: 'path', path, name } });
  return office.handlers['exchange.review']({ reviewId: await office.ended(started) });
}

/** Takes in what a review chose beforehand, or the given ids; resolves with the arrival's id. */
export async function takeInReviewed(
  office: ExchangeOffice,
  review: Review,
  choose?: string[],
): Promise<string> {
  const ids = choose ?? review.items.filter(({ chosen }) => chosen).map(({ id }) => id);
  const asked = { reviewId: review.reviewId, choose: ids, despite: choose ?? [] };
  return office.ended(await office.handlers['exchange.takeIn'](asked));
}
