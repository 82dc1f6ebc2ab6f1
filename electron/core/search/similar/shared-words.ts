import { exactForm, wordsOf } from '#core/search/analysis';
import type { Run, WordPlaces } from '#core/search/similar/practice-words';
import type { TellingTerm } from '#core/search/similar/telling-terms';

/** Pieces named as the reason, and words of one of them, at most. */
const mostNamed = 4;
const longestPiece = 6;
/** Places of a term that are looked at: a longer piece is mostly found soon. */
const mostPlaces = 20;

/**
 * What two practices share, as the first one writes it: pieces of text that stand in both, made of the shared pairs, as long as
 * they go, or single words where there are none; none of them repeats most of another. `shared` is heaviest first, and so is the answer.
 */
export function sharedPieces(
  here: WordPlaces,
  there: WordPlaces,
  shared: readonly TellingTerm[],
): string[][] {
  const pairs = new Set(shared.map((term) => term.words.join(' ')));
  const pieces: string[][] = [];
  const covered = new Set<string>();
  for (const { words } of shared) {
    if (pieces.length === mostNamed) break;
    if (words.every((word) => covered.has(word))) continue;
    // A syllable alone says little where words do.
    if (words.length === 1 && pieces.length > 0) continue;
    const { run, from, to } = longestWith(words, here, there, pairs) ?? {};
    if (!run) continue;
    const folded = run.folded.slice(from, to);
    if (folded.filter((word) => covered.has(word)).length * 2 > folded.length) continue;
    pieces.push(run.exact.slice(from, to));
    for (const word of folded) covered.add(word);
  }
  return pieces;
}

interface Piece {
  readonly run: Run;
  readonly from: number;
  readonly to: number;
}

/** The longest piece around a term that both have; the first of equally long ones. */
function longestWith(
  words: readonly string[],
  here: WordPlaces,
  there: WordPlaces,
  pairs: ReadonlySet<string>,
): Piece | undefined {
  const pieces = here
    .of(words)
    .slice(0, mostPlaces)
    .map(([run, place]) => widen({ run, from: place, to: place + words.length }, pairs, there));
  return pieces.reduce<Piece | undefined>(
    (best, piece) => (best && best.to - best.from >= piece.to - piece.from ? best : piece),
    undefined,
  );
}

/**
 * Grows a piece to both sides as long as the whole stands in the other practice, and ends it with shared pairs: words in
 * between may say little ("Bộ Thông tin và Truyền thông"), those at its ends do not.
 */
function widen(piece: Piece, pairs: ReadonlySet<string>, there: WordPlaces): Piece {
  const { folded } = piece.run;
  let { from, to } = piece;
  const joins = (at: number): boolean => pairs.has(`${folded[at] ?? ''} ${folded[at + 1] ?? ''}`);
  const stands = (start: number, end: number): boolean =>
    end - start <= longestPiece && there.of(folded.slice(start, end)).length > 0;
  for (let end = to + 1; end <= folded.length && stands(from, end); end += 1) if (joins(end - 2)) to = end;
  for (let start = from - 1; start >= 0 && stands(start, to); start -= 1) if (joins(start)) from = start;
  return { run: piece.run, from, to };
}

/** Pieces as a text writes them: of several ways the one with the fewest capitals, so that only names keep theirs. */
export function asWritten(text: string, pieces: readonly (readonly string[])[]): string[] {
  const tokens = wordsOf(text);
  const forms = new Map<string, string>();
  const exact = tokens.map(({ raw }) => {
    let form = forms.get(raw);
    if (form === undefined) forms.set(raw, (form = exactForm(raw)));
    return form;
  });
  return pieces.map((words) => {
    const ways = exact.flatMap((form, at) =>
      form === words[0] && words.every((word, place) => exact[at + place] === word)
        ? [tokens.slice(at, at + words.length).map(({ raw }) => raw.normalize('NFC'))]
        : [],
    );
    const capitals = (way: readonly string[]): number => way.join('').match(/\p{Lu}/gu)?.length ?? 0;
    const [best = words] = ways.sort((a, b) => capitals(a) - capitals(b));
    return best.join(' ');
  });
}
