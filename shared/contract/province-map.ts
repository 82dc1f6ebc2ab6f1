import { nothing, operation } from '#shared/contract/operation';
import { provinceMapSchema } from '#shared/model/province-map';

export const provinceMapOperations = {
  /** The outlines of the 34 provinces; no part of `reference.get`, because few ever look at the map. */
  'reference.map': operation(nothing, provinceMapSchema),
};
