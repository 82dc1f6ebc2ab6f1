import type { Nodes, Parents, Root } from 'mdast';

/** Why a section cannot be shown as formatted text. */
export type PlainReason = 'html' | 'footnote' | 'reference' | 'picture' | 'heading' | 'unknown';

const held = new Set<string>([
  ...['paragraph', 'heading', 'thematicBreak', 'blockquote', 'list', 'listItem', 'code'],
  ...['table', 'tableRow', 'tableCell', 'text', 'emphasis', 'strong', 'delete', 'inlineCode'],
  ...['break', 'link', 'image'],
]);
const reasons = new Map<string, PlainReason>([
  ['html', 'html'],
  ['footnoteReference', 'footnote'],
  ['footnoteDefinition', 'footnote'],
  ['linkReference', 'reference'],
  ['imageReference', 'reference'],
  ['definition', 'reference'],
]);

/** True for the name of a file beside the practice, as against an address elsewhere or a path. */
const isFileName = (url: string): boolean =>
  /^[^/\\?#:]+$/.test(url.replace(/^(?:\.\/)?attachments\//, '')) && url.trim() === url;

function reasonOf(node: Nodes, parent: Parents): PlainReason | undefined {
  if (node.type === 'heading') return node.depth < 3 ? 'heading' : undefined;
  if (node.type === 'image') {
    const stands = parent.type === 'paragraph' && parent.children.length === 1;
    return stands && isFileName(node.url) ? undefined : 'picture';
  }
  return held.has(node.type) ? undefined : (reasons.get(node.type) ?? 'unknown');
}

/** The first thing in the tree that the rich editor cannot hold; undefined when it can hold everything. */
export function findPlainReason(tree: Root): PlainReason | undefined {
  const waiting: Parents[] = [tree];
  for (let parent = waiting.pop(); parent; parent = waiting.pop()) {
    for (const child of parent.children) {
      const reason = reasonOf(child, parent);
      if (reason !== undefined) return reason;
      if ('children' in child) waiting.push(child);
    }
  }
  return undefined;
}
