import type { Node } from '@tiptap/pm/model';
import type { Nodes } from 'mdast';
import { fingerprint, parseMarkdown, printMarkdown } from '#renderer/views/editor/rich/markdown-tree';
import { toBlocks } from '#renderer/views/editor/rich/to-markdown';

/** A block as text, whatever is ticked in it. */
const unticked = (node: Node): string =>
  JSON.stringify(node, (key, value: unknown) => (key === 'checked' && value === true ? false : value));

function boxesOf(node: Node): boolean[] {
  const boxes: boolean[] = [];
  node.descendants((child) => {
    const checked: unknown = child.attrs['checked'];
    if (typeof checked === 'boolean') boxes.push(checked);
    return !child.isTextblock;
  });
  return boxes;
}

/** Where the letter between the brackets of each box stands. */
function boxPlaces(text: string): number[] {
  const places: number[] = [];
  const visit = (node: Nodes): void => {
    if (node.type === 'listItem' && typeof node.checked === 'boolean')
      places.push(text.indexOf('[', node.position?.start.offset) + 1);
    if ('children' in node) for (const child of node.children) visit(child);
  };
  visit(parseMarkdown(text));
  return places;
}

/**
 * The text of a block in which boxes were ticked or emptied, every other byte as it was; undefined where more than boxes
 * is different.
 */
export function tickText(text: string, before: Node, after: Node): string | undefined {
  if (before.type !== after.type || unticked(before) !== unticked(after)) return undefined;
  const [was, boxes, places] = [boxesOf(before), boxesOf(after), boxPlaces(text)];
  if (places.length !== boxes.length) return undefined;
  let ticked = text;
  for (const [index, place] of places.entries()) {
    if (was[index] === boxes[index]) continue;
    ticked = `${ticked.slice(0, place)}${boxes[index] === true ? 'x' : ' '}${ticked.slice(place + 1)}`;
  }
  const meant = fingerprint(parseMarkdown(printMarkdown(toBlocks(after))));
  return fingerprint(parseMarkdown(ticked)) === meant ? ticked : undefined;
}
