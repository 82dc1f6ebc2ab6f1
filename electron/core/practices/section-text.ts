import { Failure } from '#shared/failure';
import { sectionKeys, type SectionKey, sections as knownSections } from '#shared/model/section';
import { fold } from '#shared/model/text';

/** A second-level heading with what follows it; offsets into the text that was searched. */
export interface SectionRange {
  /** Null for headings that are not of the format: they are kept where they are. */
  readonly key: SectionKey | null;
  readonly heading: string;
  readonly body: string;
  readonly start: number;
  readonly bodyStart: number;
  readonly end: number;
}

const simple = (heading: string): string =>
  fold(heading)
    .replace(/\([^()]*\)/g, '')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();

const keyByHeading = new Map(
  knownSections.flatMap(({ key, vi, en }) => [[simple(vi), key] as const, [simple(en), key] as const]),
);

interface Line {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

function* linesOf(text: string, from: number): Generator<Line> {
  for (let start = from; start < text.length;) {
    const newline = text.indexOf('\n', start);
    const end = newline === -1 ? text.length : newline + 1;
    yield { start, end, text: text.slice(start, end).replace(/\r?\n$/, '') };
    start = end;
  }
}

/** Columns of white space at the beginning of a line; a tab reaches to the next multiple of four (CommonMark 2.2). */
function indentOf(line: string): number {
  let columns = 0;
  for (const letter of line) {
    if (letter === '\t') columns += 4 - (columns % 4);
    else if (letter === ' ') columns += 1;
    else break;
  }
  return columns;
}

/** The markers of list items that a line begins with, up to where the content of the innermost begins. */
const listMarkers = /^(?: {0,3}(?:[-+*]|\d{1,9}[.)]) {1,4}(?! ))*/;
const fenceMarks = /^ {0,3}(`{3,}|~{3,})/;

/**
 * Follows fenced code blocks (CommonMark 4.5) line by line, also those that begin on the first line of a list item. All
 * patterns here look at a line from its beginning only, so that a line costs what its length is.
 */
class Fence {
  #open = '';
  /** Columns that the content of the list item around the block is indented by. */
  #indent = 0;

  /** What closes the block that is open; a block in a list item needs nothing, the end of the item closes it. */
  get missing(): string[] {
    return this.#open === '' || this.#indent > 0 ? [] : [this.#open];
  }

  /** True when the line belongs to a code block, its fences included. */
  covers(line: string): boolean {
    if (this.#open !== '' && indentOf(line) < this.#indent && line.trim() !== '') this.#open = '';
    if (this.#open === '') return this.#opens(line);
    const closing = /^[ \t]*(`+|~+)[ \t]*$/.exec(line)?.[1] ?? '';
    if (closing.startsWith(this.#open) && indentOf(line) < this.#indent + 4) this.#open = '';
    return true;
  }

  #opens(line: string): boolean {
    const [markers = ''] = listMarkers.exec(line) ?? [];
    const content = line.slice(markers.length);
    const [before = '', marks = ''] = fenceMarks.exec(content) ?? [];
    if (marks === '' || (marks.startsWith('`') && content.includes('`', before.length))) return false;
    this.#open = marks;
    this.#indent = markers.length;
    return true;
  }
}

/** No heading of a practice is longer; what a heading says is only looked at up to here. */
const longestHeading = 1_000;

