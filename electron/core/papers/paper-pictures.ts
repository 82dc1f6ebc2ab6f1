import { layout } from '#core/library/layout';
import type { OpenedLibrary } from '#core/library/opened-library';
import { type PictureFacts, pictureFacts } from '#core/papers/picture-size';
import type { PaperPicture, PaperPictures } from '#core/papers/paper-picture';
import type { Practice } from '#shared/contract/practices';

/** Bytes of one picture and of all pictures that a paper takes up; those beyond are named. */
const mostOfOne = 20 * 1024 ** 2;
const mostOfAll = 100 * 1024 ** 2;
const beginning = 64 * 1024;

type Text = Pick<Practice, 'frontMatter' | 'preamble' | 'sections'>;

/** The pictures of one paper, however many practices it tells of. They stay where they are until the paper is written. */
export class PaperPictureSource {
  readonly #library: OpenedLibrary;
  #sum = 0;

  constructor(library: OpenedLibrary) {
    this.#library = library;
  }

  /**
   * The pictures among a practice's attachments that its texts name, by file name; null where one is not there. What no
   * Word shows, or is too large, is left out.
   */
  async of({ frontMatter, preamble, sections }: Text): Promise<PaperPictures> {
    const text = [preamble, ...sections.map(({ body }) => body)].join('\n');
    const pictures = new Map<string, PaperPicture | null>();
    for (const { file, mediaType } of frontMatter.attachments ?? []) {
      if (!mediaType.startsWith('image/') || !text.includes(file)) continue;
      const picture = await this.#picture(frontMatter.id, file);
      if (picture !== undefined) pictures.set(file, picture);
    }
    return pictures;
  }

  async #picture(id: string, file: string): Promise<PaperPicture | null | undefined> {
    const { store } = this.#library;
    const path = store.at(layout.attachment(id, file));
    const found = await store.fileSystem.information(path);
    if (found?.kind !== 'file') return null;
    if (found.bytes > mostOfOne || this.#sum + found.bytes > mostOfAll) return undefined;
    const facts = await this.#facts(path);
    if (!facts) return undefined;
    this.#sum += found.bytes;
    return { from: path, facts };
  }

  /** Read from its beginning, where nearly all have them. */
  async #facts(path: string): Promise<PictureFacts | undefined> {
    const { fileSystem } = this.#library.store;
    const file = await fileSystem.open(path);
    try {
      return (
        pictureFacts(await file.read(0, beginning)) ??
        (file.bytes > beginning ? pictureFacts(await file.read(0, file.bytes)) : undefined)
      );
    } finally {
      await file.close();
    }
  }
}
