import { endingOf } from '#shared/model/file-kind';

/** Pictures that programs write and browsers do not show, or not everywhere, as people call them; by ending. */
const names: Partial<Record<string, string>> = {
  ...{
    heic: 'HEIC',
    heif: 'HEIC',
    hif: 'HEIC',
    tif: 'TIFF',
    tiff: 'TIFF',
    jp2: 'JPEG 2000',
    j2k: 'JPEG 2000',
  },
  ...{ jpf: 'JPEG 2000', jpx: 'JPEG 2000', jxl: 'JPEG XL', avif: 'AVIF', bmp: 'BMP', svg: 'SVG', wmf: 'WMF' },
  ...{
    emf: 'EMF',
    psd: 'Photoshop',
    ai: 'Illustrator',
    eps: 'EPS',
    cdr: 'CorelDRAW',
    dwg: 'AutoCAD',
    dxf: 'AutoCAD',
  },
  ...{
    raw: 'RAW',
    cr2: 'RAW',
    cr3: 'RAW',
    nef: 'RAW',
    arw: 'RAW',
    dng: 'RAW',
    orf: 'RAW',
    rw2: 'RAW',
    ico: 'ICO',
  },
};

/** What a picture is called that cannot be shown here; undefined for other files. */
export const hiddenPicture = (file: string): string | undefined => {
  const ending = endingOf(file);
  return Object.hasOwn(names, ending) ? names[ending] : undefined;
};

const has = (bytes: Uint8Array, at: number, text: string): boolean =>
  Array.from(text, (letter) => letter.charCodeAt(0)).every((code, index) => bytes[at + index] === code);

/** What a file's first bytes say that it is (whatever its name says), where browsers show no such picture. */
export function hiddenByContent(bytes: Uint8Array): string | undefined {
  if (has(bytes, 4, 'ftyp')) {
    if (['heic', 'heix', 'heim', 'heis', 'hevc', 'mif1', 'msf1'].some((brand) => has(bytes, 8, brand)))
      return 'HEIC';
    return has(bytes, 8, 'avif') ? 'AVIF' : undefined;
  }
  if (has(bytes, 0, 'II*\0') || has(bytes, 0, 'MM\0*')) return 'TIFF';
  if (has(bytes, 4, 'jP  ') || has(bytes, 0, '\xff\x4f\xff\x51')) return 'JPEG 2000';
  if (has(bytes, 0, 'BM')) return 'BMP';
  if (has(bytes, 0, '8BPS')) return 'Photoshop';
  return has(bytes, 0, '%PDF') ? 'PDF' : undefined;
}
