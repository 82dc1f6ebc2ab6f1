import { ImageRun } from 'docx';
import { type PaperPicture, shownBytes } from '#core/papers/paper-picture';
import { pictureRoom } from '#core/papers/word-layout';
import { wordText } from '#core/papers/word-text';

/** What turns and mirrors a photograph upright, by the orientation that it says (Exif 2.3, 4.6.4); degrees with the clock. */
const turns: Record<number, { readonly rotation?: number; readonly mirrored?: boolean }> = {
  ...{ 2: { mirrored: true }, 3: { rotation: 180 }, 4: { rotation: 180, mirrored: true } },
  ...{ 5: { rotation: 270, mirrored: true }, 6: { rotation: 90 }, 7: { rotation: 90, mirrored: true } },
  ...{ 8: { rotation: 270 } },
};

/** What the library is given for a picture: its bytes, or what stands for them. */
export type PictureData = (picture: PaperPicture) => Uint8Array | undefined;

/** The picture as large as it is, or smaller so that it fits on the page; undefined for one that cannot be shown. */
export function pictureRun(
  picture: PaperPicture,
  caption: string,
  dataOf: PictureData = shownBytes,
): ImageRun | undefined {
  const { type, width, height, orientation } = picture.facts;
  const data = dataOf(picture);
  if (!data) return undefined;
  const scale = Math.min(1, pictureRoom.width / width, pictureRoom.height / height);
  const size = [width, height].map((pixels) => Math.max(1, Math.round(pixels * scale)));
  // What is told is the size before it is turned.
  const [wide = 1, high = 1] = orientation > 4 ? size.toReversed() : size;
  const { rotation, mirrored = false } = turns[orientation] ?? {};
  const name = wordText(caption);
  return new ImageRun({
    ...{ type, data },
    transformation: {
      ...{ width: wide, height: high },
      ...(rotation === undefined ? {} : { rotation }),
      ...(mirrored ? { flip: { horizontal: true } } : {}),
    },
    altText: { name, title: name, description: name },
  });
}
