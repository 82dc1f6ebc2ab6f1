import { pastKindOf, type PastKind, pastKinds } from '#shared/model/past';
import type { Period } from '#shared/model/period';

/** How many periods can be chosen. */
export const pastCounts = [2, 3, 4, 5, 6, 8, 12, 20] as const;

/** What an address `#/quarter/<period>/looking-back/<kind>/<count>` asks for; the usual where it says nothing we know. */
export function pastChoice(period: Period, path: readonly string[]): { kind: PastKind; count: number } {
  const kind = pastKinds.find((one) => one === path[2]) ?? pastKindOf(period);
  const count = pastCounts.find((one) => String(one) === path[3]) ?? (kind === 'quarters' ? 5 : 4);
  return { kind, count };
}
