import type { Nodes, Root, RootContent } from 'mdast';
import remarkGfm from 'remark-gfm';
import remarkParse from 'remark-parse';
import remarkStringify from 'remark-stringify';
import { unified } from 'unified';

/** A rule of no character that could mark a list: `- ***` must not become `* ***`, which is one long rule. */
const rule = '_';

/** How lists are marked; others than the first are for a list that follows another one directly. */
export const listMarkers = [
  { bullet: '-', bulletOrdered: '.' },
  { bullet: '*', bulletOrdered: ')' },
  { bullet: '+', bulletOrdered: '.' },
] as const;
export type ListMarkers = (typeof listMarkers)[number];

/** The parser of the reader, so that what is edited is what is read. */
const parser = unified().use(remarkParse).use(remarkGfm);

export function parseMarkdown(text: string): Root {
  return parser.parse(text);
}

export function printMarkdown(blocks: RootContent[], markers: ListMarkers = listMarkers[0]): string {
  const printer = unified()
    .use(remarkStringify, {
      ...markers,
      bulletOther: markers.bullet === '-' ? '*' : '-',
      rule,
      resourceLink: true,
    })
    .use(remarkGfm, { tablePipeAlign: false });
  return printer.stringify({ type: 'root', children: blocks }).replace(/\n$/, '');
}

/** Marks around text; which of them is inside, and whether one or two beside each other reach over it, says nothing. */
function markOf(node: Nodes): string | undefined {
  if (node.type === 'link') return JSON.stringify([node.type, node.url, node.title ?? null]);
  return ['emphasis', 'strong', 'delete'].includes(node.type) ? node.type : undefined;
}

/** What stands under the same marks, one after another, with these marks. */
interface Run {
  readonly marks: readonly string[];
  nodes: Nodes[];
}

function runsOf(nodes: readonly Nodes[], marks: readonly string[] = []): Run[] {
  const runs: Run[] = [];
  for (const node of nodes) {
    const mark = markOf(node);
    const inner =
      mark === undefined || !('children' in node) || node.children.length === 0
        ? [{ marks, nodes: [node] }]
        : runsOf(node.children, [...marks, mark].toSorted());
    for (const run of inner) {
      const last = runs.at(-1);
      if (last?.marks.join() === run.marks.join()) last.nodes = joinTexts([...last.nodes, ...run.nodes]);
      else runs.push(run);
    }
  }
  return runs;
}

/** Two texts beside each other at the end as one. */
function joinTexts(nodes: Nodes[]): Nodes[] {
  const [left, right] = nodes.slice(-2);
  if (left?.type !== 'text' || right?.type !== 'text') return nodes;
  return [...nodes.slice(0, -2), { type: 'text', value: left.value + right.value }];
}

const isPhrasing = (value: unknown): boolean =>
  typeof value === 'object' &&
  value !== null &&
  'type' in value &&
  ['paragraph', 'heading', 'tableCell'].includes(String(value.type));

/** Everything that a tree says, without where it stood: equal strings are equal trees. */
export function fingerprint(node: Nodes): string {
  return JSON.stringify(node, function (this: unknown, key, value: unknown) {
    if (key === 'position') return undefined;
    return key === 'children' && isPhrasing(this) ? runsOf(value as Nodes[]) : value;
  });
}
