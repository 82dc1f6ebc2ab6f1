import type { Ranked } from '#core/search/ranking/best-first';
import { BestPassages } from '#core/search/ranking/best-passages';
import type { Plan } from '#core/search/ranking/term-plan';
import type { Snapshot } from '#core/search/ranking/snapshot';
import { weights } from '#core/search/ranking/weights';

/** So many of the first are put in order once more, as one block whichever of them are asked for. */
export const looksAt = 50;
/** Fewer words stand close together wherever they are, or are a name: their order is right as it is. */
const fewestWords = 5;

/** What the best passage says weighs half as much as what the document says, where its words count already. */
const passageShare = 0.5;

/** Orders the first hits by the scores of document and best passage together. */
export class SecondStage {
  readonly #passages: BestPassages;

  private constructor(passages: BestPassages) {
    this.#passages = passages;
  }

  /** None where the query is too short for one. */
  static of(
    snapshot: Snapshot,
    plan: Plan & { readonly words: readonly unknown[] },
  ): SecondStage | undefined {
    return plan.words.length < fewestWords
      ? undefined
      : new SecondStage(new BestPassages(snapshot, plan.terms));
  }

  /** `tie` decides between equal ones, as in the first stage. */
  order(ranked: readonly Ranked[], tie: (a: Ranked, b: Ranked) => number): readonly Ranked[] {
    // What a term says that stands once in a text of average length, as the documents' scores have it.
    const share = passageShare / (1 + weights.k1);
    const block = ranked.slice(0, looksAt).map((one) => ({
      one,
      rank: one.rank + share * this.#passages.of(one.segment, one.document),
    }));
    block.sort((a, b) => b.rank - a.rank || tie(a.one, b.one));
    return [...block.map(({ one }) => one), ...ranked.slice(looksAt)];
  }
}
