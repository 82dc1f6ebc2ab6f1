import PptxGenJS from 'pptxgenjs';
import { clipped, clippedBefore, clippedSource, linesFor } from '#core/choice/text-room';
import { wordText } from '#core/papers/word-text';
import type { ChosenPractice } from '#shared/model/choice';
import type { FigureSum } from '#shared/model/figure-sums';
import { formatNumber } from '#shared/model/number';
import { formatPeriod } from '#shared/model/period';
import { fieldName, realSums, sourceOf, sumParts, type ToldToPaper } from '#shared/paper/choice-paper';

const font = 'Arial';
const ink = '1F2328';
const quiet = '5A6068';
const accent = '9B1C1C';
const soft = 'F4ECEA';
/** How much wider Arial is than the type whose widths are known. */
const plainWidth = 1.16;
const boldWidth = 1.25;
/** Points in an inch. */
const inch = 72;

type Slide = PptxGenJS.Slide;
/** Left, top, width and height in inches; the slide is 13.33 x 7.5. */
interface Box {
  readonly x: number;
  readonly y: number;
  readonly w: number;
  readonly h: number;
}

/** One slide for the briefing (.pptx): how many, from whom, in which fields, the first practices and what they add up to. */
export async function briefingSlide(told: ToldToPaper): Promise<Uint8Array> {
  const file = new PptxGenJS();
  file.layout = 'LAYOUT_WIDE';
  file.title = wordText(titleOf(told));
  file.author = wordText(told.office);
  file.company = wordText(told.office);
  const slide = file.addSlide();
  slide.background = { color: 'FFFFFF' };
  addHead(slide, told);
  addCards(slide, told);
  addFields(slide, told);
  const sums = realSums(told.sums).slice(0, 3);
  const bottom = sums.length === 0 ? 7.2 : 6.78 - sums.length * 0.34;
  addPractices(slide, told, { x: 5.35, y: 2.75, w: 7.5, h: bottom - 2.85 });
  if (sums.length > 0) addSums(slide, told, sums, { x: 5.35, y: bottom, w: 7.5, h: 7.2 - bottom });
  const written = await file.write({ outputType: 'uint8array' });
  if (written instanceof Uint8Array) return written;
  throw new TypeError('the slide was not written as bytes');
}

const titleOf = ({ messages, period, language }: ToldToPaper): string =>
  messages.choice.title(formatPeriod(period, language));

interface TextLook {
  readonly size: number;
  readonly bold?: boolean;
  readonly color?: string;
  readonly align?: 'left' | 'center' | 'right';
  readonly lines?: number;
}

/** A text in its box, shortened so that it stays in it. */
function addText(slide: Slide, text: string, box: Box, look: TextLook): void {
  const { size, bold = false, color = ink, align = 'left', lines = 1 } = look;
  const shown = clipped(text, size * (bold ? boldWidth : plainWidth), box.w * inch, lines);
  slide.addText(wordText(shown), {
    ...box,
    ...{ fontFace: font, fontSize: size, bold, color, align, valign: 'middle', margin: 0, fit: 'none' },
  });
}

function addHead(slide: Slide, told: ToldToPaper): void {
  slide.addShape('rect', { x: 0, y: 0, w: 0.18, h: 7.5, fill: { color: accent } });
  addText(slide, told.office, { x: 0.5, y: 0.25, w: 12.35, h: 0.4 }, { size: 16, color: quiet });
  addText(
    slide,
    titleOf(told),
    { x: 0.5, y: 0.6, w: 12.35, h: 0.65 },
    { size: 32, bold: true, color: accent },
  );
}

function addCards(slide: Slide, told: ToldToPaper): void {
  const words = told.messages.choice.slideCards;
  const { practices, units, fields, peers } = told.facts;
  const cards: readonly (readonly [number, string])[] = [
    [practices, words.practices],
    [units, words.units],
    [fields.filter(({ key }) => key !== '').length, words.fields],
    [peers, words.peers],
  ];
  for (const [at, [count, label]] of cards.entries()) {
    const x = 0.5 + at * 3.12;
    slide.addShape('rect', { x, y: 1.4, w: 2.98, h: 1.0, fill: { color: soft } });
    const number = formatNumber(count, told.language);
    addText(slide, number, { x: x + 0.1, y: 1.4, w: 0.95, h: 1 }, { size: 30, bold: true, align: 'center' });
    addText(slide, label, { x: x + 1.1, y: 1.4, w: 1.8, h: 1 }, { size: 13, lines: 3, color: quiet });
  }
}

