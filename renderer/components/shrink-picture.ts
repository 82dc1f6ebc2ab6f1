import { pictureFacts, type PictureFacts } from '#renderer/components/picture-facts';

/** Longer side of a shrunk picture, in points: enough for a page of A4 at 170 dpi. */
const longestSide = 2_000;
/** JPEG and WebP quality: the loss is not seen at reading distance. */
const quality = 0.82;
/** A picture that would not become this much smaller stays as it is. */
const worthwhile = 0.9;

export interface Shrunk {
  readonly file: File;
  readonly width: number;
  readonly height: number;
  readonly before: { readonly width: number; readonly height: number };
  /** What the original says; the shrunk one is nothing but the picture. */
  readonly said: PictureFacts;
}

function isTransparent(context: OffscreenCanvasRenderingContext2D, width: number, height: number): boolean {
  const { data } = context.getImageData(0, 0, width, height);
  for (let at = 3; at < data.length; at += 4) if (data[at] !== 255) return true;
  return false;
}

const endings: Partial<Record<string, string>> = {
  'image/jpeg': 'jpg',
  'image/png': 'png',
  'image/webp': 'webp',
};

/**
 * A smaller version of a picture, turned upright as its EXIF orientation says and without any metadata: photographs
 * become JPEG, drawings PNG where that is smaller, transparent ones PNG or WebP. Null where there is nothing to be won.
 * `name` is that of the file; only its ending may change.
 */
export async function shrinkPicture(blob: Blob, name: string): Promise<Shrunk | null> {
  const picture = await createImageBitmap(blob, { imageOrientation: 'from-image' });
  try {
    const before = { width: picture.width, height: picture.height };
    const scale = Math.min(1, longestSide / Math.max(before.width, before.height));
    const width = Math.max(1, Math.round(before.width * scale));
    const height = Math.max(1, Math.round(before.height * scale));
    const canvas = new OffscreenCanvas(width, height);
    const context = canvas.getContext('2d');
    if (!context) return null;
    context.imageSmoothingQuality = 'high';
    context.drawImage(picture, 0, 0, width, height);
    const types = isTransparent(context, width, height)
      ? ['image/png', 'image/webp']
      : ['image/jpeg', 'image/png'];
    const made: Blob[] = [];
    for (const type of types) made.push(await canvas.convertToBlob({ type, quality }));
    const [best] = made.filter(({ type }) => types.includes(type)).toSorted((a, b) => a.size - b.size);
    if (!best || best.size > blob.size * worthwhile) return null;
    const ending = endings[best.type] ?? 'png';
    const file = new File([best], `${name.replace(/\.[^.]*$/, '')}.${ending}`, { type: best.type });
    const said = pictureFacts(new Uint8Array(await blob.arrayBuffer()));
    return { file, width, height, before, said };
  } finally {
    picture.close();
  }
}
