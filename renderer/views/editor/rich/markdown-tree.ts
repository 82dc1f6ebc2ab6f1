import type { Nodes, Parents, Root, RootContent } from 'mdast';
import remarkGfm from 'remark-gfm';
import remarkParse from 'remark-parse';
import remarkStringify from 'remark-stringify';
import { unified } from 'unified';

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
    .use(remarkStringify, { ...markers, bulletOther: markers.bullet === '-' ? '*' : '-', resourceLink: true })
    .use(remarkGfm, { tablePipeAlign: false });
  return printer.stringify({ type: 'root', children: blocks }).replace(/\n$/, '');
}

/** Outermost first, where marks cover exactly the same text. */
const nesting = ['link', 'emphasis', 'strong', 'delete'];

const rank = (node: Nodes): number => nesting.indexOf(node.type);

/** Marks around the same text in the order of `nesting`: which of them is inside says nothing. */
function ordered(node: Nodes): Nodes {
  if (rank(node) < 0) return node;
  const chain: Parents[] = [];
  let inner: Nodes = node;
  while (rank(inner) >= 0 && 'children' in inner) {
    chain.push(inner);
    const [only, ...others]: Nodes[] = inner.children;
    if (only === undefined || others.length > 0 || rank(only) < 0) break;
    inner = only;
  }
  const content: readonly Nodes[] = chain.at(-1)?.children ?? [];
  return (
    chain
      .toSorted((a, b) => rank(b) - rank(a))
      .reduce<readonly Nodes[]>((children, mark) => [{ ...mark, children } as Nodes], content)[0] ?? node
  );
}

/** Everything that a tree says, without where it stood: equal strings are equal trees. */
export function fingerprint(node: Nodes): string {
  return JSON.stringify(node, (key, value: unknown) => {
    if (key === 'position') return undefined;
    return key === 'children' && Array.isArray(value) ? value.map((child: Nodes) => ordered(child)) : value;
  });
}
