import mammoth from 'mammoth';
import type { FoundText } from '#core/extraction/extraction';

const entities: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"' };

/**
 * Text of a Word document with its tables, notes and text boxes, without what is marked as deleted; headers, footers and
 * comments are left out. By way of HTML, since the plain text that mammoth gives joins words at line breaks.
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
  return {
    text: value
      .replace(/<\/?(?:p|h\d|li|ul|ol|td|th|tr|table|br|hr|pre|div|dt|dd)\b[^>]*>/g, '\n')
      .replace(/<[^>]*>/g, '')
      .replace(/&(amp|lt|gt|quot);/g, (_, name: string) => entities[name] ?? ''),
  };
}
