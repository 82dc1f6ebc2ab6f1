import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { officialPdf } from '#core/papers/official-pdf';
import { officialWord } from '#core/papers/official-word';
import { longTitle } from '#tests/core/choice/told';
import { addresseeLines, type OfficialPaper } from '#shared/paper/official-paper';
import { periodPapers } from '#tests/core/papers/every-paper';
import {
  bodyOf,
  edges,
  hasProgram,
  inOffice,
  middleOf,
  middles,
  points,
  type Style,
  styleOf,
} from '#tests/core/papers/measured';
import { officialReport, signer, someChosen } from '#tests/core/papers/official';
import { laidPages, type LaidPage, type Line } from '#tests/core/papers/pdf-layout';

/** What an office could drive to its limits: names of 150 letters, sixty recipients, a long authority, a date with zeros. */
const fullReport = officialReport(
  someChosen.slice(0, 2).map((practice) => ({ ...practice, title: longTitle })),
  {
    given: { number: 7, symbol: 'BC-SKHCN', date: '2027-01-05' },
    recipients: Array.from({ length: 60 }, (_, at) => `Ủy ban nhân dân xã số ${String(at + 1)}`),
    signer: { ...signer, authority: 'TUQ.', of: 'Chủ tịch Ủy ban nhân dân thành phố', post: 'Giám đốc Sở' },
  },
);
const papers: Readonly<Record<string, OfficialPaper>> = { ...periodPapers, 'full report': fullReport.paper };
const { pictures } = officialReport(someChosen);

const folder = mkdtempSync(join(tmpdir(), 'lantoa-test-'));
const hasOffice = hasProgram('soffice');
/** Pages by what made the PDF, and the name of the paper. */
const made: Record<'the PDF' | 'the Word file', Map<string, LaidPage[]>> = {
  'the PDF': new Map(),
  'the Word file': new Map(),
};

afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

beforeAll(async () => {
  const words = new Map<string, Uint8Array>();
  for (const [name, paper] of Object.entries(papers)) {
    made['the PDF'].set(name, await laidPages(await officialPdf({ paper, pictures })));
    words.set(name, await officialWord({ paper, pictures }));
  }
  if (!hasOffice) return;
  for (const [name, file] of inOffice(words, folder))
    made['the Word file'].set(name, await laidPages(readFileSync(file)));
}, 300_000);

/** Spaces are told by gaps, which differ where letters come from another font: texts are compared without them. */
const bare = (text: string): string => text.normalize('NFC').replace(/\s/g, '');

/** The lines that a text of the paper stands on; those of another column may lie between them. */
function linesOf(pages: readonly LaidPage[], text: string, from = 0): Line[] {
  const wanted = bare(text);
  const lines = pages.flatMap(bodyOf);
  for (let at = from; at < lines.length; at += 1) {
    const found: Line[] = [];
    let said = '';
    for (const line of lines.slice(at, at + 60)) {
      if (wanted.startsWith(said + bare(line.text))) {
        found.push(line);
        said += bare(line.text);
      } else if (found.length === 0) break;
      if (said === wanted) return found;
    }
  }
  throw new Error(`it has no ${text}`);
}

interface Row {
  readonly what: string;
  readonly text: string;
  readonly least: number;
  readonly most: number;
  readonly style: Style;
  readonly middle?: number;
}

