import { type Status, type StatusStep, statusSteps } from '#shared/model/practice';

/** Columns of the board of a period, from left to right: a status each, then what is chosen; peers' practices have no status. */
export type ColumnKey = Status | 'received' | 'chosen';

/** The order of the columns by what is followed. */
export const boardColumns = {
  units: ['draft', 'submitted', 'returned', 'approved', 'chosen'],
  offices: ['received', 'chosen'],
} as const satisfies Record<string, readonly ColumnKey[]>;

/** What a card is, as far as it decides where it may go. */
export interface BoardCard {
  readonly status: Status | null;
  readonly ours: boolean;
  readonly sample: boolean;
  readonly damaged: boolean;
  readonly chosen: boolean;
}

/** Why a card cannot go to a column. */
export type Hindrance =
  | 'damaged'
  | 'sample'
  | 'not-ours'
  | 'submit-first'
  | 'submit-again'
  | 'reopen-first'
  | 'approve-first'
  | 'take-out-first'
  | 'not-approved-chosen';

export type Move =
  | { readonly type: 'step'; readonly step: StatusStep; readonly to: Status }
  | { readonly type: 'choose' }
  | { readonly type: 'take-out' }
  /** It is there already. */
  | { readonly type: 'none' }
  | { readonly type: 'not'; readonly why: Hindrance };

/** The column that a card stands in: what is chosen stands there whatever its status. */
export function columnOf({ status, ours, chosen }: BoardCard): ColumnKey {
  if (chosen) return 'chosen';
  return ours ? (status ?? 'draft') : 'received';
}

/** What moving a card to a column takes, or why it is not possible. One step at a time: nothing is skipped unseen. */
export function moveOf(card: BoardCard, to: ColumnKey): Move {
  const from = columnOf(card);
  if (from === to) return { type: 'none' };
  // A chosen one that can no longer be read can still be taken out.
  if (card.chosen) return takeOut(card, to);
  if (card.damaged) return { type: 'not', why: 'damaged' };
  if (to === 'chosen') return choose(card);
  if (to === 'received' || !card.ours) return { type: 'not', why: 'not-ours' };
  const { status } = card;
  const step = status === null ? undefined : stepBetween(status, to);
  if (step) return { type: 'step', step, to };
  return { type: 'not', why: status === null ? 'damaged' : detours[status] };
}

function takeOut(card: BoardCard, to: ColumnKey): Move {
  if (to === columnOf({ ...card, chosen: false })) return { type: 'take-out' };
  if (!card.ours) return { type: 'not', why: 'not-ours' };
  return { type: 'not', why: card.status === 'approved' ? 'take-out-first' : 'not-approved-chosen' };
}

function choose({ ours, sample, status }: BoardCard): Move {
  if (sample) return { type: 'not', why: 'sample' };
  if (ours && status !== 'approved') return { type: 'not', why: 'approve-first' };
  return { type: 'choose' };
}

/** What has to be done first where no step leads from a status to another. */
const detours: Record<Status, Hindrance> = {
  draft: 'submit-first',
  submitted: 'submit-first',
  returned: 'submit-again',
  approved: 'reopen-first',
};

function stepBetween(from: Status, to: Status): StatusStep | undefined {
  return (Object.keys(statusSteps) as StatusStep[]).find(
    (step) => statusSteps[step].to === to && (statusSteps[step].from as readonly Status[]).includes(from),
  );
}
