import { diffArrays } from 'diff';

/** A piece of one side; `changed` pieces are not on the other side. */
export interface DifferencePiece {
  readonly text: string;
  readonly changed: boolean;
}
export interface TextDifferences {
  readonly here: readonly DifferencePiece[];
  readonly there: readonly DifferencePiece[];
}

/** Edits after which two texts count as different altogether; bounds the time for hostile texts. */
const mostEdits = 1_000;

/** Syllables, and the blanks between them, so that the pieces joined give the text again. */
const split = (text: string): string[] =>
  text
    .normalize('NFC')
    .split(/(\s+)/)
    .filter((token) => token !== '');

/** Blanks between two changed syllables belong to the change: one mark instead of many. */
function joined(pieces: readonly DifferencePiece[]): DifferencePiece[] {
  const result: DifferencePiece[] = [];
  for (const [index, { text, changed }] of pieces.entries()) {
    const bridge = !changed && text.trim() === '' && pieces[index - 1]?.changed && pieces[index + 1]?.changed;
    const marked = changed || bridge === true;
    const last = result.at(-1);
    if (last?.changed === marked) result[result.length - 1] = { text: last.text + text, changed: marked };
    else result.push({ text, changed: marked });
  }
  return result.flatMap(withoutEdges);
}

/** Blanks around a change are not marked: an underlined gap says nothing. */
function withoutEdges({ text, changed }: DifferencePiece): DifferencePiece[] {
  const bare = text.trim();
  if (!changed || bare === '' || bare === text) return [{ text, changed }];
  const start = text.indexOf(bare);
  const pieces = [
    { text: text.slice(0, start), changed: false },
    { text: bare, changed },
    { text: text.slice(start + bare.length), changed: false },
  ];
  return pieces.filter((piece) => piece.text !== '');
}

/**
 * Both texts cut into what they share and what only one has, syllable by syllable. Texts that differ in more than can
 * be found out in the given time count as different altogether.
 */
export function compareTexts(here: string, there: string, milliseconds = 500): TextDifferences {
  const bounds = { maxEditLength: mostEdits, timeout: milliseconds };
  const found = diffArrays(split(here), split(there), bounds);
  if (found === undefined)
    return { here: [{ text: here, changed: true }], there: [{ text: there, changed: true }] };
  const side = (other: 'added' | 'removed', own: 'added' | 'removed'): DifferencePiece[] =>
    joined(
      found
        .filter((change) => !change[other])
        .map((change) => ({ text: change.value.join(''), changed: change[own] })),
    );
  return { here: side('added', 'removed'), there: side('removed', 'added') };
}
