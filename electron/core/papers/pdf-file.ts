import PDFDocument from 'pdfkit';
import { points, sheet } from '#shared/paper/official-layout';
import type { PaperSink } from '#core/papers/paper-sink';
import { type EmbeddedType, PdfFace } from '#core/papers/pdf-face';
import { gapOf, type Line, type PdfRun, type Piece } from '#core/papers/pdf-lines';
import { tinos } from '#core/papers/tinos';

/** An object of the file that others refer to (ISO 32000-1, 7.3.10). */
export interface PdfReference {
  readonly data: Record<string, unknown>;
  end(bytes?: Uint8Array): void;
}

interface Page {
  readonly fonts: Record<string, unknown>;
  readonly xobjects: Record<string, unknown>;
  readonly dictionary: PdfReference;
}

/** What is used of the library beside what its types tell. */
interface Library {
  readonly page: Page;
  readonly _root: { readonly data: { readonly Pages: { readonly data: { Kids: unknown[] } } } };
  _font: EmbeddedType;
  push(bytes: Uint8Array | null): boolean;
  ref(data: Record<string, unknown>): PdfReference;
  addContent(operators: string): void;
}

/** The library adds the time of making otherwise. */
const moment = new Date(Date.UTC(2000, 0, 1));

interface PdfFacts {
  readonly title: string;
  readonly author: string;
  readonly language: string;
}

const number = (value: number): string => String(Math.round(value * 1_000) / 1_000);

/**
 * A PDF file while it is written: each page goes to the sink when the next one is begun. Points, from the left and upper
 * edges of the page. The same calls give the same bytes.
 */
export class PdfFile {
  readonly #document: PDFKit.PDFDocument;
  readonly #library: Library;
  readonly #faces: Record<keyof typeof tinos, PdfFace>;

