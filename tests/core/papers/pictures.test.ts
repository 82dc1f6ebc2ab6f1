import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { strFromU8, unzipSync } from 'fflate';
import mammoth from 'mammoth';
import { describe, expect, it } from 'vitest';
import { bmpPixels } from '#core/papers/bmp-pixels';
import { gifPixels } from '#core/papers/gif-pixels';
import type { OfficialInput } from '#core/papers/official-input';
import { officialPdf } from '#core/papers/official-pdf';
import { officialWord } from '#core/papers/official-word';
import type { PaperPicture } from '#core/papers/paper-picture';
import { pictureFacts } from '#core/papers/picture-size';
import { pngPixels, readPng } from '#core/papers/png-file';
import { officialReport } from '#tests/core/papers/official';
import { alphaPng, filtered, jpegHead, makeBmp, makeGif, packPng } from '#tests/core/papers/made-pictures';
import { laidPages } from '#tests/core/papers/pdf-layout';
import { temporaryFolder } from '#tests/support/folders';
import { asPhoto } from '#tests/support/photo';
import { makePng } from '#tests/support/png';

function pictureOf(from: Buffer): PaperPicture {
  const facts = pictureFacts(from);
  if (!facts) throw new Error('not a picture');
  return { from, facts };
}

/** A paper whose text is this Markdown. */
function paperOf(text: string, pictures: Record<string, PaperPicture | null>): OfficialInput {
  const { paper } = officialReport([], { to: [], internal: false });
  return {
    paper: { ...paper, body: [{ type: 'markdown', text, of: 'x' }] },
    pictures: new Map([['x', new Map(Object.entries(pictures))]]),
  };
}

interface Told {
  /** Without spaces. */
  readonly pdf: string;
  readonly word: string;
  /** How many pictures there are. */
  readonly shown: readonly [number, number];
  readonly xml: string;
}

async function told(input: OfficialInput): Promise<Told> {
  const [word, pdf] = [await officialWord(input), await officialPdf(input)];
  const pages = await laidPages(pdf);
  const { value } = await mammoth.extractRawText({ buffer: Buffer.from(word) });
  const xml = strFromU8(unzipSync(word)['word/document.xml'] ?? new Uint8Array());
  const bare = (text: string): string => text.normalize('NFC').replace(/\s/g, '');
  return {
    ...{ word: bare(value), xml },
    pdf: bare(pages.flatMap(({ pieces }) => pieces.map(({ text }) => text)).join('')),
    shown: [pages.flatMap(({ pictures }) => pictures).length, xml.match(/<w:drawing>/g)?.length ?? 0],
  };
}

describe('pictures of a paper', () => {
  it('are named in their place where they are damaged, cut off or gone, and never fail the paper', async () => {
    const whole = makePng(300, 200);
    const damaged = Buffer.from(whole);
    damaged.fill(7, 90, 400);
    const gone = join(temporaryFolder(), 'gone.png');
    writeFileSync(gone, whole);
    const left = { from: gone, facts: pictureOf(whole).facts };
    rmSync(gone);
    const text = '![một](a.png)\n\n![hai](b.png)\n\n![ba](c.png)\n\n![bốn](d.png)\n\n![năm](e.png)\n\nHết.';
    const { pdf, word, shown } = await told(
      paperOf(text, {
        ...{ 'a.png': pictureOf(damaged), 'b.png': pictureOf(whole.subarray(0, 2_000)), 'c.png': left },
        ...{ 'd.png': pictureOf(whole), 'e.png': null },
      }),
    );
    expect(shown).toEqual([1, 1]);
    for (const said of [pdf, word])
      expect(said).toContain(
        '[Ảnh:một,xemtrongLanTỏa][Ảnh:hai,xemtrongLanTỏa][Ảnh:ba,xemtrongLanTỏa]bốn[Ảnh:năm,khôngtìmthấytệp]Hết.',
      );
  });

  it('of every kind stand behind what they were written in, in the same order in both files', async () => {
    const gif = makeGif(
      20,
      Array.from({ length: 400 }, (_, at) => at % 4),
    );
    const bmp = makeBmp(21, 10, (x, y) => [x, y, 9]);
    const text =
      'Đầu ![một](a.gif) giữa **đậm ![hai](b.bmp)** cuối.\n\n- mục ![ba](c.png)\n\n| Ô |\n| --- |\n| trong ô ![bốn](a.gif) |\n\n![năm](b.bmp) ![sáu](c.png)';
    const pictures = {
      'a.gif': pictureOf(gif),
      'b.bmp': pictureOf(bmp),
      'c.png': pictureOf(alphaPng(9, 9, 3)),
    };
    const { pdf, word, shown } = await told(paperOf(text, pictures));
    expect(shown).toEqual([6, 6]);
    expect(pdf).toContain('Đầugiữađậmcuối.mộthai-mụcbaÔtrongôbốnnămsáu');
    expect(word).toContain('Đầugiữađậmcuối.mộthaimụcbaÔtrongôbốnnămsáu');
  });

  it('stand upright as the camera says, within the margins', async () => {
    for (const orientation of [1, 3, 6, 8]) {
      const photo = asPhoto(jpegHead(400, 300), orientation, 'Máy');
      const input = paperOf('![x](a.jpg)', { 'a.jpg': pictureOf(photo) });
      const pages = await laidPages(await officialPdf(input));
      const [box] = pages.flatMap(({ pictures }) => pictures);
      const [width, height] = [(box?.right ?? 0) - (box?.left ?? 0), (box?.bottom ?? 0) - (box?.top ?? 0)];
      expect(width / height).toBeCloseTo(orientation > 4 ? 3 / 4 : 4 / 3, 2);
      const { xml } = await told(input);
      const turned = { 1: undefined, 3: '10800000', 6: '5400000', 8: '16200000' }[orientation];
      expect(/<a:xfrm(?: [^>]*)?rot="(\d+)"/.exec(xml)?.[1]).toBe(turned);
      // The size before it is turned.
      expect(/<wp:extent cx="(\d+)" cy="(\d+)"/.exec(xml)?.slice(1)).toEqual(['3810000', '2857500']);
    }
  });

  it('with transparent parts give the same bytes each time', async () => {
    const text = '![một](a.png)\n\n![hai](b.png)';
    const pictures = { 'a.png': pictureOf(alphaPng(700, 500, 1)), 'b.png': pictureOf(alphaPng(20, 20, 2)) };
    const [first, ...others] = await Promise.all(
      Array.from({ length: 4 }, () => officialPdf(paperOf(text, pictures))),
    );
    for (const other of others) expect(Buffer.from(other).equals(first ?? other)).toBe(true);
  });
});

