import { v7 as uuidv7 } from 'uuid';
import { entryOf, readArrived, togetherWith } from '#core/exchange/register/parcels';
import type { Register } from '#core/exchange/register/register-file';
import { registeredPart } from '#core/exchange/register/same-parcel';
import type { OpenedLibrary } from '#core/library/opened-library';
import type { Input, Output } from '#shared/contract/contract';
import { Failure } from '#shared/failure';
import { type RegisterEntry, registerFormat } from '#shared/model/register';

export interface Entering {
  readonly library: OpenedLibrary;
  readonly register: Register;
  /** Who does it, by name. */
  readonly by: string;
  readonly now: Date;
}

/**
 * Enters a parcel with all its parts that are here as one line. Everything is looked at under the lock of the register, so
 * that two who enter at one time get different numbers, and one parcel gets one line.
 */
export async function enterParcel(
  { library, register, by, now }: Entering,
  { reviewId, fields, number, gap }: Input<'desk.register'>,
): Promise<Output<'desk.register'>> {
  const year = Number(fields.arrivedOn.slice(0, 4));
  return register.change<Output<'desk.register'>>(async () => {
    const arrived = await readArrived(library, register);
    const file = arrived.files.find(({ id }) => id === reviewId);
    if (!file) throw new Failure('not-found', { where: reviewId });
    const known = entryOf(arrived.entries, file);
    if (known) return { result: { type: 'known', entry: known } };
    const next = await register.nextNumber(year);
    const { entries } = await register.ofYear(year);
    if (number !== null && entries.some((entry) => entry.number === number))
      return { result: { type: 'number-taken', next } };
    // The first line of a year may bear any number: a register on paper may have been begun.
    if (number !== null && number > next && entries.length > 0 && !gap)
      return { result: { type: 'number-gap', next } };
    const entry: RegisterEntry = {
      format: registerFormat,
      id: uuidv7({ msecs: now.getTime() }),
      ...{ year, number: number ?? next },
      ...fields,
      parcel: file.parcel,
      parts: togetherWith(arrived, file).map(registeredPart),
      ...{ forwarded: [], done: null },
      ...{ registeredAt: now.toISOString(), registeredBy: by },
    };
    return { result: { type: 'registered', entry }, write: entry };
  });
}

/** Lets a part that came later join the line of its parcel; undefined where it has none, or the part is in it already. */
export async function joinEntry(
  { library, register }: Pick<Entering, 'library' | 'register'>,
  reviewId: string,
): Promise<RegisterEntry | undefined> {
  const find = async (): Promise<RegisterEntry | undefined> => {
    const arrived = await readArrived(library, register);
    const file = arrived.files.find(({ id }) => id === reviewId);
    const entry = file && entryOf(arrived.entries, file);
    if (!entry || entry.parts.some(({ tagManifest }) => tagManifest === file.tagManifest)) return undefined;
    return { ...entry, parts: [...entry.parts, registeredPart(file)] };
  };
  // Most have no line yet: the register is not locked for them.
  if (!(await find())) return undefined;
  return register.change<RegisterEntry | undefined>(async () => {
    const write = await find();
    return write ? { result: write, write } : { result: undefined };
  });
}