  constructor(sink: PaperSink, { title, author, language }: PdfFacts) {
    const info = { Title: title, Author: author, CreationDate: moment, ModDate: moment };
    this.#document = streaming(sink, {
      ...{ size: [points(sheet.width), points(sheet.height)], margin: 0, autoFirstPage: false },
      ...{ info, lang: language, pdfVersion: '1.7', fontLayoutCache: false },
      // Otherwise it looks for type of its own beside the program.
      ...{ font: null as unknown as string },
    });
    this.#library = this.#document as unknown as Library;
    const face = (name: keyof typeof tinos): PdfFace => {
      this.#document.font(bytesOf(tinos[name]));
      return new PdfFace(this.#library._font);
    };
    this.#faces = {
      ...{ normal: face('normal'), bold: face('bold') },
      ...{ italics: face('italics'), bolditalics: face('bolditalics') },
    };
  }

  readonly face = ({ bold = false, italics = false }: Pick<PdfRun, 'bold' | 'italics'>): PdfFace =>
    this.#faces[bold ? (italics ? 'bolditalics' : 'bold') : italics ? 'italics' : 'normal'];

  addPage(): void {
    this.#document.addPage();
  }

  /** An object that is not written before `end` is called on it. */
  reference(data: Record<string, unknown>): PdfReference {
    return this.#library.ref(data);
  }

  /** A line of text; `y` is its base line, `stretch` what is added to each space. */
  text({ words }: Line, x: number, y: number, stretch = 0): void {
    let at = x;
    let operators = '';
    let open = '';
    let codes = '';
    const close = (): void => {
      if (codes !== '') operators += `${open}[${codes}] TJ\n`;
      codes = '';
    };
    let previous: Piece | undefined;
    for (const [order, word] of words.entries()) {
      const space = order === 0 ? 0 : gapOf(words.slice(order - 1, order)) + stretch;
      for (const [place, piece] of word.pieces.entries()) {
        const gap = place === 0 ? space : 0;
        const continues = previous?.face === piece.face && previous.size === piece.size;
        if (gap > 0 && previous) {
          const behind = (stretch * 1_000) / previous.size;
          codes += `${previous.face.space.codes(previous.size)}${behind === 0 ? '' : ` ${number(-behind)} `}`;
        }
        this.#marks(piece, at, y, gap, previous?.run === piece.run);
        at += gap;
        if (!continues) {
          close();
          open = this.#style(piece, at, y);
        }
        codes += piece.shown.codes(piece.size);
        at += (piece.shown.width * piece.size) / 1_000;
        previous = piece;
      }
    }
    close();
    if (operators !== '') this.#library.addContent(`BT\n${operators}ET`);
  }

  #style({ face, size, run }: Piece, x: number, y: number): string {
    const { id } = face.type;
    this.#library.page.fonts[id] ??= face.type.ref();
    const base = run.sup === true ? y - size * 0.55 : y;
    // The page is turned upside down by the library; letters are turned back.
    return `/${id} ${number(size)} Tf 1 0 0 -1 ${number(x)} ${number(base)} Tm `;
  }

  /** Lines below and through a piece, and where it leads; the space in front belongs to it where the words do. */
  #marks({ run, shown, size }: Piece, x: number, y: number, gap: number, goesOn: boolean): void {
    if (run.underline !== true && run.strike !== true && run.link === undefined) return;
    const from = goesOn ? x : x + gap;
    const to = x + gap + (shown.width * size) / 1_000;
    const [left, width] = [from, to - from];
    if (run.underline === true) this.rule(left, y + size * 0.11, width, size * 0.05);
    if (run.strike === true) this.rule(left, y - size * 0.25, width, size * 0.05);
    if (run.link !== undefined) this.#document.link(left, y - size * 0.8, width, size, run.link);
  }

  /** A black rectangle: a rule across, or a line of a table. */
  rule(x: number, y: number, width: number, height: number): void {
    this.#library.addContent([x, y, width, height].map(number).join(' ') + ' re f');
  }

  /** What can be gone to by its name. */
  name(name: string, x: number, y: number): void {
    this.#document.addNamedDestination(name, 'XYZ', x, y, null);
  }

  goTo(name: string, x: number, y: number, width: number, height: number): void {
    this.#document.goTo(x, y, width, height, name);
  }

  /** A picture in the square of the given matrix, which is seen from the lower edge of the picture. */
  picture(reference: PdfReference, id: string, matrix: readonly number[]): void {
    this.#library.page.xobjects[id] = reference;
    this.#library.addContent(`q ${matrix.map(number).join(' ')} cm /${id} Do Q`);
  }

  get pages(): number {
    return this.#kids().length;
  }

  /** Puts the pages from `from` on in front of the page `to`, counted from 0: what is known last may stand first. */
  movePages(from: number, to: number): void {
    const kids = this.#kids();
    kids.splice(to, 0, ...kids.splice(from));
  }

  end(): void {
    this.#document.end();
  }

  #kids(): unknown[] {
    return this.#library._root.data.Pages.data.Kids;
  }
}

/** The library's file is a stream that holds all that nobody reads; what it gives goes on at once. */
function streaming(sink: PaperSink, options: PDFKit.PDFDocumentOptions): PDFKit.PDFDocument {
  class Streaming extends PDFDocument {
    override push(bytes: Uint8Array | null): boolean {
      if (bytes) sink.write(bytes);
      return true;
    }
  }
  return new Streaming(options);
}

const bytesOf = (address: string): Buffer =>
  Buffer.from(address.slice(address.indexOf('base64,') + 'base64,'.length), 'base64');

/** Shows nothing: pages are laid out only to know where what comes to stand. */
export class MeasuringFile extends PdfFile {
  #count = 0;

  constructor() {
    super({ write: () => undefined }, { title: '', author: '', language: 'vi' });
  }

  override addPage(): void {
    this.#count += 1;
  }

  override get pages(): number {
    return this.#count;
  }

  override text(): void {
    // Its width is known before.
  }

  override rule(): void {
    // It takes the room that it takes.
  }

  override picture(): void {
    // As large as its facts say.
  }

  override name(): void {
    // Nobody goes there.
  }

  override goTo(): void {
    // Nobody goes there.
  }
}
