import { execFileSync, spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { strFromU8, unzipSync } from 'fflate';
import mammoth from 'mammoth';
import { describe, expect, it } from 'vitest';
import { boldWidth } from '#shared/paper/bold-width';
import { officialPdf } from '#core/papers/official-pdf';
import { officialWord } from '#core/papers/official-word';
import { longTitle } from '#tests/core/choice/told';
import { officialReport, someChosen } from '#tests/core/papers/official';
import { laidPages } from '#tests/core/papers/pdf-layout';
import { temporaryFolder } from '#tests/support/folders';

const input = officialReport(someChosen.slice(0, 3));
const hasProgram = (name: string): boolean => spawnSync(name, ['-v']).error === undefined;
const points = (millimetres: number): number => (millimetres * 72) / 25.4;

/** Heads of tables come again on every page that they run over. */
const heads = ['ChỉtiêuTrướcSauGhichú', 'TTTêncáchlàmhayĐơnvị,cơquanMứcđộxácnhận', 'ViệcHạn'];

/** Text without spaces, heads of tables, and the marks of lists, which Word makes by itself. */
function bare(text: string): string {
  const whole = text
    .normalize('NFC')
    .replace(/[\s+-]/g, '')
    .replace(/[12]\.(?=Khảosáttuyến|Họpdân)/g, '');
  return heads.reduce((rest, head) => rest.replaceAll(head, ''), whole);
}

async function pdfText(bytes: Uint8Array): Promise<string> {
  const pages = await laidPages(bytes);
  const numbered = pages.flatMap(({ pieces }) => pieces.filter(({ y }) => y > points(20)));
  return numbered.map(({ text }) => text).join('');
}

describe('Word and PDF of one report', () => {
  it('say the same, table by table, in the same order', async () => {
    const { value } = await mammoth.extractRawText({ buffer: Buffer.from(await officialWord(input)) });
    const [word, pdf] = [bare(value), bare(await pdfText(await officialPdf(input)))];
    expect(word).toContain('CỘNGHÒAXÃHỘICHỦNGHĨAVIỆTNAM');
    expect(word).toContain('Ngầmhóacáptạiphố');
    expect(pdf).toBe(word);
  });

  it('have the same bytes for the same report', async () => {
    const [word, pdf] = [await officialWord(input), await officialPdf(input)];
    await new Promise((resolve) => setTimeout(resolve, 1_100));
    expect(Buffer.from(await officialWord(input)).equals(word)).toBe(true);
    expect(Buffer.from(await officialPdf(input)).equals(pdf)).toBe(true);
  });

  it('embed all their type in the PDF, as wide as Times New Roman', async ({ skip }) => {
    skip(!hasProgram('pdffonts'), 'pdffonts is not installed');
    const file = join(temporaryFolder(), 'report.pdf');
    writeFileSync(file, await officialPdf(input));
    const [, , ...fonts] = execFileSync('pdffonts', [file], { encoding: 'utf8' }).trim().split('\n');
    expect(fonts.length).toBeGreaterThanOrEqual(3);
    for (const font of fonts) expect(font).toMatch(/\+Tinos-\S+ +CID TrueType +Identity-H +yes yes yes/);
    // Measured in the type itself, with its kerning: what the rules below the motto and the names are as long as.
    expect(boldWidth('Độc lập - Tự do - Hạnh phúc', 13) / 158.9).toBeCloseTo(1, 2);
    expect(Math.abs(boldWidth('CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM', 13) / 269.3 - 1)).toBeLessThan(0.01);
  });

  it('hold 60 recipients, titles of 150 letters and a report of nothing', async () => {
    const recipients = Array.from({ length: 60 }, (_, at) => `Ủy ban nhân dân xã số ${String(at + 1)}`);
    const full = officialReport(
      someChosen.slice(0, 2).map((practice) => ({ ...practice, title: longTitle })),
      { recipients, to: [] },
    );
    const bytes = await officialPdf(full);
    const said = bare(await pdfText(bytes));
    expect(said).not.toContain('Kínhgửi');
    expect(said).not.toContain('Nhưtrên');
    for (const name of recipients) expect(said).toContain(bare(name));
    for (const { lines } of await laidPages(bytes))
      for (const line of lines) expect(line.y, line.text).toBeLessThan(points(277) + 1);
    const nothing = await pdfText(await officialPdf(officialReport([], { to: [], internal: false })));
    expect(bare(nothing)).toContain('Khôngcóđềxuất,kiếnnghị.');
    expect(bare(nothing)).not.toContain('Phụlục');
    expect(bare(nothing)).not.toContain('LƯUHÀNH');
  });
});

/** XML in the order in which it stands: elements by name, with their attributes and what is in them. */
class Xml {
  readonly #text: string;

  constructor(text: string) {
    this.#text = text;
  }

  all(name: string): string[] {
    return this.#text.match(new RegExp(`<${name}(?: [^>]*)?(?:/>|>[\\s\\S]*?(?:</${name}>))`, 'g')) ?? [];
  }

  values(name: string, attribute: string): Set<string | undefined> {
    return new Set(
      this.all(name).map((element) => new RegExp(`^<[^>]*\\b${attribute}="([^"]*)"`).exec(element)?.[1]),
    );
  }
}

describe('the Word file of a report', () => {
  it('names Times New Roman, in black, with margins, page numbers and tables that Word keeps together', async () => {
    const entries = unzipSync(await officialWord(input));
    const read = (name: string): Xml => new Xml(strFromU8(entries[name] ?? new Uint8Array()));
    const [document, styles] = [read('word/document.xml'), read('word/styles.xml')];
    for (const font of styles.values('w:rFonts', 'w:ascii'))
      expect(['Times New Roman', 'Courier New']).toContain(font);
    expect(document.values('w:rFonts', 'w:ascii').size).toBe(0);
    for (const part of [document, styles])
      for (const colour of part.values('w:color', 'w:val')) expect(colour).toBe('000000');
    const twips = (millimetres: number): string => String(Math.round((millimetres * 1_440) / 25.4));
    for (const [attribute, margin] of Object.entries({ top: 20, bottom: 20, left: 30, right: 20 }))
      expect(document.values('w:pgMar', `w:${attribute}`)).toEqual(new Set([twips(margin)]));
    expect(document.all('w:sectPr')).toHaveLength(3);
    expect(document.values('w:pgSz', 'w:w')).toEqual(new Set([twips(210)]));
    expect(document.values('w:pgNumType', 'w:start')).toEqual(new Set(['1']));
    expect(document.all('w:titlePg')).toHaveLength(3);
    expect(document.all('w:tblHeader')).toHaveLength(1 + 2 * 3);
    expect(document.all('w:cantSplit')).toHaveLength(document.all('w:tr').length);
  });
});
