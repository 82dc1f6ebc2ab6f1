import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { attachPastedPictures } from '#renderer/views/editor/paste/attach-pictures';
import { cleanPastedHtml } from '#renderer/views/editor/paste/clean-pasted';
import { RtfPictures } from '#renderer/views/editor/paste/rtf-pictures';
import { rtfBytes, type RtfPlace, scanRtf } from '#renderer/views/editor/paste/rtf-scan';
import { makePng } from '#tests/support/png';
import { binaryPicture, wordPicture, wordRtf } from '#tests/support/rtf';

const png = makePng(3, 2);
const jpeg = Uint8Array.of(0xff, 0xd8, 0xff, 0xe0, 0x7b, 0x7d, 0x5c, 0);
const bytesOf = async (file: File | 'drawing' | null): Promise<Uint8Array> =>
  file instanceof File ? new Uint8Array(await file.arrayBuffer()) : new Uint8Array();

/** What the steps come to, and how many there were. */
function run<T>(steps: Generator<undefined, T>): { value: T; count: number } {
  for (let count = 1; ; count += 1) {
    const { done, value } = steps.next();
    if (done) return { value, count };
  }
}
const scan = (rtf: string): readonly RtfPlace[] | null => run(scanRtf(rtf)).value;
const kinds = (rtf: string): string[] | undefined => scan(rtf)?.map(({ kind }) => kind);

describe('pictures in RTF', () => {
  it('are read as digits and as bytes, in order, without older forms, bullets and letterheads', async () => {
    const rtf = wordRtf(
      `a ${wordPicture(png, 'pngblip')} b ${binaryPicture(jpeg, 'jpegblip')} c ${wordPicture(jpeg, 'emfblip')}`,
    );
    const pictures = new RtfPictures(rtf, 3);
    const read = await Promise.all([0, 1, 2].map((index) => pictures.at(index).read()));
    expect(read.map((file) => (file instanceof File ? file.type : file))).toEqual([
      'image/png',
      'image/jpeg',
      'drawing',
    ]);
    expect(Buffer.from(await bytesOf(read[0] ?? null)).equals(png)).toBe(true);
    expect(await bytesOf(read[1] ?? null)).toEqual(jpeg);
  });

  it('are not given where there are more or fewer than the text shows', async () => {
    const rtf = wordRtf(wordPicture(png, 'pngblip').repeat(2));
    for (const wanted of [0, 1, 3]) expect(await new RtfPictures(rtf, wanted).at(0).read()).toBeNull();
    expect(await new RtfPictures(rtf, 2).at(1).read()).toBeInstanceOf(File);
  });

  it('that float beside the text count once, those that only measure do not count', () => {
    const floating = `{\\shp{\\*\\shpinst{\\sp{\\sn pib}{\\sv {\\pict\\pngblip 89504e47}}}}{\\shprslt{\\pict\\wmetafile8 00}}}`;
    expect(kinds(wordRtf(floating + wordPicture(png, 'pngblip', 20)))).toEqual(['png']);
  });

  it.each([
    ['something else than digits', '{\\rtf1{\\pict\\pngblip 8950zz47}}'],
    ['half a byte', '{\\rtf1{\\pict\\pngblip 89504e4}}'],
    ['another kind than they say', '{\\rtf1{\\pict\\pngblip ffd8ff}}'],
    ['no bytes', '{\\rtf1{\\pict\\pngblip}}'],
    ['letters that are no bytes', '{\\rtf1{\\pict\\pngblip\\bin4 \u89504e\uffff}}'],
    ['fewer bytes than they say', '{\\rtf1{\\pict\\pngblip\\bin400 ab}}'],
  ])('with %s come to nothing', async (_name, rtf) => {
    expect(await new RtfPictures(rtf, 1).at(0).read()).toBeNull();
  });

  it('have all their bytes, whatever these are and wherever lines end', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), fc.boolean(), fc.nat(7), (bytes, binary, width) => {
        const digits = Buffer.from(bytes).toString('hex');
        const lines = digits.replace(new RegExp(`(.{${String(width + 1)}})`, 'g'), '$1\r\n');
        const rtf = binary ? wordRtf(binaryPicture(bytes, 'pngblip')) : `{\\rtf1{\\pict\\pngblip ${lines}}}`;
        const [place] = scan(rtf) ?? [];
        if (!place) throw new Error('no picture');
        expect(run(rtfBytes(rtf, place)).value).toEqual(bytes);
      }),
    );
  });
});

