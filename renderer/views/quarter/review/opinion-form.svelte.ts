import type { Input } from '#shared/contract/contract';
import type { ReviewItem } from '#shared/contract/review';
import { formatPartialDate, parsePartialDate } from '#shared/model/partial-date';

export const opinionChoices = ['approve', 'return', 'opinion', 'none'] as const;
export type OpinionChoice = (typeof opinionChoices)[number];

interface Row {
  readonly item: ReviewItem;
  choice: OpinionChoice;
  words: string;
}

/** What a leader has written on a printed list, as it is entered. */
export class OpinionForm {
  leader = $state('');
  /** As it is typed: day, month and year. */
  day = $state('');
  /** Counts the tries to send: errors are shown from the first one on. */
  tries = $state(0);
  readonly rows: readonly Row[];
  readonly entered = $derived(this.#entered());
  readonly leaderMissing = $derived(this.leader.trim() === '');
  readonly #today: string;
  readonly #on = $derived(parsePartialDate(this.day) ?? '');

  /** `leaders` are the names of those with the role; `today` is YYYY-MM-DD. */
  constructor(items: readonly ReviewItem[], leaders: readonly string[], today: string) {
    this.#today = today;
    this.day = formatPartialDate(today);
    this.leader = leaders.length === 1 ? (leaders[0] ?? '') : '';
    this.rows = items.map((item) => {
      const row = $state<Row>({ item, choice: 'none', words: '' });
      return row;
    });
  }

  get dayWrong(): boolean {
    return this.#on.length !== 'YYYY-MM-DD'.length || this.#on > this.#today;
  }

  /** Where nothing is entered and the acceptance gate lets it. */
  agreeToTheRest(): void {
    for (const row of this.rows)
      if (row.choice === 'none' && row.item.missing.length === 0) row.choice = 'approve';
  }

  /** A return and another opinion say something. */
  lacksWords({ choice, words }: Row): boolean {
    return (choice === 'return' || choice === 'opinion') && words.trim() === '';
  }

  cannotApprove({ choice, item }: Row): boolean {
    return choice === 'approve' && item.missing.length > 0;
  }

  /** What is to be written down; null while something is wrong. */
  get input(): Input<'review.apply'> | null {
    const wrong = this.entered.some((row) => this.lacksWords(row) || this.cannotApprove(row));
    if (wrong || this.entered.length === 0 || this.leaderMissing || this.dayWrong) return null;
    const items = this.entered.flatMap(({ item, choice, words }) => {
      if (choice === 'none') return [];
      const reason = words.trim();
      return [{ id: item.id, base: item.hash, decision: choice, ...(reason === '' ? {} : { reason }) }];
    });
    return { items, opinion: { leader: this.leader.trim(), on: this.#on } };
  }

  #entered(): readonly Row[] {
    return this.rows.filter(({ choice }) => choice !== 'none');
  }
}
