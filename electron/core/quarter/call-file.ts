import { layout } from '#core/library/layout';
import { libraryFormat } from '#core/library/library-files';
import type { OpenedLibrary } from '#core/library/opened-library';
import { readStored, saveStored, type Stored, type StoredFile } from '#core/quarter/stored-json';
import type { Input } from '#shared/contract/contract';
import { Failure } from '#shared/failure';
import { type Call, callSchema } from '#shared/model/call';
import type { Period } from '#shared/model/period';

/** Where the call of a period lies. */
export function callFile(period: Period): StoredFile<typeof callSchema> {
  return { where: layout.call(period), schema: callSchema };
}

/** The call of a period; undefined before there is one. Fails with `library-damaged`. */
export async function readCall(library: OpenedLibrary, period: Period): Promise<Stored<Call> | undefined> {
  const stored = await readStored(library, callFile(period));
  requirePeriod(stored, period);
  return stored;
}

/** A folder that was copied under another name is no call of that period. */
export function requirePeriod(stored: Stored<Call> | undefined, period: Period): void {
  if (stored && stored.value.period !== period)
    throw new Failure('library-damaged', { where: layout.call(period), detail: stored.value.period });
}

/** Writes what a person asks for if the file is still the one named by `base`; keys that we do not know, and the statement, stay. */
export async function saveCall(
  library: OpenedLibrary,
  { period, base, call }: Input<'call.save'>,
  { by, now }: { by: string; now: Date },
): Promise<'saved' | 'conflict'> {
  const saved = await saveStored(library, callFile(period), base, (before): Call => {
    requirePeriod(before && { value: before, hash: '' }, period);
    return {
      ...before,
      ...{ format: before?.format ?? libraryFormat, period },
      ...{ ...call, wanted: call.wanted.normalize('NFC') },
      ...{ fields: [...new Set(call.fields)], units: [...new Set(call.units)] },
      ...{ at: now.toISOString(), by },
    };
  });
  return saved.type;
}
