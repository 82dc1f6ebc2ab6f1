/** The text with Markdown put in place of a selection, and where the cursor goes. */
export interface Insertion {
  readonly text: string;
  readonly cursor: number;
}

/** Empty lines that blocks need before and behind them. */
const missing = (lineEnds: number): string => '\n'.repeat(Math.max(0, 2 - lineEnds));

/** Puts Markdown between `start` and `end` of a text: blocks get empty lines around them, a phrase none. */
export function insertMarkdown(
  text: string,
  { start, end }: { start: number; end: number },
  { markdown, inline }: { markdown: string; inline: boolean },
): Insertion {
  const before = text.slice(0, start);
  const after = text.slice(end);
  const above = inline || before.trim() === '' ? '' : missing(/\n*$/.exec(before)?.[0].length ?? 0);
  const below = inline || after.trim() === '' ? '' : missing(/^\n*/.exec(after)?.[0].length ?? 0);
  const head = before + above + markdown;
  return { text: head + below + after, cursor: head.length };
}
