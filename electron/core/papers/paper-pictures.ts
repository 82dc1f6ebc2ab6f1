import { layout } from '#core/library/layout';
import type { OpenedLibrary } from '#core/library/opened-library';
import { pictureFacts } from '#core/papers/picture-size';
import type { PaperPicture } from '#core/papers/word-picture';
import type { Practice } from '#shared/contract/practices';

/** Bytes of one picture and of all pictures that a paper takes up; those beyond are named. */
const mostOfOne = 20 * 1024 ** 2;
const mostOfAll = 100 * 1024 ** 2;

/**
 * The pictures among a practice's attachments that its texts name, by file name; null where one is not there. What no
 * Word shows, or is too large, is left out.
 */
export async function paperPictures(
  library: OpenedLibrary,
  { frontMatter, preamble, sections }: Pick<Practice, 'frontMatter' | 'preamble' | 'sections'>,
): Promise<Map<string, PaperPicture | null>> {
  const { store } = library;
  const text = [preamble, ...sections.map(({ body }) => body)].join('\n');
  const pictures = new Map<string, PaperPicture | null>();
  let sum = 0;
  for (const { file, mediaType } of frontMatter.attachments ?? []) {
    if (!mediaType.startsWith('image/') || !text.includes(file)) continue;
    const path = store.at(layout.attachment(frontMatter.id, file));
    const found = await store.fileSystem.information(path);
    if (found?.kind !== 'file') {
      pictures.set(file, null);
      continue;
    }
    sum += found.bytes;
    if (found.bytes > mostOfOne || sum > mostOfAll) continue;
    const bytes = await store.fileSystem.read(path);
    const facts = pictureFacts(bytes);
    if (facts) pictures.set(file, { bytes, facts });
  }
  return pictures;
}