/** Bars, the longest for the field with most; those beyond the sixth are one. */
function addFields(slide: Slide, told: ToldToPaper): void {
  const { choice } = told.messages;
  addText(slide, choice.slideFields, { x: 0.5, y: 2.65, w: 4.5, h: 0.35 }, { size: 16, bold: true });
  const all = told.facts.fields;
  const shown = all.length > 6 ? all.slice(0, 5) : all;
  const rest = all.slice(shown.length).reduce((sum, { count }) => sum + count, 0);
  const bars = [
    ...shown.map(({ key, count }) => ({ name: fieldName(told, key), count })),
    ...(rest > 0 ? [{ name: choice.otherFields, count: rest }] : []),
  ];
  const longest = Math.max(1, ...bars.map(({ count }) => count));
  for (const [at, { name, count }] of bars.entries()) {
    const y = 3.08 + at * 0.52;
    const width = Math.max(0.05, (3.9 * count) / longest);
    addText(slide, name, { x: 0.5, y, w: 4.5, h: 0.26 }, { size: 12 });
    slide.addShape('rect', { x: 0.5, y: y + 0.27, w: width, h: 0.15, fill: { color: accent } });
    const number = formatNumber(count, told.language);
    addText(slide, number, { x: 0.58 + width, y: y + 0.22, w: 0.5, h: 0.25 }, { size: 12, bold: true });
  }
}

/** As many practices as there is room for, the first ones first. */
function addPractices(slide: Slide, told: ToldToPaper, box: Box): void {
  const { choice } = told.messages;
  addText(slide, choice.slideList, { ...box, y: box.y - 0.1, h: 0.35 }, { size: 16, bold: true });
  const bottom = box.y + box.h;
  const count = told.practices.length;
  let y = box.y + 0.33;
  let shown = 0;
  for (const practice of told.practices) {
    const { text, lines } = practiceText(practice, shown + 1, told, box.w);
    const h = lines * 0.25 + 0.06;
    const isLast = shown === count - 1;
    if (y + h > bottom - (isLast ? 0 : 0.28)) break;
    addText(slide, text, { ...box, y, h }, { size: 14, lines });
    y += h;
    shown += 1;
  }
  if (shown < count)
    addText(
      slide,
      choice.noFurther(formatNumber(count - shown, told.language)),
      { ...box, y, h: 0.28 },
      { size: 13, color: quiet },
    );
}

/** What several practices reached together: a long name is cut, its figure never. */
function addSums(slide: Slide, told: ToldToPaper, sums: readonly FigureSum[], box: Box): void {
  const { x, y, w } = box;
  addText(slide, told.messages.choice.summaryResults, { ...box, h: 0.36 }, { size: 16, bold: true });
  for (const [at, sum] of sums.entries()) {
    const { indicator, figure } = sumParts(sum, told);
    const room = { size: 14 * plainWidth, width: w * inch, most: 1 };
    const text = `${clippedBefore(indicator, figure, room)}${figure}`;
    addText(slide, text, { x, y: y + 0.4 + at * 0.34, w, h: 0.34 }, { size: 14 });
  }
}

const titleLines = 2;

function practiceText(
  practice: ChosenPractice,
  number: number,
  told: ToldToPaper,
  inches: number,
): { text: string; lines: number } {
  const size = 14 * plainWidth;
  const width = inches * inch;
  const behind = clippedSource(sourceOf(practice, told), size, width * 0.6);
  const title = `${formatNumber(number, told.language)}. ${practice.title || told.messages.practice.untitled}`;
  const text = `${clippedBefore(title, behind, { size, width, most: titleLines })}${behind}`;
  return { text, lines: Math.min(titleLines, linesFor(text, size, width)) };
}
