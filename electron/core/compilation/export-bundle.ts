import type { ReadControl } from '#core/bundle/bag-reader';
import { bundleName, type Issuer } from '#core/bundle/bundle-name';
import { wordsOf } from '#core/bundle/field-text';
import { bundleState, keepReplaced, type Replaced, withExports } from '#core/compilation/bundle-note';
import type { OutgoingPaper } from '#core/bundle/bundle-writer';
import { BundleCut, PartTooLarge, type WrittenPart } from '#core/compilation/bundle-parts';
import { readCompilation, withCompilation } from '#core/compilation/compilation-file';
import { outgoingPractice, type OutgoingPractice } from '#core/compilation/outgoing-practice';
import { type FreshSeal, putSeals, sealDigest, sealRecords } from '#core/compilation/record-seals';
import { withPractices } from '#core/exchange/unchanged';
import { jsonText } from '#core/files/atomic-write';
import { sha256 } from '#core/files/hash';
import { inLockedTransaction } from '#core/files/locked-transaction';
import { Lender } from '#core/files/read-ahead';
import { layout } from '#core/library/layout';
import { ourOffice, type OpenedLibrary } from '#core/library/opened-library';
import { numberText, type PublicKey } from '#core/seal/minisign';
import type { OfficeSeal } from '#core/seal/office-seal';
import { discontinuedPractices } from '#core/statements/discontinued';
import { StatementJudge } from '#core/statements/judge';
import {
  type OutgoingStatement,
  outgoingStatements,
  statementsDigest,
} from '#core/statements/outgoing-statements';
import type { Statements } from '#core/statements/statement-store';
import { newDeparture, stageDeparture } from '#core/sending/departure-file';
import type { Reference } from '#shared/contract/library';
import { Failure } from '#shared/failure';
import type { Audience } from '#shared/model/bundle';
import type { Compilation } from '#shared/model/compilation';
import type { Departure } from '#shared/model/departure';
import { type Office, officeName } from '#shared/model/office';
import type { Period } from '#shared/model/period';
import type { Recipient } from '#shared/model/recipient';
import type { Discontinued } from '#shared/paper/discontinued';

interface ExportRequest {
  readonly library: OpenedLibrary;
  readonly reference: Reference;
  readonly period: Period;
  readonly number: number;
  readonly by: string;
  readonly now: Date;
  readonly control: ReadControl;
  /** Bytes that each file should stay below; null where the bundle is not cut. */
  readonly limit: number | null;
  /** The offices that it is made for; null where it is for everybody. */
  readonly recipients: readonly Recipient[] | null;
  /** Practices that are left out because these offices have them. */
  readonly without: ReadonlySet<string>;
  readonly seal: OfficeSeal;
  readonly statements: Statements;
  /** Somebody has decided that it goes without our seal, because this PC does not have it. */
  readonly unsealed: boolean;
  /** What is issued with it; absent where it goes without papers. */
  readonly issuing?: Issuing;
}

/** What a bundle is issued with. */
export interface Issuing {
  /** Fails with `paper-missing` or `issue-changed` unless what would leave is what was signed. */
  check(compilation: Compilation, practices: readonly OutgoingPractice[]): void;
  /** The signed papers, and the list of what is enclosed. */
  papers(compilation: Compilation, practices: readonly OutgoingPractice[]): Promise<readonly OutgoingPaper[]>;
  /** The compilation with what is noted of the issue. */
  note(compilation: Compilation, facts: Pick<Export, 'at' | 'by' | 'number' | 'content'>): Compilation;
}

type Export = Compilation['exports'][number];

/** How often an export begins anew because another machine exported the same number meanwhile. */
const attempts = 5;

/**
 * Writes the bundle of a period's compilation, whole or in parts, and notes it there, as one step: a failed, cancelled or
 * killed export leaves nothing. The same content under the same number has the time of issue of the first time and
 * therefore the same bytes. A bundle of the same name with other content is kept beside the new one. Returns the name of
 * the first file. Fails with `practice-locked` when others export the same number all the time.
 */
export async function exportBundle(request: ExportRequest): Promise<string> {
  for (let attempt = 0; attempt < attempts; attempt += 1) {
    const file = await tryExport(request);
    if (file !== undefined) return file;
  }
  throw new Failure('practice-locked', { where: request.period });
}