/** The rows of section V that a paper has; sizes in points. */
function rowsOf({ head, title, to, recipients, signature, annexes, enclosure }: OfficialPaper): Row[] {
  const annexRows = annexes.flatMap(({ label, title: name, note }): Row[] => [
    { what: 'annex', text: label, least: 14, most: 14, style: 'bold', middle: middles.text },
    { what: 'title of the annex', text: name, least: 13, most: 14, style: 'bold', middle: middles.text },
    { what: 'what it goes with', text: note, least: 13, most: 14, style: 'italic', middle: middles.text },
  ]);
  if (enclosure) return annexRows;
  const bold = { least: 13, most: 14, style: 'bold' } as const;
  const subject: Row[] =
    title.type === 'letter'
      ? [
          {
            ...{ what: 'subject of a letter', text: title.subject },
            ...{ least: 12, most: 13, style: 'upright', middle: middles.bodies },
          },
        ]
      : [
          { ...bold, what: 'name', text: title.name, middle: middles.text },
          { ...bold, what: 'subject', text: title.subject, middle: middles.text },
        ];
  const upright = { style: 'upright' } as const;
  const [bodies, motto] = [{ middle: middles.bodies }, { middle: middles.motto }];
  return [
    { what: 'Quốc hiệu', text: head.motto, least: 12, most: 13, style: 'bold', ...motto },
    { ...bold, what: 'Tiêu ngữ', text: head.mottoBelow, ...motto },
    { what: 'body above', text: head.parent, least: 12, most: 13, ...upright, ...bodies },
    { what: 'body', text: head.office, least: 12, most: 13, style: 'bold', ...bodies },
    { what: 'number', text: head.number, least: 13, most: 13, ...upright, ...bodies },
    { what: 'place and date', text: head.place, least: 13, most: 14, style: 'italic', ...motto },
    { ...bold, what: 'circulation', text: head.circulation, ...motto },
    ...subject,
    ...addresseeLines(to).map((text) => ({ what: 'addressee', text, least: 13, most: 14, ...upright })),
    { what: 'Nơi nhận', text: recipients.label, least: 12, most: 12, style: 'bold italic' },
    ...recipients.lines.map((text) => ({ what: 'recipient', text, least: 11, most: 11, ...upright })),
    ...[...signature.post, signature.name].map((text) => {
      return { ...bold, what: 'who signs', text, middle: middles.signer };
    }),
    ...annexRows,
  ];
}

/** What is drawn below the last of some lines. */
function ruleBelow(pages: readonly LaidPage[], lines: readonly Line[]): { width: number; middle: number } {
  const [page, last] = [
    pages.find((one) => one.lines.some((line) => lines.includes(line))),
    lines.at(-1) as Line,
  ];
  const rule = page?.rules.find(
    ({ top, left, right }) =>
      top > last.y && top < last.y + 10 && left < last.right + 2 && right > last.x - 2,
  );
  if (!rule) throw new Error(`no rule below ${last.text}`);
  return { width: rule.right - rule.left, middle: (rule.left + rule.right) / 2 };
}

const longest = (lines: readonly Line[]): number => Math.max(...lines.map(({ x, right }) => right - x));

const withHead = Object.entries(papers).filter(([, { enclosure }]) => enclosure === undefined);

