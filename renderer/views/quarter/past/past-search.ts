import type { PastFigure } from '#shared/contract/looking-back';
import { periodsWithin } from '#shared/model/coverage';
import type { Period } from '#shared/model/period';
import type { FacetSelection } from '#shared/model/search';

/** The filters of the search that say the same as a figure; null where search knows nothing like it. `names`: what our office is and was called. */
export function pastFacets(
  { of, key }: PastFigure,
  period: Period,
  names: readonly string[],
): FacetSelection | null {
  const own = { office: [...names], period: [...periodsWithin(period)] };
  if (names.length === 0) return null;
  switch (of) {
    case 'all':
      return own;
    case 'submitted':
      return { ...own, status: ['submitted', 'returned', 'approved'] };
    case 'approved':
      return { ...own, status: ['approved'] };
    case 'field':
    case 'evidence':
      return key === '' ? null : { ...own, [of]: [key] };
    default:
      return null;
  }
}
