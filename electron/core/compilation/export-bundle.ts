import { createHash } from 'node:crypto';
import type { ReadControl } from '#core/bundle/bag-reader';
import { bundleName, type Issuer } from '#core/bundle/bundle-name';
import { type BundleContent, writeBundle } from '#core/bundle/bundle-writer';
import { wordsOf } from '#core/bundle/field-text';
import { readCompilation, withCompilation } from '#core/compilation/compilation-file';
import { outgoingPractice, type OutgoingPractice } from '#core/compilation/outgoing-practice';
import { jsonText } from '#core/files/atomic-write';
import { hashFile, sha256 } from '#core/files/hash';
import { inLockedTransaction } from '#core/files/locked-transaction';
import type { Transaction } from '#core/files/transaction';
import { layout } from '#core/library/layout';
import { ourOffice, type OpenedLibrary } from '#core/library/opened-library';
import type { Reference } from '#shared/contract/library';
import { Failure } from '#shared/failure';
import type { Compilation } from '#shared/model/compilation';
import { type Office, officeName } from '#shared/model/office';
import type { Period } from '#shared/model/period';

interface ExportRequest {
  readonly library: OpenedLibrary;
  readonly reference: Reference;
  readonly period: Period;
  readonly number: number;
  readonly by: string;
  readonly now: Date;
  readonly control: ReadControl;
}

type Export = Compilation['exports'][number];

/** How often an export begins anew because another machine exported the same number meanwhile. */
const attempts = 5;

/**
 * Writes the bundle of a period's compilation and notes it there, as one step: a failed, cancelled or killed export
 * leaves nothing. The same content under the same number has the time of issue of the first time and therefore the same
 * bytes. A bundle of the same name with other content is kept beside the new one. Returns the file's name. Fails with
 * `practice-locked` when others export the same number all the time.
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
  const { library, reference, period, number, control } = request;
  const { compilation } = await readCompilation(library, period);
  if (compilation.items.length === 0) throw new Failure('nothing-to-export');
  const issuer = issuerOf(ourOffice(library), reference);
  const file = `${bundleName(issuer, period, number)}.zip`;
  const path = `${layout.bundles(period)}/${file}`;
  const seen = await bundleState(library, path, compilation, number);
  const practices = await gather(request, compilation.items);
  const content = contentHash(issuer, compilation.foreword, practices);
  const same = compilation.exports.findLast((entry) => entry.number === number && entry.content === content);
  const issuedAt = same?.at ?? request.now.toISOString();
  const { foreword } = compilation;
  const bundle: BundleContent = { issuer, period, number, issuedAt, foreword, practices };
  const words = { vi: wordsOf(reference, 'vi'), en: wordsOf(reference, 'en') };
  const made = { sha256: '', bytes: 0 };
  let replaced: Replaced | undefined;
  return unlessOvertaken(
    inLockedTransaction(
      library.store.fileSystem,
      library.store.root,
      (work) => withCompilation(library, period, work),
      async (transaction) => {
        await transaction.put(path, counting(writeBundle(bundle, words, control), made));
        replaced = await keepReplaced(transaction, library, path, made.sha256);
      },
      async (transaction) => {
        // Read anew: choice and order may have been changed while the bundle was written.
        const { compilation: current } = await readCompilation(library, period);
        // What was decided from what was seen, time of issue and earlier bundle, is decided here, under the lock.
        if ((await bundleState(library, path, current, number)) !== seen) throw new Overtaken();
        const { by } = request;
        const facts = { number, at: issuedAt, by, content, file, practices: practices.length };
        const entry: Export = { ...facts, ...made };
        await transaction.put(layout.compilation(period), jsonText(withExport(current, entry, replaced)));
        return file;
      },
    ),
  );
}

/** Somebody else exported the same number first. */
class Overtaken extends Error {}

async function unlessOvertaken<T>(work: Promise<T>): Promise<T | undefined> {
  try {
    return await work;
  } catch (error) {
    if (error instanceof Overtaken) return undefined;
    throw error;
  }
}

/** What tells whether a number was exported meanwhile: its exports, and the file of its name. */
async function bundleState(
  library: OpenedLibrary,
  path: string,
  { exports }: Compilation,
  number: number,
): Promise<string> {
  const file = await library.store.fileSystem.information(library.store.at(path));
  return JSON.stringify([exports.filter((entry) => entry.number === number), file ?? null]);
}

async function gather(
  { library, control }: ExportRequest,
  ids: readonly string[],
): Promise<OutgoingPractice[]> {
  const practices: OutgoingPractice[] = [];
  for (const id of ids) {
    control.check();
    practices.push(await outgoingPractice(library, id, control));
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

/** What the bytes depend on beside number and time of issue. */
function contentHash(issuer: Issuer, foreword: string, practices: readonly OutgoingPractice[]): string {
  return sha256(JSON.stringify([issuer, foreword, practices.map(({ id, revision }) => [id, revision])]));
}

/** Passes the bytes on and notes how many there were and their SHA-256 once all are through. */
async function* counting(
  chunks: AsyncIterable<Uint8Array>,
  made: { sha256: string; bytes: number },
): AsyncGenerator<Uint8Array> {
  const hash = createHash('sha256');
  for await (const chunk of chunks) {
    hash.update(chunk);
    made.bytes += chunk.byteLength;
    yield chunk;
  }
  made.sha256 = hash.digest('hex');
}

interface Replaced {
  readonly sha256: string;
  readonly file: string;
}

/** An earlier bundle of this name with other bytes may have been sent: it is copied to a name of its own. */
async function keepReplaced(
  transaction: Transaction,
  library: OpenedLibrary,
  path: string,
  digest: string,
): Promise<Replaced | undefined> {
  const { fileSystem } = library.store;
  const from = library.store.at(path);
  if (!(await fileSystem.information(from))) return undefined;
  const before = await hashFile(fileSystem, from);
  if (before.sha256 === digest) return undefined;
  const to = path.replace(/\.zip$/, `_cu-${before.sha256.slice(0, 8)}.zip`);
  if (!(await fileSystem.information(library.store.at(to))))
    await transaction.put(to, fileSystem.stream(from));
  return { sha256: before.sha256, file: to.slice(to.lastIndexOf('/') + 1) };
}

function withExport(compilation: Compilation, entry: Export, replaced: Replaced | undefined): Compilation {
  const before = compilation.exports.map((known) =>
    known.file === entry.file && known.sha256 === replaced?.sha256
      ? { ...known, file: replaced.file }
      : known,
  );
  const isNoted = before.some(
    ({ number, content, sha256: digest, file }) =>
      number === entry.number && content === entry.content && digest === entry.sha256 && file === entry.file,
  );
  return { ...compilation, exports: isNoted ? before : [...before, entry] };
}
