import { libraryStateSchema } from '#shared/contract/library';
import { operation } from '#shared/contract/operation';
import { officePlaceSchema } from '#shared/model/office';

export const ourPlaceOperations = {
  /** What our office says of the place that it works for. Fails with `no-office` before it has a name. */
  'office.describe': operation(officePlaceSchema, libraryStateSchema),
};
