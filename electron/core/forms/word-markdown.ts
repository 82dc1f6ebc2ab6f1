import type { BlockContent, List, ListItem, PhrasingContent, Root, RootContent, TableRow } from 'mdast';
import remarkGfm from 'remark-gfm';
import remarkStringify from 'remark-stringify';
import { unified } from 'unified';
import type { WordBlock, WordParagraph, WordRun, WordTable } from '#core/forms/word-tree';
import { wordsOf } from '#core/forms/word-tree';

const printer = unified()
  .use(remarkStringify, { bullet: '-', bulletOther: '*', rule: '_' })
  .use(remarkGfm, { tablePipeAlign: false });

/**
 * Blocks of a Word file as Markdown: paragraphs, lists (also those typed by hand with dashes), tables, headings from the
 * third level on, bold, italics, struck text and links to https. Fonts, colours and sizes are left out.
 */
export function toMarkdown(blocks: readonly WordBlock[]): string {
  const tree: Root = { type: 'root', children: contentOf(blocks) };
  return (
    printer
      .stringify(tree)
      .trimEnd()
      // Escapes that keep addresses from becoming links: they may be links.
      .replace(/(?<=[\w.-])\\@(?=\w)/g, '@')
      .replace(/(https?|mailto)\\:/g, '$1:')
      .replace(/\bwww\\\./g, 'www.')
  );
}

function contentOf(blocks: readonly WordBlock[]): RootContent[] {
  const content: RootContent[] = [];
  const lists = new ListWriter(content);
  for (const block of blocks) {
    if (block.type === 'table') {
      lists.end();
      if (wordsOf([block]) !== '') content.push(tableOf(block));
      continue;
    }
    const item = listItemOf(block);
    const children = phrasing(item?.runs ?? block.runs);
    // An empty line between two items of one list does not end it.
    if (children.length === 0) continue;
    if (item) {
      lists.add(item, children);
      continue;
    }
    lists.end();
    const { heading } = block;
    if (heading === null) content.push({ type: 'paragraph', children });
    else content.push({ type: 'heading', depth: depthOf(heading), children: plainly(children) });
  }
  return content;
}

const depthOf = (level: number): 3 | 4 | 5 | 6 => Math.min(6, Math.max(3, level)) as 3 | 4 | 5 | 6;

interface Item extends NonNullable<WordParagraph['list']> {
  readonly runs: readonly WordRun[];
}

/** Dashes as people type them: a plus is below a dash. */
const dash = /^\s*([-–—•*+])[ \t\u00a0]+(?=\S)/;

function listItemOf({ list, runs, text, heading }: WordParagraph): Item | undefined {
  if (list) return { ...list, runs };
  const typed = heading === null ? dash.exec(text) : null;
  if (!typed) return undefined;
  const level = typed[1] === '+' ? 1 : 0;
  const bare = { id: 'typed', level, ordered: false, start: 1, restarts: false, kind: 'typed' };
  return { ...bare, runs: without(runs, typed[0].length) };
}

/** The runs without their first characters. */
function without(runs: readonly WordRun[], count: number): WordRun[] {
  let left = count;
  return runs.map((run) => {
    const cut = Math.min(left, run.text.length);
    left -= cut;
    return { ...run, text: run.text.slice(cut) };
  });
}

/** Puts items, which Word lists one after another with their depth, into lists inside lists. */
class ListWriter {
  readonly #content: RootContent[];
  #open: { list: List; id: string; kind: string; level: number }[] = [];

  constructor(content: RootContent[]) {
    this.#content = content;
  }

  end(): void {
    this.#open = [];
  }

