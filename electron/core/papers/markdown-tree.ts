import type { BlockContent, DefinitionContent, Root } from 'mdast';
import remarkGfm from 'remark-gfm';
import remarkParse from 'remark-parse';
import { unified } from 'unified';

export type BlockNode = BlockContent | DefinitionContent;

/** Longer Markdown is taken line by line: the time that its reading takes grows faster than the text. Characters. */
const longest = 100_000;

const processor = unified().use(remarkParse).use(remarkGfm);

let last: { readonly text: string; readonly tree: Root | undefined } | undefined;

/** Undefined for what is too long or nested too deep: then it stands line by line. The tree must stay as it is. */
export function parseMarkdown(text: string): Root | undefined {
  // What is laid out and written part by part is asked for twice in a row.
  if (last?.text !== text) last = { text, tree: read(text) };
  return last.tree;
}

function read(text: string): Root | undefined {
  if (text.length > longest) return undefined;
  try {
    return processor.parse(text);
  } catch (error) {
    // Quotations or lists, nested thousands deep, exhaust the stack.
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

export const blocksOf = (tree: Root): BlockNode[] =>
  tree.children.filter((node) => node.type !== 'yaml') as BlockNode[];

export const plainLines = (text: string): string[] => text.split('\n').filter((line) => line.trim() !== '');
