import { exactForm, foldedForm, wordStringsOf } from '#core/search/analysis';
import type { BenchDocument } from '#bench/search/engine';
import { type Draw, drawFrom } from '#bench/search/random';
import { abbreviations } from '#bench/search/quality/abbreviations';
import { type Question, withoutAccents } from '#bench/search/quality/question';

const [shortest, longest] = [2, 4];
/** A question is asked if no more different titles than this have its words in a row: so many hits are looked at. */
const mostTitles = 3;

/** A word of a title, or an abbreviation that stands for some. */
interface Unit {
  readonly text: string;
  /** What it stands for, folded, words apart by a blank. */
  readonly folded: string;
  readonly short: boolean;
}

export interface KnownItems {
  readonly typed: Question[];
  readonly untyped: Question[];
  readonly abbreviated: Question[];
  /** The abbreviated ones with the expressions in full: what they lose is lost by abbreviating. */
  readonly writtenOut: Question[];
}

/**
 * Questions of people who know the title of what they look for. Of random documents two to four successive words of
 * the title, the number at random, and of these the ones that fewest different titles have; documents whose title
 * has no such words of its own are passed over, since nobody would find them so. Right is each document with the same title.
 * For `abbreviated` other documents are drawn, whose titles hold a known expression, and the words hold its abbreviation.
 */
export function knownItems(
  documents: readonly BenchDocument[],
  { questions, seed }: { questions: number; seed: number },
): KnownItems {
  const draw = drawFrom(seed);
  const order = shuffled(documents, draw);
  const titles = [...new Set(documents.map(({ title }) => foldedTitle(unitsOf(title))))];
  const choose = (units: (title: string) => Unit[], short: boolean): Question[] => {
    const chosen: Question[] = [];
    for (const { title } of order) {
      if (chosen.length === questions) break;
      const window = bestWindow(units(title), {
        titles,
        length: shortest + draw.below(longest - shortest + 1),
        short,
      });
      if (!window) continue;
      const text = window.map((unit) => unit.text).join(' ');
      chosen.push({ text, isRight: (number) => documents[number]?.title === title });
    }
    return chosen;
  };
  const typed = choose(unitsOf, false);
  const abbreviated = choose((title) => abbreviate(unitsOf(title)), true);
  return { typed, untyped: withoutAccents(typed), abbreviated, writtenOut: abbreviated.map(writeOut) };
}

function bestWindow(
  units: readonly Unit[],
  { titles, length, short }: { titles: readonly string[]; length: number; short: boolean },
): readonly Unit[] | undefined {
  let best: readonly Unit[] | undefined;
  let fewest = mostTitles + 1;
  for (let start = 0; start + length <= units.length; start += 1) {
    const window = units.slice(start, start + length);
    if (short && !window.some((unit) => unit.short)) continue;
    const number = titlesWith(foldedTitle(window), titles, fewest);
    if (number < fewest) [best, fewest] = [window, number];
  }
  return best;
}

/** How many titles have these words in a row; counts no further than `most`. */
function titlesWith(words: string, titles: readonly string[], most: number): number {
  let number = 0;
  for (const title of titles) {
    if (title.includes(words)) number += 1;
    if (number >= most) break;
  }
  return number;
}

function unitsOf(title: string): Unit[] {
  return wordStringsOf(title).map((word) => {
    const exact = exactForm(word);
    return { text: exact, folded: foldedForm(exact), short: false };
  });
}

function foldedTitle(units: readonly Unit[]): string {
  return ` ${units.map(({ folded }) => folded).join(' ')} `;
}

/** The longest expressions first. */
const expressions = [...abbreviations]
  .map(([short, long]) => ({ short, words: unitsOf(long) }))
  .sort((a, b) => b.words.length - a.words.length);

/** Puts abbreviations where their expressions stand. */
export function abbreviate(units: readonly Unit[]): Unit[] {
  const shortened: Unit[] = [];
  for (let at = 0; at < units.length;) {
    const found = expressions.find(({ words }) =>
      words.every(({ text }, word) => units[at + word]?.text === text),
    );
    const unit = units[at];
    if (found) {
      const folded = found.words.map((word) => word.folded).join(' ');
      shortened.push({ text: found.short, folded, short: true });
    } else if (unit) shortened.push(unit);
    at += found?.words.length ?? 1;
  }
  return shortened;
}

function writeOut({ text, isRight }: Question): Question {
  const words = text.split(' ').map((word) => abbreviations.get(word) ?? word);
  return { text: words.join(' '), isRight };
}

function shuffled<T>(items: readonly T[], draw: Draw): T[] {
  const mixed = [...items];
  for (let at = mixed.length - 1; at > 0; at -= 1) {
    const other = draw.below(at + 1);
    [mixed[at], mixed[other]] = [mixed[other] as T, mixed[at] as T];
  }
  return mixed;
}
