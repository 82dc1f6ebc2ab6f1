import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { OfficialInput } from '#core/papers/official-input';
import { officialPdf } from '#core/papers/official-pdf';
import { officialWord } from '#core/papers/official-word';
import { pictureFacts } from '#core/papers/picture-size';
import { hasProgram, inOffice } from '#tests/core/papers/measured';
import { officialReport } from '#tests/core/papers/official';
import { type Box, laidPages } from '#tests/core/papers/pdf-layout';
import { temporaryFolder } from '#tests/support/folders';
import { asPhoto } from '#tests/support/photo';

/** A JPEG of 64 x 48: red and green above, blue and yellow below. */
const quarters = [
  '/9j/4AAQSkZJRgABAQAAAQABAAD/2wBDAAoHBwgHBgoICAgLCgoLDhgQDg0NDh0VFhEYIx8lJCIfIiEmKzcvJik0KSEiMEExNDk7',
  'Pj4+JS5ESUM8SDc9Pjv/2wBDAQoLCw4NDhwQEBw7KCIoOzs7Ozs7Ozs7Ozs7Ozs7Ozs7Ozs7Ozs7Ozs7Ozs7Ozs7Ozs7Ozs7Ozs7',
  'Ozs7Ozs7Ozv/wAARCAAwAEADASIAAhEBAxEB/8QAGAABAAMBAAAAAAAAAAAAAAAAAAUGBwj/xAAUEAEAAAAAAAAAAAAAAAAAAAAA',
  '/8QAGgEBAAIDAQAAAAAAAAAAAAAAAAcIAwQFBv/EABwRAQAABwEAAAAAAAAAAAAAAAAVFmOhouHiYv/aAAwDAQACEQMRAD8ApwDg',
  'paAASwDTVvAARIrwkiTq+PSXJro5crCK8EnV8eia6OXK7jUxD8T8X08LA6ltssGphE/F9EDqW251AWcZgAHRQCpbuAAP/9k=',
].join('');

/** How its quarters lie once it stands upright (Exif 2.3, 4.6.4): upper and lower ones, from the left. */
const upright: Readonly<Record<number, string>> = {
  ...{ 1: 'RG BY', 2: 'GR YB', 3: 'YB GR', 4: 'BY RG' },
  ...{ 5: 'RB GY', 6: 'BR YG', 7: 'YG BR', 8: 'GY RB' },
};
const orientations = Object.keys(upright).map(Number);

function eightPhotos(): OfficialInput {
  const { paper } = officialReport([], { to: [], internal: false });
  const text = orientations.map((at) => `![](${String(at)}.jpg)`).join('\n\n');
  const pictures = orientations.map((at) => {
    const from = asPhoto(Buffer.from(quarters, 'base64'), at, 'Máy');
    const facts = pictureFacts(from);
    if (!facts) throw new Error('not a picture');
    return [`${String(at)}.jpg`, { from, facts }] as const;
  });
  return {
    paper: { ...paper, body: [{ type: 'markdown', text, of: 'x' }] },
    pictures: new Map([['x', new Map(pictures)]]),
  };
}

/** What a first page shows, at a pixel for a point. */
function pixelsOf(file: string): (x: number, y: number) => string {
  const bytes = execFileSync('pdftoppm', ['-r', '72', '-f', '1', '-l', '1', file], { maxBuffer: 8e6 });
  const head = /^P6\s(\d+)\s\d+\s255\s/.exec(bytes.toString('latin1', 0, 40));
  if (!head) throw new Error('no picture of the page');
  const [start, width] = [head[0].length, Number(head[1])];
  return (x, y) => {
    const at = start + (Math.round(y) * width + Math.round(x)) * 3;
    const [red, green, blue] = [...bytes.subarray(at, at + 3)].map((value) => value > 100);
    return red ? (green ? (blue ? '-' : 'Y') : 'R') : green ? 'G' : blue ? 'B' : '-';
  };
}

/** The colours in the middles of the quarters of each picture, from the top of the first page. */
async function quartersOn(file: string): Promise<string[]> {
  const [page] = await laidPages(readFileSync(file));
  const colour = pixelsOf(file);
  const of = ({ left, right, top, bottom }: Box): string => {
    const [x, y] = [(right - left) / 4, (bottom - top) / 4];
    const row = (height: number): string => colour(left + x, height) + colour(right - x, height);
    return `${row(top + y)} ${row(bottom - y)}`;
  };
  return (page?.pictures ?? []).toSorted((one, other) => one.top - other.top).map(of);
}

describe.skipIf(!hasProgram('pdftoppm'))('photographs that are turned or mirrored', () => {
  it('stand upright in the PDF', async () => {
    const file = join(temporaryFolder(), 'ours.pdf');
    writeFileSync(file, await officialPdf(eightPhotos()));
    expect(await quartersOn(file)).toEqual(Object.values(upright));
  });

  it.skipIf(!hasProgram('soffice'))('stand upright in the Word file', async () => {
    const words = new Map([['word', await officialWord(eightPhotos())]]);
    const [file = ''] = inOffice(words, temporaryFolder()).values();
    expect(await quartersOn(file)).toEqual(Object.values(upright));
  });
});
