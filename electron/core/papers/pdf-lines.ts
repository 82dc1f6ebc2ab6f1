import type { PdfFace, Shown } from '#core/papers/pdf-face';

/** A piece of text in one style. */
export interface PdfRun {
  readonly text: string;
  readonly bold?: boolean;
  readonly italics?: boolean;
  readonly underline?: boolean;
  readonly strike?: boolean;
  /** Small, above the line. */
  readonly sup?: boolean;
  /** An address; only https. */
  readonly link?: string;
}

/** A part of a word in one style. */
export interface Piece {
  readonly run: PdfRun;
  readonly face: PdfFace;
  readonly size: number;
  readonly text: string;
  readonly shown: Shown;
}

export interface Word {
  readonly pieces: readonly Piece[];
  /** In points. */
  readonly width: number;
}

export interface Line {
  readonly words: readonly Word[];
  /** Points, with the spaces between the words. */
  readonly width: number;
  /** Nothing of its paragraph follows, or it was ended by hand: it is not stretched. */
  readonly ends: boolean;
}

/** The faces by what a run is. */
export type Faces = (run: Pick<PdfRun, 'bold' | 'italics'>) => PdfFace;

const supShare = 0.58;

/** Text in lines that are so wide; `first` the first of them. A word that is wider than a line is torn. */
export function linesOf(runs: readonly PdfRun[], { faces, size, width, first = width }: LineRoom): Line[] {
  const lines: Line[] = [];
  let [words, used]: [Word[], number] = [[], 0];
  const roomNow = (): number => (lines.length === 0 ? first : width);
  const end = (ends: boolean): void => {
    lines.push({ words, width: used, ends });
    [words, used] = [[], 0];
  };
  const add = (word: Word): void => {
    const gap = words.length === 0 ? 0 : gapOf(words);
    if (words.length > 0 && used + gap + word.width > roomNow() + tolerance) {
      end(false);
      add(word);
    } else if (words.length === 0 && word.width > roomNow() + tolerance) {
      const [head, rest] = torn(word, roomNow());
      [words, used] = [[head], head.width];
      if (!rest) return;
      end(false);
      add(rest);
    } else {
      used += gap + word.width;
      words.push(word);
    }
  };
  for (const word of wordsOf(runs, faces, size)) {
    if (word === 'end') end(true);
    else add(word);
  }
  end(true);
  return lines;
}

export interface LineRoom {
  readonly faces: Faces;
  readonly size: number;
  readonly width: number;
  readonly first?: number;
}

/** Of a point: sums of widths that are the same are not always equal. */
const tolerance = 0.01;

/** The space behind the last word, as wide as its style has it. */
export function gapOf(words: readonly Word[]): number {
  const last = words.at(-1)?.pieces.at(-1);
  return last ? (last.face.space.width * last.size) / 1_000 : 0;
}

const pieceWidth = ({ shown, size }: Piece): number => (shown.width * size) / 1_000;

function wordOf(pieces: readonly Piece[]): Word {
  return { pieces, width: pieces.reduce((sum, piece) => sum + pieceWidth(piece), 0) };
}

const pieceOf = (run: PdfRun, face: PdfFace, size: number, text: string): Piece => {
  return { run, face, size, text, shown: face.shown(text) };
};

/** Line ends, spaces, and words; what goes on for longer is measured by pieces, so that its time grows with its length. */
const parts = /\n|[ \t]+|[^ \t\n]{1,100}/gu;

/** Words between spaces, which may have several styles; `end` where a line is ended by hand. */
function* wordsOf(runs: readonly PdfRun[], faces: Faces, size: number): Generator<Word | 'end'> {
  let pieces: Piece[] = [];
  for (const run of runs) {
    const face = faces(run);
    const own = run.sup === true ? size * supShare : size;
    for (const [part] of run.text.matchAll(parts)) {
      if (/^[ \t\n]/.test(part)) {
        if (pieces.length > 0) yield wordOf(pieces);
        pieces = [];
        if (part === '\n') yield 'end';
      } else pieces.push(pieceOf(run, face, own, part));
    }
  }
  if (pieces.length > 0) yield wordOf(pieces);
}

/** What addresses are torn behind, rather than in the middle of a name. */
const seams = /[/?&=._,;:)-]/;

/** As much of a word as fits, at least one letter, and the rest of it. */
function torn({ pieces }: Word, room: number): [Word, Word | undefined] {
  let used = 0;
  const over = pieces.findIndex((piece) => (used += pieceWidth(piece)) > room + tolerance);
  const piece = pieces[over];
  if (!piece) return [wordOf(pieces), undefined];
  const before = used - pieceWidth(piece);
  const { run, face, size, text } = piece;
  const letters = Array.from(text);
  const fitting = lettersIn(letters, (part) => before + (face.shown(part).width * size) / 1_000 <= room);
  // Nothing of the next piece may fit; of the first one something has to.
  const count = over === 0 ? Math.max(1, fitting) : fitting;
  const part = (from: number, to?: number): Piece[] => {
    const given = letters.slice(from, to).join('');
    return given === '' ? [] : [pieceOf(run, face, size, given)];
  };
  const after = [...part(count), ...pieces.slice(over + 1)];
  const head = wordOf([...pieces.slice(0, over), ...part(0, count)]);
  return [head, after.length > 0 ? wordOf(after) : undefined];
}

/** How many letters fit, rather up to a seam in the last half of them. */
function lettersIn(letters: readonly string[], fits: (part: string) => boolean): number {
  let [least, most] = [0, letters.length];
  while (least < most) {
    const middle = Math.ceil((least + most) / 2);
    if (fits(letters.slice(0, middle).join(''))) least = middle;
    else most = middle - 1;
  }
  for (let at = least; at > least / 2; at -= 1) if (seams.test(letters[at - 1] ?? '')) return at;
  return least;
}