  add(item: Item, children: PhrasingContent[]): void {
    const { id, level, ordered, restarts, kind } = item;
    while ((this.#open.at(-1)?.level ?? -1) > level) this.#open.pop();
    const last = this.#open.at(-1);
    // Numbers that begin anew are a list of its own; LibreOffice gives the same list several ids.
    const isAnew = ordered && last?.id !== id && (restarts || last?.kind !== kind);
    if (last?.level === level && (last.list.ordered !== ordered || isAnew)) this.#open.pop();
    if (this.#open.at(-1)?.level !== level) this.#begin(item);
    const open = this.#open.at(-1);
    if (!open) return;
    open.id = id;
    open.list.children.push(itemOf(children));
  }

  #begin({ id, level, ordered, start, kind }: Item): void {
    const list: List = { type: 'list', ordered, start: ordered ? start : null, spread: false, children: [] };
    const parent = this.#open.at(-1)?.list.children.at(-1);
    if (parent) parent.children.push(list);
    else this.#content.push(list);
    this.#open.push({ list, id, kind, level });
  }
}

function itemOf(children: PhrasingContent[]): ListItem {
  const [first] = children;
  const box = first?.type === 'text' ? /^([☐☑☒])\s+/u.exec(first.value) : null;
  if (first?.type !== 'text' || !box) return item(null, [{ type: 'paragraph', children }]);
  const rest = { ...first, value: first.value.slice(box[0].length) };
  const words = rest.value === '' ? children.slice(1) : [rest, ...children.slice(1)];
  return item(box[1] !== '☐', [{ type: 'paragraph', children: words }]);
}

const item = (checked: boolean | null, children: BlockContent[]): ListItem => ({
  type: 'listItem',
  spread: false,
  checked,
  children,
});

/** A cell of Markdown is one line; what was merged stands in the first of its columns. */
function tableOf({ rows }: WordTable): RootContent {
  const filled = rows.filter((row) => row.some(({ blocks }) => wordsOf(blocks) !== ''));
  const width = Math.max(
    1,
    ...filled.map((row) => Math.max(0, ...row.map(({ column, span }) => column + span))),
  );
  const used = Array.from({ length: width }, (_, at) =>
    filled.some((row) => row.some(({ column }) => column === at)),
  );
  const columns = used.flatMap((isUsed, at) => (isUsed ? [at] : []));
  const lines = filled.map((row, index): TableRow => {
    const cells = columns.map((at) => row.find(({ column }) => column === at));
    const children = cells.map((cell) => {
      const words = phrasing(inOneLine(cell?.blocks ?? []));
      return { type: 'tableCell' as const, children: index === 0 ? plainly(words) : words };
    });
    return { type: 'tableRow', children };
  });
  const body = filled[1] ?? filled[0] ?? [];
  const align = columns.map((at) => {
    const first = body.find(({ column }) => column === at)?.blocks[0];
    return first?.type === 'paragraph' && first.align !== 'left' ? first.align : null;
  });
  return { type: 'table', align, children: lines };
}

function inOneLine(blocks: readonly WordBlock[]): WordRun[] {
  const space: WordRun = { text: ' ', bold: false, italic: false, strike: false, link: null };
  return blocks.flatMap((block) => {
    const runs =
      block.type === 'paragraph'
        ? block.runs.map((run) => ({ ...run, text: run.text.replace(/\s+/g, ' ') }))
        : [{ ...space, text: wordsOf([block]).replace(/\s+/g, ' ') }];
    return [...runs, space];
  });
}

const marks = [
  ['bold', 'strong'],
  ['italic', 'emphasis'],
  ['strike', 'delete'],
] as const;

/** Runs as Markdown's nested marks; blanks at their edges stand outside, where Markdown wants them. */
function phrasing(runs: readonly WordRun[]): PhrasingContent[] {
  const apart = trimmed(runs)
    .flatMap(blanksApart)
    .filter(({ text }) => text !== '');
  const pieces = joined(apart.map((run, at) => betweenMarks(run, apart[at - 1], apart[at + 1])));
  return nested(pieces, 0);
}

/** What goes on under the same marks as one run: Word cuts text anywhere. */
function joined(runs: readonly WordRun[]): WordRun[] {
  const result: WordRun[] = [];
  for (const run of runs) {
    const last = result.at(-1);
    const isSame =
      last !== undefined &&
      last.bold === run.bold &&
      last.italic === run.italic &&
      last.strike === run.strike &&
      last.link === run.link;
    if (isSame) result[result.length - 1] = { ...last, text: (last.text + run.text).normalize('NFC') };
    else if (run.text !== '') result.push(run);
  }
  return result;
}

function trimmed(runs: readonly WordRun[]): WordRun[] {
  const whole = joined(runs.map((run) => ({ ...run, text: run.text.replace(/[\t\u00a0]+/g, ' ') })));
  const from = whole.findIndex(({ text }) => text.trim() !== '');
  const to = whole.findLastIndex(({ text }) => text.trim() !== '');
  if (from < 0) return [];
  return whole.slice(from, to + 1).map((run, at) => {
    const start = at === 0 ? run.text.trimStart() : run.text;
    return { ...run, text: at === to - from ? start.trimEnd() : start };
  });
}

/** Bold blanks are blanks: marks around them are none in Markdown. */
function blanksApart(run: WordRun): WordRun[] {
  if (!run.bold && !run.italic && !run.strike) return [run];
  const [, before = '', middle = '', after = ''] = /^(\s*)([\s\S]*?)(\s*)$/.exec(run.text) ?? [];
  const bare = { bold: false, italic: false, strike: false, link: run.link };
  if (middle === '') return [{ ...bare, text: before + after }];
  return [
    { ...bare, text: before },
    { ...run, text: middle },
    { ...bare, text: after },
  ];
}

/** A blank between two words under one mark is under it, too. */
function betweenMarks(run: WordRun, before: WordRun | undefined, after: WordRun | undefined): WordRun {
  if (run.text.trim() !== '' || !before || !after) return run;
  const [bold, italic, strike] = (['bold', 'italic', 'strike'] as const).map(
    (mark) => before[mark] && after[mark],
  );
  return { ...run, bold: bold === true, italic: italic === true, strike: strike === true };
}

/** Marks reach over all runs beside each other that have them: bold outside, then italics, struck, and links inside. */
function nested(runs: readonly WordRun[], depth: number): PhrasingContent[] {
  if (depth > marks.length) return runs.flatMap(leafOf);
  const mark = marks[depth];
  const groups: { key: string | boolean | null; runs: WordRun[] }[] = [];
  for (const run of runs) {
    const key = mark ? run[mark[0]] : run.link;
    const last = groups.at(-1);
    if (last?.key === key) last.runs.push(run);
    else groups.push({ key, runs: [run] });
  }
  return groups.flatMap(({ key, runs: inside }): PhrasingContent[] => {
    const children = nested(inside, depth + 1);
    if (mark) return key === true ? [{ type: mark[1], children }] : children;
    return typeof key === 'string' && isWeb(key) ? [linkOf(key, children)] : children;
  });
}

const isWeb = (address: string): boolean => URL.canParse(address) && new URL(address).protocol === 'https:';

function linkOf(url: string, children: PhrasingContent[]): PhrasingContent {
  // LibreOffice writes the blanks of an address as they are.
  return { type: 'link', url: url.replaceAll(' ', '%20'), children };
}

function leafOf({ text }: WordRun): PhrasingContent[] {
  return text.split(/ *\n */).flatMap((line, at): PhrasingContent[] => {
    const words: PhrasingContent[] = line === '' ? [] : [{ type: 'text', value: line }];
    return at === 0 ? words : [{ type: 'break' }, ...words];
  });
}

/** Without bold: headings and heads of tables are bold by themselves. */
function plainly(nodes: PhrasingContent[]): PhrasingContent[] {
  return nodes.flatMap((node) => (node.type === 'strong' ? plainly(node.children) : [node]));
}