describe('unpacked pictures', () => {
  const noise = (length: number, most: number): Buffer =>
    Buffer.from(Array.from({ length }, (_, at) => (at * 7_919 + (at >> 3) * 31) % most));

  it('of PNG have the bytes that were packed, whatever their filters', () => {
    const rows = Array.from({ length: 20 }, (_, y) => noise(15 * 4 + y, 256).subarray(y));
    const png = readPng(
      packPng({ width: 15, height: 20, bits: 8, colour: 6, rows: filtered(rows, 4, (y) => y % 5) }),
    );
    const pixels = png && pngPixels(png);
    rows.forEach((row, y) => {
      for (let x = 0; x < 15; x += 1) {
        const at = y * 15 + x;
        expect([...(pixels?.samples.subarray(at * 3, at * 3 + 3) ?? [])]).toEqual([
          ...row.subarray(x * 4, x * 4 + 3),
        ]);
        expect(pixels?.alpha?.[at]).toBe(row[x * 4 + 3]);
      }
    });
  });

  it('of PNG with a palette, few bits, in passes', () => {
    // Four pixels of two bits in a byte: 0 1 2 3.
    const rows = Buffer.from([0, 0b00011011, 0, 0b11100100]);
    const parts = { width: 4, height: 2, bits: 2, colour: 3, palette: [1, 1, 1, 2, 2, 2, 3, 3, 3, 4, 4, 4] };
    const png = readPng(packPng({ ...parts, rows, transparency: [255, 0] }));
    const pixels = png && pngPixels(png);
    expect([...(pixels?.samples ?? [])]).toEqual([0, 1, 2, 3, 3, 2, 1, 0]);
    expect([...(pixels?.alpha ?? [])]).toEqual([255, 0, 255, 255, 255, 255, 0, 255]);
    // 8.2: of two pixels side by side the first comes in the first pass, the second in the sixth.
    const passes = packPng({
      width: 2,
      height: 1,
      bits: 8,
      colour: 0,
      interlaced: true,
      rows: Buffer.from([0, 11, 0, 22]),
    });
    const file = readPng(passes);
    expect([...((file && pngPixels(file))?.samples ?? [])]).toEqual([11, 22]);
  });

  it('of GIF and BMP', () => {
    const gif = gifPixels(makeGif(3, [0, 1, 2, 3, 3, 0], 3));
    expect([...(gif?.samples ?? [])]).toEqual([0, 1, 2, 3, 3, 0]);
    expect([...(gif?.alpha ?? [])]).toEqual([255, 255, 255, 0, 0, 255]);
    const bmp = bmpPixels(makeBmp(3, 2, (x, y) => [x, y, 5]));
    expect([...(bmp?.samples ?? [])]).toEqual([0, 0, 5, 1, 0, 5, 2, 0, 5, 0, 1, 5, 1, 1, 5, 2, 1, 5]);
    for (const cut of [20, 40, 55]) {
      expect(
        gifPixels(
          makeGif(
            9,
            Array.from({ length: 81 }, () => 1),
          ).subarray(0, cut),
        ),
      ).toBeUndefined();
      expect(bmpPixels(makeBmp(9, 9, () => [1, 2, 3]).subarray(0, cut))).toBeUndefined();
    }
  });
});