describe.each(['the PDF', 'the Word file'] as const)('%s of every paper', (by) => {
  const pagesOf = (name: string, skip: (condition: boolean, note: string) => void): readonly LaidPage[] => {
    skip(by === 'the Word file' && !hasOffice, 'soffice is not installed');
    return made[by].get(name) ?? [];
  };

  it.for(Object.entries(papers))(
    'is black, in the letters of Times, within margins: %s',
    ([name], { skip }) => {
      for (const page of pagesOf(name, skip)) {
        expect([page.width, page.height].map(Math.round)).toEqual([595, 842]);
        for (const { font, text } of page.pieces) expect(font, text).toMatch(/Tinos/);
        expect([...page.colours].filter((colour) => colour !== '#000000')).toEqual([]);
        for (const line of bodyOf(page)) {
          expect(line.x, line.text).toBeGreaterThan(edges.left - 1);
          expect(line.right, line.text).toBeLessThan(edges.right + 1.5);
          expect(line.y, line.text).toBeLessThan(edges.bottom + 1);
        }
      }
    },
  );

  it.for(Object.entries(papers))('has the rows of the decree: %s', ([name, paper], { skip }) => {
    const pages = pagesOf(name, skip);
    for (const { what, text, least, most, style, middle } of rowsOf(paper).filter(({ text }) => text !== ''))
      for (const line of linesOf(pages, text)) {
        const told = `${what}: ${line.text}`;
        expect(line.size, told).toBeGreaterThan(least - 0.1);
        expect(line.size, told).toBeLessThan(most + 0.1);
        expect(styleOf(line), told).toBe(style);
        if (middle !== undefined) expect(Math.abs(middleOf(line) - middle), told).toBeLessThan(3);
      }
  });

  it.for(withHead)(
    'has its head, its foot and its rules where they belong: %s',
    ([name, paper], { skip }) => {
      const pages = pagesOf(name, skip);
      const { head, title, recipients, signature } = paper;
      const lines = (text: string): Line[] => linesOf(pages, text);
      const y = (text: string): number => lines(text)[0]?.y ?? 0;
      expect(Math.abs(y(head.number) - y(head.place))).toBeLessThan(1);
      expect(Math.abs(y(recipients.label) - y(signature.post[0] ?? ''))).toBeLessThan(4);
      expect(y(signature.name) - y(signature.post.at(-1) ?? '')).toBeGreaterThan(60);
      const motto = ruleBelow(pages, lines(head.mottoBelow));
      expect(Math.abs(motto.width / longest(lines(head.mottoBelow)) - 1)).toBeLessThan(0.02);
      expect(Math.abs(motto.middle - middles.motto)).toBeLessThan(3);
      const short = [{ text: head.office, middle: middles.bodies }];
      if (title.type === 'named') short.push({ text: title.subject, middle: middles.text });
      // "cách dòng 6pt với số và ký hiệu văn bản", beside the height of its own line.
      else expect(y(title.subject) - y(head.number)).toBeGreaterThan(12 * 1.15 + 5);
      for (const { text, middle } of short) {
        const rule = ruleBelow(pages, lines(text));
        expect(rule.width / longest(lines(text)), text).toBeGreaterThan(1 / 3);
        expect(rule.width / longest(lines(text)), text).toBeLessThan(1 / 2);
        expect(Math.abs(rule.middle - middle), text).toBeLessThan(3);
      }
    },
  );

  it.for(withHead)('sets its texts in, straight at both edges and apart: %s', ([name, paper], { skip }) => {
    const pages = pagesOf(name, skip);
    const texts = paper.body.flatMap((part) => (part.type === 'text' ? [part.text] : []));
    expect(texts.length).toBeGreaterThan(0);
    for (const text of texts) {
      const [first, ...rest] = linesOf(pages, text);
      if (!first) throw new Error(text);
      expect(Math.abs(first.x - edges.left - points(10)), text).toBeLessThan(1);
      for (const line of rest) expect(Math.abs(line.x - edges.left), text).toBeLessThan(1);
      for (const line of [first, ...rest]) {
        expect(Math.abs(line.size - 14), text).toBeLessThan(0.1);
        expect(styleOf(line), text).toBe('upright');
      }
      for (const line of [first, ...rest].slice(0, -1))
        expect(Math.abs(line.right - edges.right), line.text).toBeLessThan(1.5);
      for (const [at, line] of rest.entries()) {
        const distance = line.y - ([first, ...rest][at]?.y ?? 0);
        // From one page to the next it is less than nothing.
        if (distance > 0) expect(distance, line.text).toBeGreaterThanOrEqual(14 * 1.14);
        expect(distance, line.text).toBeLessThanOrEqual(14 * 1.15 * 1.5);
      }
    }
  });

  it.for(Object.entries(papers))(
    'counts its pages and those of each annex: %s',
    ([name, paper], { skip }) => {
      const pages = pagesOf(name, skip);
      const begins = paper.annexes.map(({ title }) => {
        const [line] = linesOf(pages, title);
        return pages.findIndex(({ lines }) => line !== undefined && lines.includes(line));
      });
      let counted = 0;
      pages.forEach((page, at) => {
        counted = begins.includes(at) ? 1 : counted + 1;
        const above = page.lines.filter(({ y }) => y <= edges.top);
        expect(above.map(({ text }) => text).join('|')).toBe(counted === 1 ? '' : String(counted));
        for (const line of above) {
          expect(line.size).toBeGreaterThan(12.9);
          expect(line.size).toBeLessThan(14.1);
          expect(styleOf(line)).toBe('upright');
          expect(Math.abs(middleOf(line) - middles.text)).toBeLessThan(2);
        }
      });
    },
  );
});
