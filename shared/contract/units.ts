import * as z from 'zod';
import { nothing, operation } from '#shared/contract/operation';
import { sha256Schema } from '#shared/model/practice';
import { mostUnits, unitSchema } from '#shared/model/unit';

const found = z.object({
  units: z.array(unitSchema),
  /** SHA-256 of units.json, or null while there is none: name it in `units.save`. */
  hash: sha256Schema.nullable(),
});

export const unitsOperations = {
  /** The units that contribute to our periods; none while nobody has listed any. Fails with `library-damaged`. */
  'units.get': operation(nothing, found),
  /** Puts the list in the place of the one named by `base`. Fails with `bad-input` where two units have one id or one name. */
  'units.save': operation(
    z.object({ base: sha256Schema.nullable(), units: z.array(unitSchema).max(mostUnits) }),
    z.discriminatedUnion('type', [
      found.extend({ type: z.literal('saved') }),
      found.extend({ type: z.literal('conflict') }),
    ]),
  ),
};
