import { createHash } from 'node:crypto';
import type { ContentImage } from 'pdfmake/interfaces';
import { pictureRoom } from '#core/papers/word-layout';
import type { PaperPicture } from '#core/papers/word-picture';

/** Pixels of 1/96 inch as points. */
const pixel = 0.75;

/** The pictures of a file, each once however often it is shown. */
export class PdfPictures {
  /** Data addresses by name, as the PDF library takes them. */
  readonly images: Record<string, string> = {};

  /** As large as it is, or smaller so that it fits on the page; undefined for kinds that a PDF does not know. */
  shown({ bytes, facts: { type, width, height } }: PaperPicture): ContentImage | undefined {
    if (type !== 'png' && type !== 'jpg') return undefined;
    const name = createHash('sha256').update(bytes).digest('hex');
    const media = type === 'png' ? 'png' : 'jpeg';
    this.images[name] ??= `data:image/${media};base64,${Buffer.from(bytes).toString('base64')}`;
    const scale = Math.min(1, pictureRoom.width / width, pictureRoom.height / height) * pixel;
    // As `fit`: a photograph that is turned by its own note keeps its shape.
    return { image: name, fit: [width * scale, height * scale], alignment: 'center' };
  }
}
