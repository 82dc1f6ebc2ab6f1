/** Widths of letters of Times New Roman against its size, taken a little too wide: the reader's type may be another one. */
const narrow = /[\sijltfrI1.,;:!'()|[\]/-]/;
const wide = /[mwA-ZĐ@%&–—]/;
const widest = /[MWÔƠ\u2190-\u2bff\u3000-\u9fff\uac00-\ud7af\uff00-\uffef\u{10000}-\u{10ffff}]/u;

function widthOf(letter: string): number {
  const base = letter.normalize('NFD').charAt(0);
  if (widest.test(letter)) return 1;
  if (narrow.test(base)) return 0.31;
  return wide.test(base) || letter !== letter.toLowerCase() ? 0.77 : 0.49;
}

/** How wide a text is about at a size, in the unit of the size; rather too much than too little. */
function roomFor(text: string, size: number): number {
  let width = 0;
  for (const letter of text) width += widthOf(letter);
  return width * size;
}

/** How many lines a text takes about, where each is so wide; a word that does not fit begins the next line. */
export function linesFor(text: string, size: number, width: number): number {
  let lines = 1;
  let used = 0;
  for (const word of text.split(/\s+/)) {
    const room = roomFor(word, size);
    const space = used === 0 ? 0 : roomFor(' ', size);
    if (used + space + room <= width) {
      used += space + room;
    } else {
      // A word longer than a line is torn.
      const torn = Math.ceil(room / width);
      lines += used === 0 ? torn - 1 : torn;
      used = room - (torn - 1) * width;
    }
  }
  return lines;
}

/** The text in so many lines, cut at a word and ended with "…" where it is longer. */
export function clipped(text: string, size: number, width: number, lines = 1): string {
  const whole = text.replace(/\s+/g, ' ').trim();
  if (linesFor(whole, size, width) <= lines) return whole;
  const letters = Array.from(whole);
  let least = 0;
  let most = letters.length;
  while (least < most) {
    const middle = Math.ceil((least + most) / 2);
    if (linesFor(`${letters.slice(0, middle).join('')}…`, size, width) <= lines) least = middle;
    else most = middle - 1;
  }
  const cut = letters.slice(0, least).join('');
  const space = cut.lastIndexOf(' ');
  return `${(space > cut.length / 2 ? cut.slice(0, space) : cut).replace(/[\s.,;:–-]+$/, '')}…`;
}

/** Whose a practice is, and its period where that is another than the compilation's. */
export interface Source {
  readonly whose: string;
  readonly when: string;
}

/** The source as it stands behind a title, on one line; the period is never cut. Empty where nothing is known. */
export function clippedSource({ whose, when }: Source, size: number, width: number): string {
  const end = when === '' ? '' : `, ${when}`;
  const room = width - roomFor(` – ${end}`, size);
  const name = whose === '' ? '' : clipped(whose, size, room);
  return whose === '' && when === '' ? '' : ` – ${name === '' ? when : `${name}${end}`}`;
}

/** As much of a text as leaves room for what stands behind it, in so many lines together. */
export function clippedBefore(
  text: string,
  behind: string,
  { size, width, most }: { readonly size: number; readonly width: number; readonly most: number },
): string {
  const whole = text.replace(/\s+/g, ' ').trim();
  if (linesFor(`${whole}${behind}`, size, width) <= most) return whole;
  let part = (width * most - roomFor(behind, size)) / most;
  let shown = clipped(whole, size, part, most);
  // Where words break, more is lost than their widths tell.
  while (linesFor(`${shown}${behind}`, size, width) > most && part > size * 4) {
    part *= 0.95;
    shown = clipped(whole, size, part, most);
  }
  return shown;
}
