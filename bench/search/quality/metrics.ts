/** How well questions with known answers were answered. */
export interface Quality {
  /** Share of questions with a right document among the first one, three, ten. */
  readonly hit1: number;
  readonly hit3: number;
  readonly hit10: number;
  /** Mean of 1 / rank of the first right document, 0 where it is not among ten. */
  readonly mrr10: number;
}

/** Place of the first right document, from 1; Infinity where none is. */
export function rankOf(hits: readonly number[], isRight: (document: number) => boolean): number {
  const place = hits.findIndex(isRight);
  return place === -1 ? Infinity : place + 1;
}

/** Of the ranks of all questions. */
export function qualityOf(ranks: readonly number[]): Quality {
  const share = (value: (rank: number) => number): number =>
    ranks.reduce((sum, rank) => sum + value(rank), 0) / Math.max(1, ranks.length);
  const within = (most: number): number => share((rank) => (rank <= most ? 1 : 0));
  return {
    hit1: within(1),
    hit3: within(3),
    hit10: within(10),
    mrr10: share((rank) => (rank <= 10 ? 1 / rank : 0)),
  };
}

/** `.942 .985 .995 .960`: hit@1, hit@3, hit@10, MRR@10. */
export function qualityText({ hit1, hit3, hit10, mrr10 }: Quality): string {
  return [hit1, hit3, hit10, mrr10].map((share) => share.toFixed(3).replace(/^0/, '')).join(' ');
}