/** Undefined, with nothing changed, when somebody exported the same number while the bundle was written. */
async function tryExport(request: ExportRequest): Promise<string | undefined> {
  const { library, reference, period, number, control, limit } = request;
  const audience = audienceOf(request);
  const { compilation } = await readCompilation(library, period);
  const items = compilation.items.filter((id) => !request.without.has(id));
  if (items.length === 0) throw new Failure('nothing-to-export');
  const issuer = issuerOf(ourOffice(library), reference);
  const name = bundleName(issuer, period, number);
  const seen = { name, state: await bundleState(library, period, name, compilation, number) };
  const key = await sealingKey(request);
  const { practices, fresh } = await sealed(request, await gather(request, items, audience), key);
  const { foreword } = compilation;
  const said = { library, statements: request.statements, judge: new StatementJudge(library) };
  const told = withDiscontinued(practices, await discontinuedPractices(said));
  const statements = await outgoingStatements(library, request.statements, practices);
  const { issuing } = request;
  issuing?.check(compilation, practices);
  const papers = (await issuing?.papers(compilation, practices)) ?? [];
  const content = contentHash(issuer, foreword, { practices: told, papers }, audience, key, statements);
  const same = compilation.exports.findLast((entry) => entry.number === number && entry.content === content);
  const issuedAt = same?.at ?? request.now.toISOString();
  const cut = new BundleCut({
    content: {
      ...{ issuer, period, number, issuedAt, foreword, audience, papers, statements, practices: told },
      ...(key ? { seal: (bytes, comment) => request.seal.seal(bytes, comment) } : {}),
    },
    words: { vi: wordsOf(reference, 'vi'), en: wordsOf(reference, 'en') },
    control,
    limit,
  });
  const facts = { number, at: issuedAt, by: request.by, content, ...(key ? { sealed: true as const } : {}) };
  const departure = departureOf(request, { ...facts, ...(audience ? { audience } : {}) }, practices, papers);
  const of = items.length === compilation.items.length ? undefined : compilation.items.length;
  for (;;) {
    try {
      return await writeParts(request, cut, { ...seen, fresh, departure, facts, practices }, (part) =>
        exportOf(part, { ...facts, limit, audience, of }),
      );
    } catch (error) {
      if (error instanceof Overtaken) return undefined;
      if (!(error instanceof PartTooLarge)) throw error;
      cut.cutSmaller(error.excess);
    }
  }
}

/** What was there of the number when the export began, and the seals that its practices were given. */
interface Seen {
  readonly name: string;
  readonly state: string;
  readonly fresh: readonly FreshSeal[];
  readonly departure: Departure;
  readonly facts: Pick<Export, 'at' | 'by' | 'number' | 'content'>;
  readonly practices: readonly OutgoingPractice[];
}

/** All parts and their notes as one transaction. */
async function writeParts(
  { library, period, number, issuing }: ExportRequest,
  cut: BundleCut,
  seen: Seen,
  entryOf: (part: WrittenPart) => Export,
): Promise<string> {
  const parts = await cut.parts();
  const replaced: Replaced[] = [];
  return inLockedTransaction(
    library.store.fileSystem,
    library.store.root,
    (work) =>
      withCompilation(library, period, (held) =>
        withPractices(
          library.store,
          seen.fresh.map(({ id }) => id),
          work,
          [held],
        ),
      ),
    async (transaction) => {
      for (const part of parts) {
        const path = `${layout.bundles(period)}/${part.file}`;
        await transaction.put(path, cut.bytesOf(part));
        const kept = await keepReplaced(transaction, library, path, part.made.sha256);
        if (kept) replaced.push(kept);
      }
    },
    async (transaction) => {
      // Read anew: choice and order may have been changed while the bundle was written.
      const { compilation: current } = await readCompilation(library, period);
      // What was decided from what was seen, time of issue and earlier bundle, is decided here, under the lock.
      if ((await bundleState(library, period, seen.name, current, number)) !== seen.state)
        throw new Overtaken();
      if (!(await areThere(library, parts))) throw new Overtaken();
      issuing?.check(current, seen.practices);
      const noted = withExports(current, parts.map(entryOf), replaced);
      await transaction.put(layout.compilation(period), jsonText(issuing?.note(noted, seen.facts) ?? noted));
      await putSeals(transaction, library, seen.fresh);
      await stageDeparture(transaction, library, seen.departure);
      return parts[0]?.file ?? '';
    },
  );
}

/** The key that seals the parcel; undefined only where somebody wants it without. Fails with `no-seal-key`. */
async function sealingKey({ seal, unsealed }: ExportRequest): Promise<PublicKey | undefined> {
  const key = await seal.ensure();
  if (!key && !unsealed) throw new Failure('no-seal-key');
  return key;
}

async function sealed(
  { library, seal, control }: ExportRequest,
  practices: OutgoingPractice[],
  key: PublicKey | undefined,
): Promise<{ practices: OutgoingPractice[]; fresh: readonly FreshSeal[] }> {
  if (!key) return { practices, fresh: [] };
  return sealRecords(library, ourOffice(library), seal, practices, control);
}

