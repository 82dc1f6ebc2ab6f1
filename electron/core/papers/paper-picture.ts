import { readFileSync } from 'node:fs';
import { gifPixels } from '#core/papers/gif-pixels';
import { bmpPixels } from '#core/papers/bmp-pixels';
import { type PictureFacts, pictureFacts } from '#core/papers/picture-size';
import { isPngWhole } from '#core/papers/png-file';

/** A picture of a text: its bytes, or the path of the file that has them, which is read when it is needed. */
export interface PaperPicture {
  readonly from: string | Uint8Array;
  readonly facts: PictureFacts;
}

/** By file name; null where a file is listed and cannot be had. */
export type PaperPictures = ReadonlyMap<string, PaperPicture | null>;

/** Larger ones, unpacked, would take more memory than a paper may. Pixels. */
const mostPixels = 40_000_000;

/** The bytes of a picture that can be shown; undefined where its file is gone or damaged, or was changed meanwhile. */
export function shownBytes({ from, facts }: PaperPicture): Buffer | undefined {
  const bytes =
    typeof from === 'string' ? readWhole(from) : Buffer.from(from.buffer, from.byteOffset, from.byteLength);
  const now = bytes && pictureFacts(bytes);
  const isSame = now?.type === facts.type && now.width === facts.width && now.height === facts.height;
  return bytes && isSame && isWhole(bytes, facts) ? bytes : undefined;
}

function readWhole(path: string): Buffer | undefined {
  try {
    return readFileSync(path);
  } catch {
    return undefined; // It was removed since the text was read, or the drive is gone.
  }
}

/** Both writers show the same pictures: what the PDF cannot have is not in the Word file either. */
function isWhole(bytes: Buffer, { type, width, height }: PictureFacts): boolean {
  if (type === 'jpg') return true;
  if (width * height > mostPixels) return false;
  if (type === 'png') return isPngWhole(bytes);
  return (type === 'gif' ? gifPixels(bytes) : bmpPixels(bytes)) !== undefined;
}
