import { layout } from '#core/library/layout';
import { libraryFormat } from '#core/library/library-files';
import type { OpenedLibrary } from '#core/library/opened-library';
import { readStored, saveStored, type Stored } from '#core/quarter/stored-json';
import type { HandlersOf, Output } from '#shared/contract/contract';
import type { unitsOperations as operations } from '#shared/contract/units';
import { Failure } from '#shared/failure';
import { twiceIn, type Unit, type UnitsFile, unitsFileSchema } from '#shared/model/unit';

const file = { where: layout.units, schema: unitsFileSchema };

/** The units that contribute to the office's periods; none while there is no list. Fails with `library-damaged`. */
export async function readUnits(library: OpenedLibrary): Promise<Unit[]> {
  return (await readStored(library, file))?.value.units ?? [];
}

/** units.json: who contributes to the office's periods. */
export function unitsOperations({
  library,
  coverageChanged,
}: {
  readonly library: OpenedLibrary;
  readonly coverageChanged: () => void;
}): HandlersOf<typeof operations> {
  return {
    'units.get': async () => foundOf(await readStored(library, file)),
    async 'units.save'({ base, units }) {
      requireDistinct(units);
      const saved = await saveStored(library, file, base, (before): UnitsFile => ({
        ...before,
        format: before?.format ?? libraryFormat,
        units: units.map((unit) => ({ ...unit, name: unit.name.normalize('NFC') })),
      }));
      if (saved.type === 'conflict') return { type: 'conflict', ...foundOf(saved.found) };
      coverageChanged();
      return { type: 'saved', ...foundOf(saved) };
    },
  };
}

function foundOf(stored: Stored<UnitsFile> | undefined): Output<'units.get'> {
  return { units: stored?.value.units ?? [], hash: stored?.hash ?? null };
}

/** Practices and forms know a unit by its name alone. One that has ended may share its name with one that began later. */
function requireDistinct(units: readonly Unit[]): void {
  const ids = new Set(units.map(({ id }) => id));
  if (ids.size !== units.length) throw new Failure('bad-input', { where: 'units', detail: 'id twice' });
  const twice = twiceIn(units);
  if (twice) throw new Failure('bad-input', { where: 'units', detail: `name twice: ${twice.join(', ')}` });
}
