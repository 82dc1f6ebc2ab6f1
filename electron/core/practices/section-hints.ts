import { earlierHints } from '#core/practices/earlier-hints';

/** A section's text as it was written, and the guiding question that stood in it. */
interface ReadBody {
  readonly body: string;
  readonly hint: string | undefined;
}

/** Longer quotations hold more than a question with what was written into it. In UTF-16 units. */
const longestQuotation = 20_000;
const quoted = /^ {0,3}> ?/;
const opening = /^ {0,3}>[ \t]*(?:Gợi ý|Guide):/;
const mayOpen = /^ {0,3}>[ \t]*G/m;

/** A letter of a Markdown text with the place of what follows it: white space is one space, escapes are what they stand for. */
function letters(markdown: string): { letter: string; start: number; end: number }[] {
  const found: { letter: string; start: number; end: number }[] = [];
  for (const { 0: piece, index } of markdown.matchAll(/\s+|\\[!-/:-@[-`{-~]|[^]/gu)) {
    const letter = /^\s/.test(piece) ? ' ' : piece.replace(/^\\(?=.)/u, '');
    found.push({ letter, start: index, end: index + piece.length });
  }
  return found;
}

/** What stands at one place inside the question or around it; undefined where the question is not whole. */
function writtenInto(markdown: string, hint: string): string | undefined {
  const text = letters(markdown);
  const wanted = Array.from(hint);
  let from = 0;
  while (from < wanted.length && text[from]?.letter === wanted[from]) from += 1;
  const least = text.length - wanted.length;
  let rest = wanted.length - from;
  let to = text.length;
  while (rest > 0 && to > from && text[to - 1]?.letter === wanted[from + rest - 1]) {
    to -= 1;
    rest -= 1;
  }
  if (least < 0 || rest > 0) return undefined;
  return markdown.slice(text[from]?.start ?? markdown.length, text[to - 1]?.end ?? 0).trim();
}

function readQuotation(lines: readonly string[]): { written: string; hint: string } | undefined {
  const markdown = lines
    .map((line) => line.replace(quoted, ''))
    .join('\n')
    .trim();
  if (markdown.length > longestQuotation) return undefined;
  for (const hint of earlierHints) {
    const written = writtenInto(markdown, hint);
    if (written !== undefined) return { written, hint: hint.replace(/^[^:]*: /, '') };
  }
  return undefined;
}

/**
 * A section's text without the guiding question that a template once wrote there as a quotation; what was written into the
 * quotation at one place is text like any other. Quotations that are no such question, or one that was changed, stay.
 */
export function readBody(raw: string): ReadBody {
  if (!mayOpen.test(raw)) return { body: raw, hint: undefined };
  const lines = raw.normalize('NFC').split(/\r?\n/);
  const kept: string[] = [];
  let hint: string | undefined;
  for (let at = 0; at < lines.length;) {
    let end = at + 1;
    if (opening.test(lines[at] ?? '')) while (quoted.test(lines[end] ?? '')) end += 1;
    const block = lines.slice(at, end);
    const found = opening.test(block[0] ?? '') ? readQuotation(block) : undefined;
    hint = found?.hint ?? hint;
    if (!found) kept.push(...block);
    else if (found.written !== '') kept.push('', ...found.written.split('\n'), '');
    at = end;
  }
  if (hint === undefined) return { body: raw, hint };
  return {
    body: kept
      .join('\n')
      .replace(/\n{3,}/g, '\n\n')
      .trim(),
    hint,
  };
}
