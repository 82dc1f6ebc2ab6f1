import { termWords } from '#core/search/expansion/alternative';
import { wordsInOrder } from '#core/search/expansion/words-in-order';
import type { ParsedQuery, QueryWord } from '#core/search/parsed-query';
import { type Province, provinceToday } from '#shared/model/province';
import type { Succession } from '#shared/model/search';

/** Predecessors are followed no further: there have been two rounds of mergers so far. */
const mostSteps = 10;

interface Named {
  readonly words: readonly QueryWord[];
  readonly succession: Succession;
}

/**
 * Knows which names of provinces stand for others too. The practices themselves carry the names of what their province became
 * or was made of (`searchDocument`), so nothing has to be added to a query: this is what the answer says about it.
 */
export class Successions {
  /** By the folded form of their first word, longest names first. */
  readonly #named = new Map<string, Named[]>();

  constructor(provinces: ReadonlyMap<string, Province>) {
    const byName = new Map<string, { succession: Succession; spellings: Set<string> }>();
    for (const province of provinces.values()) {
      const succession = successionOf(provinces, province);
      const known = byName.get(province.name) ?? { succession, spellings: new Set() };
      for (const spelling of [province.name, ...province.aliases]) known.spellings.add(spelling);
      // The record of today knows what was merged into it; the one before, under the same name, does not.
      const says = succession.former.length > known.succession.former.length;
      byName.set(province.name, says ? { ...known, succession } : known);
    }
    for (const { succession, spellings } of byName.values())
      if (succession.today !== null || succession.former.length > 0)
        for (const spelling of spellings) this.#add(termWords(spelling), succession);
  }

  /** Of the provinces that a query names, the longest name at each place. */
  find(query: ParsedQuery): Succession[] {
    const found = new Set<Succession>();
    const inOrder = wordsInOrder(query);
    for (let at = 0; at < inOrder.length; at += 1) {
      const named = (this.#named.get(inOrder[at]?.folded ?? '') ?? []).find(({ words }) =>
        words.every((word, place) => names(inOrder[at + place], word)),
      );
      if (!named) continue;
      found.add(named.succession);
      at += named.words.length - 1;
    }
    return [...found];
  }

  #add(words: readonly QueryWord[], succession: Succession): void {
    const first = words[0]?.folded ?? '';
    const others = [...(this.#named.get(first) ?? []), { words, succession }];
    this.#named.set(
      first,
      others.sort((a, b) => b.words.length - a.words.length),
    );
  }
}

function names(typed: QueryWord | undefined, word: QueryWord): boolean {
  return typed !== undefined && typed.folded === word.folded && (!typed.marked || typed.exact === word.exact);
}

function successionOf(provinces: ReadonlyMap<string, Province>, province: Province): Succession {
  const now = provinceToday(provinces, province.id);
  const today = now && now.name !== province.name ? now.id : null;
  return { province: province.id, former: today === null ? formerOnes(provinces, province) : [], today };
}

/** All that was merged into a province on the way to today, but for those of its own name. */
function formerOnes(provinces: ReadonlyMap<string, Province>, province: Province): string[] {
  const former = new Set<string>();
  const visit = ({ predecessors }: Province, step: number): void => {
    for (const id of step < mostSteps ? predecessors : []) {
      const before = provinces.get(id);
      if (!before) continue;
      if (before.name !== province.name) former.add(before.id);
      visit(before, step + 1);
    }
  };
  visit(province, 0);
  return [...former];
}
