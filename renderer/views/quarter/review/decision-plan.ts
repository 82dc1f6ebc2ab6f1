import type { ReviewItem } from '#shared/contract/review';
import type { Role } from '#shared/model/office';
import { hasRole, type ReviewDecision, roleFor } from '#shared/model/review';

/** Decisions that are made with a button; other opinions come from the printed list. */
export type ButtonDecision = Exclude<ReviewDecision, 'opinion'>;

/** What a decision about some practices comes to, before it is made. */
export interface DecisionPlan {
  readonly decision: ButtonDecision;
  readonly possible: readonly ReviewItem[];
  /** Those that do not meet the acceptance gate, or have been passed already. */
  readonly left: readonly ReviewItem[];
  /** The role that the person lacks; null where they decide in their own right. */
  readonly behalf: Role | null;
  /** How many approvals go past the head of the division. */
  readonly skips: number;
  /** How many of those to be approved could be better in places. */
  readonly weak: number;
}

export function planDecision(
  decision: ButtonDecision,
  items: readonly ReviewItem[],
  mine: readonly Role[],
): DecisionPlan {
  const possible = items.filter((item) => isPossible(decision, item));
  const lacking = possible
    .map(({ waits }) => roleFor(decision, waits))
    .find((role) => !hasRole(mine, role, decision));
  const approves = decision === 'approve' ? possible : [];
  return {
    ...{ decision, possible },
    left: items.filter((item) => !isPossible(decision, item)),
    behalf: lacking ?? null,
    skips: approves.filter(({ waits }) => waits === 'division').length,
    weak: approves.filter(({ weak }) => weak.length > 0).length,
  };
}

function isPossible(decision: ButtonDecision, { missing, passed }: ReviewItem): boolean {
  if (decision === 'approve') return missing.length === 0;
  return decision === 'return' || passed === null;
}
