/** Widths of the letters of bold Times New Roman, in thousandths of the size; marks above and below take no room. */
const widths: readonly (readonly [number, string])[] = [
  [250, ' ,.'],
  [278, 'il/:;'],
  [333, '-fjt()'],
  [389, 'sI'],
  [444, 'cerz'],
  [500, '0123456789agovxyJ–"'],
  [556, 'bdđhknpquơS'],
  [600, 'ư'],
  [611, 'FP'],
  [667, 'BELTZ'],
  [722, 'ACDĐNRUVXYw'],
  [778, 'GHKOƠQ'],
  [796, 'Ư'],
  [833, 'm&'],
  [944, 'M'],
  [1000, 'W…'],
];
const widthOf = new Map(
  widths.flatMap(([width, letters]) => Array.from(letters, (letter) => [letter, width])),
);
/** The marks of tones and of â, ă, ê, ô: the horn and the bar make letters of their own widths. */
const marks = /[\u0300-\u0309\u0323\u0302\u0306]/g;

/** How wide a bold text of one line is, in the unit of the size. */
export function boldWidth(text: string, size: number): number {
  let width = 0;
  for (const letter of text.normalize('NFD').replace(marks, '').normalize('NFC'))
    width += widthOf.get(letter) ?? 600;
  return (width * size) / 1_000;
}
