import { describe, expect, it } from 'vitest';
import { decodeText } from '#renderer/components/decode-text';
import { fetchBytes } from '#renderer/components/fetch-bytes';
import { hiddenByContent, hiddenPicture } from '#renderer/components/picture-kind';
import { pictureFacts } from '#renderer/components/picture-facts';

const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);
const utf16 = (text: string): Uint8Array => Uint8Array.from(Buffer.from(`\ufeff${text}`, 'utf16le'));

describe('text of unknown encoding', () => {
  const text = 'Kế hoạch số 15\nđường dây nóng';
  it.each([
    ['UTF-8', utf8(text)],
    ['UTF-8 with a mark', utf8(`\ufeff${text}`)],
    ['UTF-8 decomposed, from Windows', utf8(text.normalize('NFD').replaceAll('\n', '\r\n'))],
    ['UTF-16 little endian', utf16(text)],
    ['UTF-16 big endian', Uint8Array.from(Buffer.from(utf16(text)).swap16())],
  ])('is read from %s', (_name, bytes) => {
    expect(decodeText(bytes)).toBe(text);
  });

  it('is read from Windows-1258, where tones are letters of their own', () => {
    // "Kế hoạch": ê with the acute tone after it, a with the dot below after it.
    const bytes = Uint8Array.of(0x4b, 0xea, 0xec, 0x20, 0x68, 0x6f, 0x61, 0xf2, 0x63, 0x68);
    expect(decodeText(bytes)).toBe('Kế hoạch');
  });

  it('may be cut in the middle of a letter', () => {
    for (const bytes of [utf8('số liệu'), utf16('số liệu')])
      for (let end = 2; end <= bytes.length; end += 1)
        expect('số liệu'.startsWith(decodeText(bytes.subarray(0, end))), String(end)).toBe(true);
  });
});

describe('bytes of the host', () => {
  const signal = new AbortController().signal;
  const serve = (bytes: number, status = 200): void => {
    globalThis.fetch = () =>
      Promise.resolve(
        new Response(new Uint8Array(bytes).fill(7), { status, headers: { 'content-length': String(bytes) } }),
      );
  };

  it('are given whole below the limit, cut above it, with progress', async () => {
    serve(100);
    const shares: number[] = [];
    const whole = await fetchBytes('x', { signal, limit: 100, progress: (share) => shares.push(share) });
    expect(whole).toEqual({ bytes: new Uint8Array(100).fill(7), whole: true });
    expect(shares.at(-1)).toBe(1);
    serve(101);
    expect(await fetchBytes('x', { signal, limit: 100 })).toEqual({
      bytes: new Uint8Array(100).fill(7),
      whole: false,
    });
  });

  it('that are not there are a failure with a name', async () => {
    serve(3, 404);
    await expect(fetchBytes('x', { signal, limit: 9 })).rejects.toMatchObject({ code: 'attachment-missing' });
  });
});

describe('pictures that no browser shows', () => {
  it.each([
    ['anh.heic', 'HEIC', [0, 0, 0, 24, ...utf8('ftypheic')]],
    ['QUET.TIF', 'TIFF', [...utf8('II*'), 0]],
    ['quet.tiff', 'TIFF', [...utf8('MM'), 0, 42]],
    ['ban-do.jp2', 'JPEG 2000', [0, 0, 0, 12, ...utf8('jP  ')]],
    ['a.bmp', 'BMP', utf8('BMxx')],
    ['a.avif', 'AVIF', [0, 0, 0, 24, ...utf8('ftypavif')]],
  ])('%s is called %s, by its name and by its bytes', (file, name, bytes) => {
    expect(hiddenPicture(file)).toBe(name);
    expect(hiddenByContent(Uint8Array.from(bytes))).toBe(name);
    expect(hiddenByContent(Uint8Array.from(bytes).slice(0, 1))).toBeUndefined();
  });

  it.each(['a.png', 'a.jpg', 'a.pdf', 'constructor', 'a.constructor', 'heic', ''])('%j is none', (file) => {
    expect(hiddenPicture(file)).toBeUndefined();
  });
});

describe('where a picture was taken', () => {
  /** A TIFF header with one directory of one entry. */
  const exif = (tag: number, little = true): Uint8Array => {
    const bytes = new Uint8Array(26);
    const view = new DataView(bytes.buffer);
    bytes.set(utf8(little ? 'II' : 'MM'));
    view.setUint16(2, 42, little);
    view.setUint32(4, 8, little);
    view.setUint16(8, 1, little);
    view.setUint16(10, tag, little);
    return bytes;
  };
  const jpeg = (block: Uint8Array): Uint8Array =>
    Uint8Array.of(
      0xff,
      0xd8,
      0xff,
      0xe0,
      0,
      4,
      1,
      1,
      0xff,
      0xe1,
      0,
      block.length + 8,
      ...utf8('Exif\0\0'),
      ...block,
    );
  const webp = (block: Uint8Array): Uint8Array =>
    Uint8Array.of(...utf8('RIFF'), 0, 0, 0, 0, ...utf8('WEBPEXIF'), block.length, 0, 0, 0, ...block);
  const png = (block: Uint8Array): Uint8Array =>
    Uint8Array.of(
      0x89,
      ...utf8('PNG\r\n\x1a\n'),
      0,
      0,
      0,
      block.length,
      ...utf8('eXIf'),
      ...block,
      0,
      0,
      0,
      0,
    );

  it.each([
    ['JPEG', jpeg],
    ['WebP', webp],
    ['PNG', png],
  ])('is seen in %s, and nowhere where it is not', (_name, wrap) => {
    expect(pictureFacts(wrap(exif(0x8825)))).toEqual({ location: true, details: false });
    expect(pictureFacts(wrap(exif(0x8825, false))).location).toBe(true);
    expect(pictureFacts(wrap(exif(0x0110)))).toEqual({ location: false, details: true });
    expect(pictureFacts(wrap(exif(0x0112)))).toEqual({ location: false, details: false });
    const whole = wrap(exif(0x8825));
    for (let end = 0; end < whole.length; end += 1)
      expect(typeof pictureFacts(whole.slice(0, end)).location, String(end)).toBe('boolean');
  });
});
