import mammoth from 'mammoth';
import type { FoundText } from '#core/extraction/extraction';
import { readWordEdges } from '#core/extraction/read-word-edges';

const entities: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"' };

/**
 * Text of a Word document with its tables, notes and text boxes, its headers and footers at the end, without what is marked as
 * deleted; comments are left out. By way of HTML, since the plain text that mammoth gives joins words at line breaks.
 */
export async function readWord(bytes: Buffer): Promise<FoundText> {
  const { value } = await mammoth.convertToHtml(
    { buffer: bytes },
    {
      // Their bytes are never read.
      convertImage: mammoth.images.imgElement(() => Promise.resolve({ src: '' })),
      includeEmbeddedStyleMap: false,
    },
  );
  const body = value
    .replace(/<\/?(?:p|h\d|li|ul|ol|td|th|tr|table|br|hr|pre|div|dt|dd)\b[^>]*>/g, '\n')
    .replace(/<[^>]*>/g, '')
    .replace(/&(amp|lt|gt|quot);/g, (_, name: string) => entities[name] ?? '');
  // Headers are left out by mammoth, and may hold the number of a paper or the name of an office.
  return { text: `${body}\n${await readWordEdges(bytes)}` };
}
