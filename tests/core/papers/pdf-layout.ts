import type { PDFPageProxy } from 'pdfjs-dist/legacy/build/pdf.mjs';

/** A piece of text as it stands on a page; points, from the left and upper edges; `y` is its base line. */
export interface Piece {
  readonly text: string;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly size: number;
  readonly font: string;
}

/** Pieces on one base line, from left to right. */
export interface Line extends Omit<Piece, 'width'> {
  readonly right: number;
  readonly pieces: readonly Piece[];
}

export interface Box {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

export interface LaidPage {
  readonly width: number;
  readonly height: number;
  /** In the order of the file. */
  readonly pieces: readonly Piece[];
  /** From top to bottom; what stands in two columns makes two. */
  readonly lines: readonly Line[];
  readonly rules: readonly Box[];
  readonly pictures: readonly Box[];
  /** Colours that something is filled or drawn with, as "#rrggbb"; black where none is told. */
  readonly colours: ReadonlySet<string>;
}

type Matrix = readonly [number, number, number, number, number, number];

const times = (a: Matrix, b: Matrix): Matrix => [
  a[0] * b[0] + a[2] * b[1],
  a[1] * b[0] + a[3] * b[1],
  a[0] * b[2] + a[2] * b[3],
  a[1] * b[2] + a[3] * b[3],
  a[0] * b[4] + a[2] * b[5] + a[4],
  a[1] * b[4] + a[3] * b[5] + a[5],
];

function boxOf(matrix: Matrix, [x1, y1, x2, y2]: readonly number[], height: number): Box {
  const at = (x = 0, y = 0): [number, number] => [
    matrix[0] * x + matrix[2] * y + matrix[4],
    height - (matrix[1] * x + matrix[3] * y + matrix[5]),
  ];
  const [[a, b], [c, d]] = [at(x1, y1), at(x2, y2)];
  return { left: Math.min(a, c), right: Math.max(a, c), top: Math.min(b, d), bottom: Math.max(b, d) };
}

/** Every page of a PDF as pdf.js sees it. */
export async function laidPages(bytes: Uint8Array): Promise<LaidPage[]> {
  const { getDocument, OPS } = await loadPdfJs();
  const task = getDocument({ data: new Uint8Array(bytes), verbosity: 0 });
  const file = await task.promise;
  const pages: LaidPage[] = [];
  for (let at = 1; at <= file.numPages; at += 1) pages.push(await laidPage(await file.getPage(at), OPS));
  await task.destroy();
  return pages;
}

type PdfJs = typeof import('pdfjs-dist/legacy/build/pdf.mjs');
type Operators = PdfJs['OPS'];

/** Drawing needs these of a browser; it asks for them while it is loaded. */
function loadPdfJs(): Promise<PdfJs> {
  const NotDrawn = class {
    readonly drawn = false;
  };
  Object.assign(globalThis, { DOMMatrix: NotDrawn, ImageData: NotDrawn, Path2D: NotDrawn });
  return import('pdfjs-dist/legacy/build/pdf.mjs');
}

async function laidPage(page: PDFPageProxy, OPS: Operators): Promise<LaidPage> {
  const { width, height } = page.getViewport({ scale: 1 });
  // Fonts are known once the page was read whole.
  const { rules, pictures, colours } = await drawn(page, height, OPS);
  const { items } = await page.getTextContent({ disableNormalization: true });
  const pieces = items.flatMap((item): Piece[] => {
    if (!('str' in item) || item.str.trim() === '') return [];
    const [a, b, , , x, y] = item.transform as unknown as Matrix;
    const { name } = page.commonObjs.get(item.fontName) as { name: string };
    return [
      {
        text: item.str.normalize('NFC'),
        x,
        y: height - y,
        width: item.width,
        size: Math.hypot(a, b),
        font: name,
      },
    ];
  });
  return { width, height, pieces, lines: linesOf(pieces), rules, pictures, colours };
}

async function drawn(
  page: PDFPageProxy,
  height: number,
  OPS: Operators,
): Promise<Pick<LaidPage, 'rules' | 'pictures' | 'colours'>> {
  const { fnArray, argsArray } = await page.getOperatorList();
  const [rules, pictures]: [Box[], Box[]] = [[], []];
  let matrix: Matrix = [1, 0, 0, 1, 0, 0];
  const kept: Matrix[] = [];
  const colours = new Set<string>();
  fnArray.forEach((operator, at) => {
    const args = argsArray[at] as unknown[];
    if (operator === OPS.save) kept.push(matrix);
    else if (operator === OPS.restore) matrix = kept.pop() ?? matrix;
    else if (operator === OPS.setFillRGBColor || operator === OPS.setStrokeRGBColor)
      colours.add(String(args[0]));
    else if (operator === OPS.transform) matrix = times(matrix, args as unknown as Matrix);
    else if (operator === OPS.paintImageXObject) pictures.push(boxOf(matrix, [0, 0, 1, 1], height));
    else if (operator === OPS.constructPath && args[0] !== OPS.endPath && args[2] !== null) {
      const box = boxOf(matrix, args[2] as number[], height);
      if (box.bottom - box.top < 2 && box.right - box.left > 10) rules.push(box);
    }
  });
  return { rules, pictures, colours };
}

/** A gap as wide as this lies between columns, not between words. */
const columnGap = 18;

function linesOf(pieces: readonly Piece[]): Line[] {
  const rows = new Map<number, Piece[]>();
  for (const piece of pieces) {
    const key = [...rows.keys()].find((y) => Math.abs(y - piece.y) < 1.5) ?? piece.y;
    rows.set(key, [...(rows.get(key) ?? []), piece]);
  }
  return [...rows.values()].flatMap(columnsOf).toSorted((one, other) => one.y - other.y || one.x - other.x);
}

function columnsOf(row: readonly Piece[]): Line[] {
  const groups: Piece[][] = [];
  for (const piece of row.toSorted((one, other) => one.x - other.x)) {
    const last = groups.at(-1)?.at(-1);
    // The room for a number that is not given yet lies within a line.
    const isOpenNumber = piece.text.startsWith('/');
    if (last && (isOpenNumber || piece.x - (last.x + last.width) < columnGap)) groups.at(-1)?.push(piece);
    else groups.push([piece]);
  }
  return groups.map((group) => {
    const [first, last] = [group[0], group.at(-1)];
    if (!first || !last) throw new Error('an empty line');
    return { ...first, text: textOf(group), right: last.x + last.width, pieces: group };
  });
}

/** Pieces side by side; where there is a gap there is a space. */
function textOf(group: readonly Piece[]): string {
  let text = '';
  let end = Infinity;
  for (const piece of group) {
    if (piece.x - end > piece.size * 0.15 && !text.endsWith(' ')) text += ' ';
    text += piece.text;
    end = piece.x + piece.width;
  }
  return text.replace(/\s+/g, ' ').trim();
}
