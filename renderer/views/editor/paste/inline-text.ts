import { normalise } from '#shared/model/text';
import {
  type Inline,
  type Marks,
  noMarks,
  sameMarks,
  type TextRun,
} from '#renderer/views/editor/paste/paste-blocks';

/** One space where a browser shows one; composed letters; no soft hyphens, zero-width marks or controls. */
export function cleanText(text: string): string {
  return normalise(text).replace(/[\s\p{Cc}]+/gu, ' ');
}

const isText = (inline: Inline | undefined): inline is TextRun => inline?.type === 'text';
const isSpace = (inline: Inline | undefined): boolean => isText(inline) && inline.text === ' ';

/** Words and single spaces, so that spaces can be given to the marks on both their sides. */
function tokens(inlines: readonly Inline[]): Inline[] {
  return inlines.flatMap((inline): Inline[] =>
    isText(inline)
      ? cleanText(inline.text)
          .split(/( )/)
          .filter(Boolean)
          .map((text) => ({ type: 'text', text, marks: inline.marks }))
      : [inline],
  );
}

function shared(one: Marks, other: Marks): Marks {
  return {
    strong: one.strong && other.strong,
    em: one.em && other.em,
    s: one.s && other.s,
    href: one.href === other.href ? one.href : null,
  };
}

/** Drops spaces at the ends, beside breaks and behind other spaces; the rest carry what both sides carry. */
function settleSpaces(inlines: readonly Inline[]): Inline[] {
  const single = inlines.filter((inline, index) => !isSpace(inline) || !isSpace(inlines[index - 1]));
  return single.flatMap((inline, index): Inline[] => {
    if (!isSpace(inline)) return [inline];
    const before = single[index - 1];
    const after = single[index + 1];
    if (!before || !after || before.type === 'break' || after.type === 'break') return [];
    const marks = isText(before) && isText(after) ? shared(before.marks, after.marks) : noMarks;
    return [{ type: 'text', text: ' ', marks }];
  });
}

/** Neighbours with the same marks as one run. Their letters are gathered first: joining one by one is slow. */
function merge(list: readonly Inline[]): Inline[] {
  const merged: (Exclude<Inline, TextRun> | { type: 'texts'; texts: string[]; marks: Marks })[] = [];
  for (const inline of list) {
    const last = merged.at(-1);
    if (!isText(inline)) merged.push(inline);
    else if (last?.type === 'texts' && sameMarks(last.marks, inline.marks)) last.texts.push(inline.text);
    else merged.push({ type: 'texts', texts: [inline.text], marks: inline.marks });
  }
  return merged.map((run) =>
    run.type === 'texts'
      ? { type: 'text', text: run.texts.join('').normalize('NFC'), marks: run.marks }
      : run,
  );
}

/**
 * The runs of one block as paragraphs: white space as a browser shows it, marks never beginning or ending with
 * a space, neighbours with the same marks as one run; two breaks in a row end a paragraph, as on many web pages.
 */
export function settleInlines(inlines: readonly Inline[]): Inline[][] {
  const paragraphs: Inline[][] = [[]];
  const spaced = settleSpaces(tokens(inlines));
  for (const [index, inline] of spaced.entries()) {
    const last = paragraphs.at(-1) ?? [];
    if (inline.type !== 'break') last.push(inline);
    else if (spaced[index + 1]?.type === 'break') {
      if (last.length > 0) paragraphs.push([]);
    } else if (last.length > 0) last.push(inline);
  }
  const last = paragraphs.at(-1);
  if (last?.at(-1)?.type === 'break') last.pop();
  return paragraphs.filter((paragraph) => paragraph.length > 0).map(merge);
}

/** Blocks of text in one line of runs, as a table's cell needs them. */
export function joinParagraphs(paragraphs: readonly (readonly Inline[])[]): Inline[] {
  return paragraphs
    .filter((paragraph) => paragraph.length > 0)
    .flatMap((paragraph, index): Inline[] => [
      ...(index > 0 ? [{ type: 'break' } as const] : []),
      ...paragraph,
    ]);
}

/** Headings and header rows are bold by themselves. */
export function withoutStrong(inlines: readonly Inline[]): Inline[] {
  return merge(
    inlines.map((inline) =>
      isText(inline) ? { ...inline, marks: { ...inline.marks, strong: false } } : inline,
    ),
  );
}