describe('hostile RTF', () => {
  it('ends wherever it is cut, and whatever stands in it', () => {
    const rtf = wordRtf(wordPicture(png, 'pngblip') + binaryPicture(jpeg, 'jpegblip'));
    for (let end = 0; end < rtf.length; end += 1) run(scanRtf(rtf.slice(0, end)));
    const pieces = [
      '{',
      '}',
      '\\',
      '\\pict',
      '\\pngblip ',
      '\\bin-4 ',
      '\\bin99999999999 ',
      "\\'",
      '\\nonshppict',
      'ff',
      '\n',
    ];
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...pieces), { maxLength: 60 }), (parts) => {
        for (const place of scan(`{\\rtf1${parts.join('')}`) ?? []) run(rtfBytes(parts.join(''), place));
      }),
    );
    expect(scan('<p>')).toBeNull();
  });

  it.each([
    ['digits', `{\\rtf1{\\pict\\pngblip ${'89504e47'.repeat(6_250_000)}}}`],
    ['braces', `{\\rtf1${'{}'.repeat(5_000_000)}}`],
    ['words', `{\\rtf1${'\\b \\i1'.repeat(1_500_000)}}`],
  ])('of many MB of %s is read in steps that are short and not too many', (_name, rtf) => {
    const { value, count } = run(scanRtf(rtf));
    expect(value).not.toBeNull();
    expect(count).toBeLessThanOrEqual(rtf.length / 250_000 + 2);
    const [place] = value ?? [];
    if (!place) return;
    const read = run(rtfBytes(rtf, place));
    expect(read.value?.length).toBe(25_000_000);
    // 50 MB of digits: the page answers some two hundred times while they are read.
    expect(read.count).toBeGreaterThan(190);
    expect(read.count).toBeLessThan(220);
  });

  it('nested without end is given up at once', () => {
    const rtf = `{\\rtf1${'{'.repeat(10_000_000)}`;
    expect(run(scanRtf(rtf))).toEqual({ value: null, count: 1 });
  });
});

describe('Word’s pictures that only its RTF has', () => {
  const html =
    '<p>Trước</p><p><img width=400 src="file:///C:/Users/a/msohtmlclip1/01/clip_image002.png"></p>' +
    '<p style="mso-list:l0 level1 lfo1"><span style="mso-list:Ignore"><img src="file:///C:/bullet.gif"></span>Ý</p>' +
    '<p><img width=1 src="file:///C:/dot.gif"><img src="file:///C:/clip_image004.jpg">Sau</p>';
  const attached: File[] = [];
  const list = {
    attachPicture: (file: File) => {
      attached.push(file);
      return Promise.resolve({ type: 'attached' as const, file: file.name, added: null });
    },
  };
  const naming = { taken: [], title: (number: string) => `Ảnh ${number}` };

  it('stand where the text shows them', async () => {
    const rtf = wordRtf(`a ${wordPicture(png, 'pngblip')} b ${wordPicture(jpeg, 'jpegblip')}`);
    const result = cleanPastedHtml(html, { rtf });
    expect(result.html).toBe(
      '<p>Trước</p><p><img src="picture:0" alt=""></p><ul><li><p>Ý</p></li></ul>' +
        '<p><img src="picture:1" alt=""></p><p>Sau</p>',
    );
    const found = await attachPastedPictures(result.pictures, list, naming);
    expect(found.pictures.map((picture) => picture?.file)).toEqual(['anh-1.png', 'anh-2.jpg']);
    expect(Buffer.from(await bytesOf(attached[0] ?? null)).equals(png)).toBe(true);
    expect(found.left).toEqual({ lost: 0, drawings: 0 });
  });

  it('are told of as lost or as drawings where they cannot be had', async () => {
    const lacking = wordRtf(wordPicture(png, 'pngblip'));
    const drawn = wordRtf(wordPicture(png, 'emfblip') + wordPicture(png, 'wmetafile8'));
    const left = async (rtf: string): Promise<unknown> => {
      const { pictures } = cleanPastedHtml(html, { rtf });
      return (await attachPastedPictures(pictures, list, naming)).left;
    };
    expect(await left(lacking)).toEqual({ lost: 2, drawings: 0 });
    expect(await left(drawn)).toEqual({ lost: 0, drawings: 2 });
    expect(cleanPastedHtml(html).report.dropped.get('pictures')).toBe(2);
  });

  it('are not looked for where the clipboard has files', () => {
    const files = [1, 2].map((n) => new File(['x'], `${String(n)}.png`, { type: 'image/png' }));
    expect(cleanPastedHtml(html, { pictures: files, rtf: wordRtf('') }).pictures).toEqual(files);
  });
});