/** The text of a second-level ATX heading (CommonMark 4.2) without its closing marks; undefined for any other line. */
function headingOf(line: string): string | undefined {
  const [open] = line.length > longestHeading ? [] : (/^ {0,3}##(?=[ \t]|$)/.exec(line) ?? []);
  if (open === undefined) return undefined;
  const heading = line.slice(open.length).trim();
  let end = heading.length;
  while (heading[end - 1] === '#') end -= 1;
  const isClosed = end === 0 || heading[end - 1] === ' ' || heading[end - 1] === '\t';
  return isClosed ? heading.slice(0, end).trimEnd() : heading;
}

/** The second-level headings (`## ...`) outside code blocks, from `from` on. */
export function findSections(text: string, from = 0): SectionRange[] {
  const fence = new Fence();
  const headings: { heading: string; start: number; bodyStart: number }[] = [];
  for (const { start, end, text: line } of linesOf(text, from)) {
    if (fence.covers(line)) continue;
    const heading = headingOf(line);
    if (heading !== undefined) headings.push({ heading, start, bodyStart: end });
  }
  const seen = new Set<SectionKey>();
  return headings.map(({ heading, start, bodyStart }, index) => {
    const end = headings[index + 1]?.start ?? text.length;
    const known = keyByHeading.get(simple(heading)) ?? null;
    // A heading that comes twice is ours only the first time.
    const key = known !== null && seen.has(known) ? null : known;
    if (key !== null) seen.add(key);
    return { key, heading, body: trimLines(text.slice(bodyStart, end)), start, bodyStart, end };
  });
}

function trimLines(text: string): string {
  return text.replace(/^(?:[ \t]*\r?\n)+/, '').trimEnd();
}

/**
 * Makes text fit to be the body of a section: headings of the first and second level become third-level ones, since
 * the headings of a practice are fixed, and a code block that was left open is closed.
 */
export function sectionBody(text: string): string {
  const fence = new Fence();
  const lines = trimLines(text.normalize('NFC').replace(/\r\n?/g, '\n')).split('\n');
  const body = lines.map((line) =>
    fence.covers(line) ? line : line.replace(/^( {0,3})#{1,2}(?=[ \t]|$)/, '$1###'),
  );
  return [...body, ...fence.missing].join('\n');
}

/**
 * Replaces the bodies of the given sections in `body` (the text after the front matter); a section that is not there
 * is put in its place in the format's order. All other bytes stay. Fails with `bad-input` if a section would not be read
 * back as given.
 */
export function writeSections(
  body: string,
  changes: ReadonlyMap<SectionKey, string>,
  language: 'vi' | 'en',
): string {
  let result = body;
  for (const key of sectionKeys) {
    const change = changes.get(key);
    if (change === undefined) continue;
    const wanted = sectionBody(change);
    const written = writeSection(result, key, wanted, language);
    verify(result, written, key, wanted);
    result = written;
  }
  return result;
}

function writeSection(body: string, key: SectionKey, wanted: string, language: 'vi' | 'en'): string {
  const found = findSections(body);
  const own = found.find((section) => section.key === key);
  const newline = body.includes('\r\n') ? '\r\n' : '\n';
  const text = wanted.replaceAll('\n', newline);
  if (own) {
    if (own.body.replaceAll('\r\n', '\n') === wanted) return body;
    const block = text === '' ? newline : `${newline}${text}${newline}`;
    const gap = own.end === body.length ? '' : newline;
    const headingBreak = body[own.bodyStart - 1] === '\n' ? '' : newline;
    return body.slice(0, own.bodyStart) + headingBreak + block + gap + body.slice(own.end);
  }
  if (wanted === '') return body;
  const heading = knownSections.find((section) => section.key === key)?.[language] ?? key;
  const later = new Set<SectionKey | null>(sectionKeys.slice(sectionKeys.indexOf(key) + 1));
  const next = found.find((section) => later.has(section.key));
  const at = next?.start ?? body.length;
  const before = body.slice(0, at);
  const block = `## ${heading}${newline}${newline}${text}${newline}${next ? newline : ''}`;
  return before + gapAfter(before, newline) + block + body.slice(at);
}

/** What is missing for a blank line between `text` and what is put after it. */
function gapAfter(text: string, newline: string): string {
  if (text.trim() === '') return text.endsWith('\n') ? '' : newline;
  if (/\n[ \t]*\r?\n$/.test(text)) return '';
  return text.endsWith('\n') ? newline : newline + newline;
}

function verify(before: string, after: string, key: SectionKey, wanted: string): void {
  const others = (text: string): string =>
    JSON.stringify(
      findSections(text)
        .filter((section) => section.key !== key)
        .map(({ heading, body }) => [heading, body]),
    );
  const own =
    findSections(after)
      .find((section) => section.key === key)
      ?.body.replaceAll('\r\n', '\n') ?? '';
  if (own !== wanted || others(before) !== others(after)) {
    throw new Failure('bad-input', { where: `section:${key}`, rule: 'section text' });
  }
}
