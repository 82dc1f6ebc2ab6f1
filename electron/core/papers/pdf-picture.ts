import { sizes, textRoom } from '#shared/paper/official-layout';
import type { PaperPicture } from '#core/papers/paper-picture';
import { baseIn, type Block, edges, lineHeight, pageRoom, type PdfFlow } from '#core/papers/pdf-flow';
import type { PdfReference } from '#core/papers/pdf-file';
import type { Line } from '#core/papers/pdf-lines';
import { showLine } from '#core/papers/pdf-text';
import { pictureRoom } from '#core/papers/word-layout';

/** Pixels of 1/96 inch as points. */
const pixel = 0.75;
const gapBelow = 6;

/** A picture in the middle, never off the page, with its words below. */
export class PictureBlock implements Block {
  readonly #picture: { readonly id: string; readonly reference: PdfReference };
  readonly #orientation: number;
  readonly #width: number;
  readonly #height: number;
  readonly #caption: readonly Line[];
  readonly #lineHeight: number;
  readonly beginning: number;

  constructor(
    flow: PdfFlow,
    picture: { readonly id: string; readonly reference: PdfReference },
    { orientation, width, height }: PaperPicture['facts'],
    caption: string,
  ) {
    const scale = Math.min(1, pictureRoom.width / width, pictureRoom.height / height) * pixel;
    this.#picture = picture;
    this.#orientation = orientation;
    [this.#width, this.#height] = [width * scale, height * scale];
    this.#caption =
      caption === '' ? [] : flow.lines([{ text: caption, italics: true }], sizes.caption, textRoom);
    this.#lineHeight = lineHeight(flow, sizes.text);
    this.beginning = Math.min(pageRoom, this.#height + this.#caption.length * this.#lineHeight);
  }

  draw(flow: PdfFlow): void {
    if (this.beginning > flow.room && !flow.isAtTop) flow.newPage();
    const top = flow.take(this.#height);
    const left = edges.left + (textRoom - this.#width) / 2;
    const matrix = matrixOf(this.#orientation, left, top, this.#width, this.#height);
    flow.file.picture(this.#picture.reference, this.#picture.id, matrix);
    for (const line of this.#caption) {
      if (flow.room < this.#lineHeight) flow.newPage();
      const y = flow.take(this.#lineHeight) + baseIn(flow, sizes.caption, this.#lineHeight);
      showLine(flow, line, { x: edges.left, y, width: textRoom, align: 'center' });
    }
    flow.gap(gapBelow);
  }
}

/**
 * Where the unit square of a picture goes, whose y grows upwards while the page's grows downwards: by the orientation of Exif
 * (2.3, 4.6.4) its stored rows run to another edge.
 */
function matrixOf(orientation: number, x: number, y: number, width: number, height: number): number[] {
  const [right, bottom] = [x + width, y + height];
  switch (orientation) {
    case 2:
      return [-width, 0, 0, -height, right, bottom];
    case 3:
      return [-width, 0, 0, height, right, y];
    case 4:
      return [width, 0, 0, height, x, y];
    case 5:
      return [0, height, -width, 0, right, y];
    case 6:
      return [0, height, width, 0, x, y];
    case 7:
      return [0, -height, width, 0, x, bottom];
    case 8:
      return [0, -height, -width, 0, right, bottom];
    default:
      return [width, 0, 0, -height, x, bottom];
  }
}
