import type { Libraries } from '#core/library/libraries';
import { requireWritable } from '#core/library/opened-library';
import type { HandlersOf } from '#shared/contract/contract';
import type { ourPlaceOperations as operations } from '#shared/contract/our-place';
import { Failure } from '#shared/failure';
import type { Office } from '#shared/model/office';

/** What our office says of its place; nothing has to be indexed again for it. */
export function ourPlaceOperations(libraries: Libraries): HandlersOf<typeof operations> {
  return {
    async 'office.describe'({ conditions, population }) {
      const library = libraries.current();
      requireWritable(library);
      library.office = await library.files.changeOffice((office) => {
        if (!office) throw new Failure('no-office');
        return described(office, [...new Set(conditions)], population);
      });
      return libraries.announce();
    },
  };
}

function described(office: Office, conditions: string[], population: number | null): Office {
  const changed: Office = { ...office };
  if (conditions.length > 0) changed.conditions = conditions;
  else delete changed.conditions;
  if (population === null) delete changed.population;
  else changed.population = population;
  return changed;
}