/** Whether nobody took back a statement while it was packed. */
async function areThere({ store }: OpenedLibrary, parts: readonly WrittenPart[]): Promise<boolean> {
  for (const id of parts.flatMap(({ content }) => takenBackIds(content.statements)))
    if (!(await store.fileSystem.information(store.at(layout.statement(id))))) return false;
  return true;
}

const takenBackIds = (statements: readonly OutgoingStatement[]): string[] =>
  statements.filter(({ isTakenBack }) => isTakenBack).map(({ id }) => id);

/** Somebody else exported the same number first, or took back what was to go along. */
class Overtaken extends Error {}

function exportOf(
  { file, content: { place, practices, statements }, made }: WrittenPart,
  facts: Pick<Export, 'number' | 'at' | 'by' | 'content' | 'sealed'> & {
    limit: number | null;
    audience: Audience | null;
    of: number | undefined;
  },
): Export {
  const { limit, audience, of, ...rest } = facts;
  return {
    ...rest,
    file,
    practices: practices.length,
    ...made,
    ...(takenBackIds(statements).length === 0 ? {} : { statements: takenBackIds(statements) }),
    ...(place.parts === 1 ? {} : place),
    ...(limit === null || place.parts === 1 ? {} : { limit }),
    ...(audience ? { audience } : {}),
    ...(of === undefined ? {} : { of }),
  };
}

function audienceOf({ recipients }: ExportRequest): Audience | null {
  return recipients && recipients.map(({ office: id, name }) => ({ id, name }));
}

/** Fails with `sharing-forbids` where something is for state agencies only and a recipient is none. */
function departureOf(
  { period, recipients }: ExportRequest,
  facts: Parameters<typeof newDeparture>[1],
  practices: readonly OutgoingPractice[],
  papers: readonly OutgoingPaper[],
): Departure {
  const forAgencies = practices.find(({ frontMatter }) => frontMatter.sharing?.scope === 'government');
  if (forAgencies && recipients?.some(({ government }) => !government))
    throw new Failure('sharing-forbids', { where: forAgencies.frontMatter.title ?? forAgencies.id });
  const listed = practices.map(({ id, revision, frontMatter: { title = '' } }) => ({ id, revision, title }));
  const options = { governmentOnly: forAgencies !== undefined, recipients: recipients ?? [] };
  const signed = papers.flatMap(({ entry: { type, number, date, subject, signer } }) =>
    type === 'enclosed-list' || date === null ? [] : [{ type, number, date, subject, signer }],
  );
  const departure = newDeparture(period, facts, listed, options);
  return signed.length === 0 ? departure : { ...departure, papers: signed };
}

async function gather(
  { library, control }: ExportRequest,
  ids: readonly string[],
  audience: Audience | null,
): Promise<OutgoingPractice[]> {
  const practices: OutgoingPractice[] = [];
  const lender = new Lender();
  for (const id of ids) {
    control.check();
    practices.push(await outgoingPractice(library, id, { control, audience, lender }));
  }
  return practices;
}

function issuerOf(office: Office, { provinces }: Reference): Issuer {
  const { symbol = '' } = office.names.findLast(({ validTo }) => validTo === undefined) ?? {};
  const province = provinces.find(({ id }) => id === office.province);
  return {
    id: office.officeId,
    name: officeName(office),
    symbol,
    level: office.level,
    province: province && office.level !== 'central' ? { id: province.id, name: province.name } : null,
  };
}

type ToldPractice = OutgoingPractice & { readonly discontinued?: Discontinued };

function withDiscontinued(
  practices: readonly OutgoingPractice[],
  ended: ReadonlyMap<string, Discontinued>,
): ToldPractice[] {
  return practices.map((practice) => {
    const discontinued = ended.get(practice.id);
    return discontinued ? { ...practice, discontinued } : practice;
  });
}

/** What the bytes depend on beside number, time of issue and cut. */
function contentHash(
  issuer: Issuer,
  foreword: string,
  { practices, papers }: { practices: readonly ToldPractice[]; papers: readonly OutgoingPaper[] },
  audience: Audience | null,
  key: PublicKey | undefined,
  statements: readonly OutgoingStatement[],
): string {
  const said = statementsDigest(statements);
  const revisions = practices.map((practice) => [practice.id, practice.revision, sealDigest(practice)]);
  const number = key ? numberText(key.number) : null;
  // Whether it is certain depends on what is known of keys here, and not on the statements alone.
  const ended = practices.flatMap(({ id, discontinued }) => (discontinued ? [[id, discontinued]] : []));
  return sha256(
    JSON.stringify([
      ...[issuer, foreword, revisions, number, ...said, ...(audience ? [audience] : [])],
      ...(ended.length > 0 ? [ended] : []),
      ...(papers.length > 0 ? [{ papers: papers.map(({ entry }) => entry) }] : []),
    ]),
  );
}
