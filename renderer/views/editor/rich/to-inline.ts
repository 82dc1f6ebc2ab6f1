import type { Mark, Node } from '@tiptap/pm/model';
import type { PhrasingContent } from 'mdast';

/** A stretch of text under the same marks. */
interface Run {
  readonly type: 'text' | 'code' | 'break' | 'line';
  readonly value: string;
  readonly marks: readonly Mark[];
}

/** Outermost first, where two marks reach equally far. */
const nesting = ['link', 'italic', 'bold', 'strike'];

/** Text as files hold it: NFC, and nothing that would end a line or that Markdown takes away (NUL, byte order marks). */
export function cleanText(text: string): string {
  return text
    .replaceAll('\0', '')
    .replaceAll('\ufeff', '')
    .normalize('NFC')
    .replace(/[\r\n]+/g, ' ');
}

const isSpace = ({ type, value }: Run): boolean =>
  type === 'line' || (type === 'text' && value.trim() === '');

/** Text without the spaces around it, and these: those that Markdown drops at the end of a line apart from all others. */
function splitSpaces(value: string): string[] {
  const [, before = '', core = '', after = ''] = /^(\s*)(.*?)(\s*)$/su.exec(value) ?? [];
  const parts = (spaces: string): string[] => spaces.match(/[ \t]+|[^ \t]+/g) ?? [];
  return [...parts(before), ...(core === '' ? [] : [core]), ...parts(after)];
}

function runsOf(parent: Node): Run[] {
  return parent.children.flatMap((node): Run[] => {
    const marks = node.marks.filter((mark) => nesting.includes(mark.type.name));
    const has = (name: string): boolean => node.marks.some((mark) => mark.type.name === name);
    if (node.type.name === 'hardBreak') return [{ type: 'break', value: '', marks }];
    const value = cleanText(node.text ?? '');
    // A pipe behind a backslash is the one thing that code in a table cannot hold (GFM, tables, example 200).
    const isCode = has('code') && !(parent.type.name === 'cellText' && value.includes('\\|'));
    if (isCode) return value === '' ? [] : [{ type: 'code', value, marks }];
    if (has('softBreak') && value === ' ') return [{ type: 'line', value: '\n', marks }];
    return splitSpaces(value).map((part): Run => ({ type: 'text', value: part, marks }));
  });
}

/** Line ends and spaces that Markdown would not give back: at the end of a line, and line ends beside each other. */
function trimRuns(runs: readonly Run[], both: boolean): Run[] {
  const isBreak = (run: Run | undefined): boolean => run === undefined || run.type === 'break';
  const kept: Run[] = [];
  for (const run of runs) {
    if (run.type === 'line' && (isBreak(kept.at(-1)) || kept.at(-1)?.type === 'line')) continue;
    if (run.type === 'break' || run.type === 'line')
      dropEnd(kept, (end) => end.type === 'text' && isBlank(end));
    if (run.type === 'break' && kept.at(-1)?.type === 'line') kept.pop();
    if (both && kept.length === 0 && isBlank(run)) continue;
    kept.push(run);
  }
  dropEnd(kept, (end) => isBlank(end) || end.type === 'break');
  return kept;
}

const isBlank = (run: Run): boolean =>
  run.type === 'line' || (run.type === 'text' && /^[ \t]*$/.test(run.value));

function dropEnd(runs: Run[], unwanted: (run: Run) => boolean): void {
  for (let end = runs.at(-1); end && unwanted(end); end = runs.at(-1)) runs.pop();
}

/** Spaces at the edge of bold text are not bold: Markdown could only say so with character codes. */
function bareSpaces(runs: readonly Run[]): Run[] {
  const solid = (run: Run): boolean => !isSpace(run) && run.type !== 'break';
  return runs.map((run, index) => {
    if (solid(run)) return run;
    const before = runs.slice(0, index).findLast(solid)?.marks ?? [];
    const after = runs.slice(index + 1).find(solid)?.marks ?? [];
    const goesOn = (mark: Mark): boolean => mark.isInSet(before) && mark.isInSet(after);
    const marks = run.marks.filter((mark) => mark.type.name === 'link' || goesOn(mark));
    return { ...run, marks };
  });
}

const leaf = ({ type, value }: Run): PhrasingContent => {
  if (type === 'break') return { type: 'break' };
  return type === 'code' ? { type: 'inlineCode', value } : { type: 'text', value };
};

function wrap(mark: Mark, children: PhrasingContent[]): PhrasingContent {
  if (mark.type.name === 'italic') return { type: 'emphasis', children };
  if (mark.type.name === 'bold') return { type: 'strong', children };
  if (mark.type.name === 'strike') return { type: 'delete', children };
  const { href, title } = mark.attrs as { href: string; title: string | null };
  return { type: 'link', url: href.normalize('NFC'), title, children };
}

function reach(runs: readonly Run[], from: number, mark: Mark): number {
  let to = from;
  while (to < runs.length && mark.isInSet(runs[to]?.marks ?? [])) to += 1;
  return to;
}

function nest(runs: readonly Run[]): PhrasingContent[] {
  const nodes: PhrasingContent[] = [];
  for (let at = 0; at < runs.length;) {
    const run = runs[at];
    if (!run) break;
    const [outer] = run.marks
      .map((mark) => ({ mark, to: reach(runs, at, mark) }))
      .toSorted(
        (a, b) => b.to - a.to || nesting.indexOf(a.mark.type.name) - nesting.indexOf(b.mark.type.name),
      );
    if (outer) {
      const inside = runs
        .slice(at, outer.to)
        .map((one) => ({ ...one, marks: outer.mark.removeFromSet(one.marks) }));
      nodes.push(wrap(outer.mark, nest(inside)));
      at = outer.to;
    } else {
      const last = nodes.at(-1);
      const next = leaf(run);
      // Two spans of code side by side would be read as one with other marks around it.
      if (last?.type === 'text' && next.type === 'text') last.value += next.value;
      else if (last?.type === 'inlineCode' && next.type === 'inlineCode') last.value += next.value;
      else nodes.push(next);
      at += 1;
    }
  }
  return nodes;
}

/**
 * What stands in a text block as Markdown's tree. Spaces at the ends of lines are left out, in headings and table
 * cells also those at the beginning; everything else that was typed is there.
 */
export function toInline(parent: Node): PhrasingContent[] {
  const both = parent.type.name === 'cellText' || parent.type.name === 'heading';
  return nest(bareSpaces(trimRuns(runsOf(parent), both)));
}
