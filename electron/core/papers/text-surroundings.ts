import type { PaperPictures } from '#core/papers/paper-picture';
import type { PictureData } from '#core/papers/word-picture';

/** What texts refer to that does not stand in them. */
export interface TextSurroundings {
  /** By file name; null where the file is listed and cannot be had. */
  readonly pictures: PaperPictures;
  /** For Word; the bytes themselves where it is left out. */
  readonly pictureData?: PictureData | undefined;
  /** Words in the place of a picture: one that is missing, one that Word does not show or that lies elsewhere. */
  readonly words: { pictureMissing(name: string): string; picture(name: string): string };
  /** Addresses by the identifier that the text gives them. */
  readonly addresses: ReadonlyMap<string, string>;
  /** The number of a footnote by its identifier. */
  readonly notes: ReadonlyMap<string, number>;
}

/** The attachment that an address names. */
export const fileOf = (url: string): string => url.replace(/^(?:\.\/)?attachments\//, '');
