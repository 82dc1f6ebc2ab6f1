import { clipped, clippedBefore, clippedSource, linesFor, type Source } from '#core/choice/text-room';
import { formatNumber } from '#shared/model/number';
import { formatPeriod } from '#shared/model/period';
import {
  factLines,
  fieldName,
  realSums,
  sourceOf,
  sumParts,
  type ToldToPaper,
} from '#shared/paper/choice-paper';

/** A paragraph of the summary; sizes and spaces in points. */
export interface PlannedLine {
  readonly style: 'office' | 'title' | 'heading' | 'text' | 'group' | 'item' | 'below' | 'more';
  readonly text: string;
  /** Set in italics behind the text. */
  readonly source?: string;
  readonly size: number;
  readonly before: number;
  readonly lines: number;
}

/** Height and width of the text on an A4 page with the margins of office documents, in points; a little is left free. */
const page = { height: 715, width: 450 };
export const lineHeight = (size: number): number => Math.round(size * 1.2 * 20) / 20;
export const itemIndent = 22;

/** How much of each practice is told. */
interface Detail {
  readonly size: number;
  /** Lines of the title, the summary and the proposal at most. */
  readonly title: number;
  readonly summary: number;
  readonly proposal: number;
}

/** From the fullest to the tersest; what does not fit even then is left to the list. */
const details: readonly Detail[] = [
  { size: 13, title: 9, summary: 9, proposal: 9 },
  { size: 12, title: 9, summary: 3, proposal: 6 },
  { size: 12, title: 9, summary: 1, proposal: 2 },
  { size: 11, title: 9, summary: 1, proposal: 2 },
  { size: 11, title: 9, summary: 0, proposal: 2 },
  { size: 10.5, title: 9, summary: 0, proposal: 2 },
  { size: 10, title: 9, summary: 0, proposal: 2 },
  { size: 10, title: 3, summary: 0, proposal: 1 },
  { size: 10, title: 2, summary: 0, proposal: 1 },
  { size: 10, title: 1, summary: 0, proposal: 1 },
];
const mostSums = 6;

/** The paragraphs of a summary that fits one page, as full as it can be. */
export function planSummary(told: ToldToPaper): PlannedLine[] {
  for (const detail of details) {
    const plan = planWith(told, detail, told.practices.length);
    if (heightOf(plan) <= page.height) return plan;
  }
  const detail = details.at(-1) ?? { size: 10, title: 1, summary: 0, proposal: 1 };
  let least = 0;
  let most = told.practices.length;
  while (least < most) {
    const middle = Math.ceil((least + most) / 2);
    if (heightOf(planWith(told, detail, middle)) <= page.height) least = middle;
    else most = middle - 1;
  }
  return planWith(told, detail, least);
}

export const heightOf = (plan: readonly PlannedLine[]): number =>
  plan.reduce((sum, { lines, size, before }) => sum + lines * lineHeight(size) + before, 0);

function planWith(told: ToldToPaper, detail: Detail, shown: number): PlannedLine[] {
  const { choice } = told.messages;
  const { size } = detail;
  const lines = new Lines(size);
  lines.add('office', told.office.toLocaleUpperCase(told.language), { most: 2 });
  lines.add('title', choice.summaryTitle(formatPeriod(told.period, told.language)), {
    most: 2,
    ...{ size: Math.max(13, size + 1), before: 6 },
  });
  lines.add('heading', choice.summaryGeneral, { before: 8 });
  for (const line of factLines(told.facts, told)) lines.add('text', line, { most: 3 });
  const sums = realSums(told.sums).slice(0, mostSums);
  if (sums.length > 0) lines.add('heading', choice.summaryResults, { before: 6 });
  for (const sum of sums) {
    const { indicator, figure } = sumParts(sum, told);
    const name = clippedBefore(indicator, figure, { size, width: page.width, most: 2 });
    lines.add('text', `${name}${figure}`, { most: 2 });
  }
  if (told.practices.length > 0) lines.add('heading', choice.summaryList, { before: 6 });
  addPractices(lines, told, detail, shown);
  const left = told.practices.length - shown;
  if (left > 0) lines.add('more', choice.more(formatNumber(left, told.language)), { before: 3 });
  return lines.all;
}

function addPractices(lines: Lines, told: ToldToPaper, detail: Detail, shown: number): void {
  const { choice, practice: words } = told.messages;
  let group: string | undefined;
  for (const [at, practice] of told.practices.slice(0, shown).entries()) {
    // It does not fit, however much more there is.
    if (lines.height > page.height) return;
    const field = practice.fields[0] ?? '';
    if (told.grouped && field !== group) lines.add('group', fieldName(told, field), { most: 1, before: 2 });
    group = field;
    const number = `${formatNumber(at + 1, told.language)}. `;
    lines.item(number, practice.title || words.untitled, sourceOf(practice, told), detail.title);
    if (detail.summary > 0 && practice.summary.trim() !== '')
      lines.add('below', practice.summary, { most: detail.summary });
    const { why, whom } = practice.proposal;
    const proposal = [why, whom.trim() === '' ? '' : choice.forWhom(whom)].filter(
      (text) => text.trim() !== '',
    );
    if (proposal.length > 0)
      lines.add('below', choice.proposalLine(proposal.join(' ')), { most: detail.proposal });
  }
}

/** Collects paragraphs, each clipped to its lines. */
class Lines {
  readonly all: PlannedLine[] = [];
  height = 0;
  readonly #size: number;

  constructor(size: number) {
    this.#size = size;
  }

  add(
    style: PlannedLine['style'],
    text: string,
    { most = 1, size = this.#size, before = 0 }: { most?: number; size?: number; before?: number } = {},
  ): void {
    const width = style === 'below' ? page.width - itemIndent : page.width;
    // Bold type is wider.
    const bold = style === 'title' || style === 'heading' || style === 'office' ? 1.08 : 1;
    const shown = clipped(text, size * bold, width, most);
    const lines = linesFor(shown, size * bold, width);
    this.#push({ style, text: shown, ...{ size, before, lines } });
  }

  #push(line: PlannedLine): void {
    this.all.push(line);
    this.height += heightOf([line]);
  }

  /** The title gives way to its source, which is short. */
  item(number: string, title: string, source: Source, most: number): void {
    const size = this.#size;
    const width = page.width - itemIndent;
    const behind = clippedSource(source, size, most > 2 ? width : width * 0.45);
    const shown = clippedBefore(title, behind, { size, width, most });
    const whole = `${shown}${behind}`;
    const lines = linesFor(whole, size, width);
    this.#push({
      style: 'item',
      text: `${number}\t${shown}`,
      source: behind,
      ...{ size, before: 1, lines },
    });
  }
}
