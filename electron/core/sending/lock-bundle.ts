import { createHash } from 'node:crypto';
import { encrypted, encryptedFor } from '#core/age/age-file';
import { jsonText } from '#core/files/atomic-write';
import { inLockedTransaction } from '#core/files/locked-transaction';
import { withLock } from '#core/files/lock';
import type { JobControl } from '#core/jobs/jobs';
import { layout } from '#core/library/layout';
import type { OpenedLibrary } from '#core/library/opened-library';
import { departureFile, findDeparture } from '#core/sending/departure-file';
import { exportsOf } from '#core/sending/departures';
import { Failure } from '#shared/failure';
import type { LockedFile } from '#shared/model/departure';
import { fileWord } from '#shared/model/text';

/** Fewer characters are guessed too soon, however slow each guess is made. */
const shortest = 12;
const nameLength = 40;

/** Who can open the copy: whoever is told the passphrase, or these offices with the seals of theirs. */
type LockWay =
  | { readonly passphrase: string }
  | { readonly offices: readonly { readonly id: string; readonly name: string; readonly age: string }[] };

interface LockRequest {
  readonly library: OpenedLibrary;
  readonly id: string;
  /** Names of the files that are sent. */
  readonly files: readonly string[];
  readonly way: LockWay;
  readonly by: string;
  readonly now: Date;
  readonly control: JobControl;
}

/**
 * Makes a copy of the files of a departure that only some can open, a `.lantoa` beside each, all or none; one of the same name
 * is replaced. A passphrase is kept nowhere. Returns the name of the first. Fails with `bad-input`
 * (passphrase too short) or `not-found` (a file is not there any more).
 */
export async function lockBundle(request: LockRequest): Promise<string> {
  const { library, id, way, by, now, control } = request;
  if ('passphrase' in way && way.passphrase.trim().length < shortest)
    throw new Failure('bad-input', { where: 'passphrase' });
  const departure = await findDeparture(library, id);
  if (!departure) throw new Failure('not-found', { where: id });
  const exports = (await exportsOf(library, departure)).filter(({ file }) => request.files.includes(file));
  if (exports.length === 0) throw new Failure('not-found', { where: id });
  const { fileSystem, root } = library.store;
  const total = exports.reduce((sum, { bytes }) => sum + bytes, 0);
  let done = 0;
  const locked: LockedFile[] = [];
  const noteOf = `${library.store.at(departureFile(id))}.lock`;
  return inLockedTransaction(
    fileSystem,
    root,
    (work) => withLock(fileSystem, noteOf, work, { root }),
    async (transaction) => {
      for (const { file: of } of exports) {
        const file = of.replace(/\.zip$/, `${endingOf(way)}.lantoa`);
        const hash = createHash('sha256');
        let bytes = 0;
        const folder = layout.bundles(departure.period);
        const plain = async function* (): AsyncGenerator<Uint8Array> {
          for await (const chunk of fileSystem.stream(library.store.at(`${folder}/${of}`))) {
            control.check();
            done += chunk.byteLength;
            control.report(done, total, of);
            yield chunk;
          }
        };
        const counted = async function* (): AsyncGenerator<Uint8Array> {
          for await (const chunk of lockedBy(way, plain())) {
            hash.update(chunk);
            bytes += chunk.byteLength;
            yield chunk;
          }
        };
        await transaction.put(`${folder}/${file}`, counted());
        const offices = 'offices' in way ? { for: way.offices.map(pickOffice) } : {};
        locked.push({ file, bytes, sha256: hash.digest('hex'), of, at: now.toISOString(), by, ...offices });
      }
    },
    async (transaction) => {
      const current = (await findDeparture(library, id)) ?? departure;
      const others = (current.locked ?? []).filter(({ file }) => !locked.some((one) => one.file === file));
      await transaction.put(departureFile(id), jsonText({ ...current, locked: [...others, ...locked] }));
      return locked[0]?.file ?? '';
    },
  );
}

const lockedBy = (way: LockWay, plain: AsyncIterable<Uint8Array>): AsyncIterable<Uint8Array> =>
  'passphrase' in way
    ? encrypted(plain, way.passphrase)
    : encryptedFor(
        plain,
        way.offices.map(({ age }) => age),
      );

const pickOffice = ({ id, name }: { id: string; name: string }): { id: string; name: string } => ({
  id,
  name,
});

/** What the name tells of who can open it; nothing where a passphrase does. */
function endingOf(way: LockWay): string {
  if ('passphrase' in way) return '';
  const [first, ...others] = way.offices;
  const who = others.length === 0 ? fileWord(first?.name ?? '', nameLength) : '';
  return `_GuiKin-${who === '' ? `${String(way.offices.length)}noi` : who}`;
}
