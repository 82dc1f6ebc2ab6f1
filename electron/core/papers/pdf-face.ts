/** What is used of a type as the PDF library embeds it; measures in thousandths of the size. */
export interface EmbeddedType {
  readonly id: string;
  readonly ascender: number;
  readonly descender: number;
  readonly lineGap: number;
  /** The codes of the letters, four digits each, and where each stands; what is asked for is embedded. */
  encode(text: string): [string[], readonly LetterPlace[]];
  ref(): unknown;
}

interface LetterPlace {
  readonly xAdvance: number;
  /** Of the letter alone: the rest of `xAdvance` is kerning. */
  readonly advanceWidth: number;
  readonly xOffset: number;
  readonly yOffset: number;
}

/** A word as it is shown. */
export interface Shown {
  /** In thousandths of the size. */
  readonly width: number;
  /** For the operator TJ (ISO 32000-1, 9.4.3); marks that stand off the line need the size. */
  codes(size: number): string;
}

/** Longer ones hardly come again. Characters. */
const longestKept = 24;

const number = (value: number): string => String(Math.round(value * 1_000) / 1_000);

/** One of the four faces; each word is measured once. */
export class PdfFace {
  readonly type: EmbeddedType;
  readonly space: Shown;
  readonly #known = new Map<string, Shown>();

  constructor(type: EmbeddedType) {
    this.type = type;
    this.space = this.shown(' ');
  }

  shown(word: string): Shown {
    const known = this.#known.get(word);
    if (known) return known;
    const [letters, places] = this.type.encode(word);
    const width = places.reduce((sum, { xAdvance }) => sum + xAdvance, 0);
    const isPlain = places.every(({ xOffset, yOffset }) => xOffset === 0 && yOffset === 0);
    const plain = isPlain ? plainCodes(letters, places) : '';
    const shown = {
      width,
      codes: isPlain ? () => plain : (size: number) => movedCodes(letters, places, size),
    };
    if (word.length <= longestKept) this.#known.set(word, shown);
    return shown;
  }
}

function plainCodes(letters: readonly string[], places: readonly LetterPlace[]): string {
  let codes = '<';
  letters.forEach((letter, at) => {
    codes += letter;
    const { xAdvance = 0, advanceWidth = 0 } = places[at] ?? {};
    if (xAdvance !== advanceWidth) codes += `> ${number(advanceWidth - xAdvance)} <`;
  });
  return `${codes}>`;
}

/** Each letter by itself: moved along the line by a number, off it by a rise. */
function movedCodes(letters: readonly string[], places: readonly LetterPlace[], size: number): string {
  return letters
    .map((letter, at) => {
      const { xAdvance = 0, advanceWidth = 0, xOffset = 0, yOffset = 0 } = places[at] ?? {};
      const shown = `${number(-xOffset)} <${letter}> ${number(advanceWidth + xOffset - xAdvance)}`;
      return yOffset === 0 ? shown : `] TJ ${number((yOffset * size) / 1_000)} Ts [${shown}] TJ 0 Ts [`;
    })
    .join(' ');
}
