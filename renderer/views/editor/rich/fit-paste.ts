import { Extension } from '@tiptap/core';
import { Fragment, type Mark, type Node, Slice } from '@tiptap/pm/model';
import { type EditorState, Plugin, type Transaction } from '@tiptap/pm/state';
import { handlePaste } from '@tiptap/pm/tables';
import type { EditorView } from '@tiptap/pm/view';
import { inCell } from '#renderer/views/editor/rich/cell-keys';
import { isSafeAddress } from '#renderer/views/editor/rich/rich-nodes';

/** An address in a text, without the signs that end the sentence around it. */
const addresses = /https:\/\/[^\s<>"'“”]*[^\s<>"'“”.,;:!?)\]]/g;

/** The address that a text is, and nothing else; undefined for other texts. */
export function soleAddress(text: string): string | undefined {
  const [address] = text.match(addresses) ?? [];
  return address === text.trim() && isSafeAddress(address) ? address : undefined;
}

function linkText(node: Node): Node[] {
  const text = node.text ?? '';
  const type = node.type.schema.marks['link'];
  if (!type || node.marks.some((mark) => mark.type === type || mark.type.name === 'code')) return [node];
  const parts: Node[] = [];
  const add = (from: number, to: number, marks: readonly Mark[]): void => {
    if (to > from) parts.push(node.type.schema.text(text.slice(from, to), marks));
  };
  let at = 0;
  for (const { 0: href, index } of text.matchAll(addresses)) {
    if (!isSafeAddress(href)) continue;
    add(at, index, node.marks);
    add(index, index + href.length, type.create({ href, title: null }).addToSet(node.marks));
    at = index + href.length;
  }
  add(at, text.length, node.marks);
  return parts;
}

/** Addresses in the text as links to them. */
function linked(content: Fragment): Fragment {
  return Fragment.from(
    content.content.flatMap((node) => {
      if (node.isText) return linkText(node);
      return node.type.spec.code === true ? [node] : [node.copy(linked(node.content))];
    }),
  );
}

const isTablePart = (node: Node | null): boolean => node?.type.spec['tableRole'] !== undefined;

/** The text of all blocks in one line: all that a cell can hold. */
function oneLine(content: Fragment): Fragment {
  const parts: Node[][] = [];
  content.descendants((node) => {
    if (node.isText) (parts.at(-1) ?? parts[parts.push([]) - 1])?.push(node);
    else if (node.isBlock || node.type.name === 'hardBreak') parts.push([]);
    return true;
  });
  const lines = parts.filter((line) => line.length > 0);
  return Fragment.from(
    lines.flatMap((line, index) => [
      ...(index > 0 && line[0] ? [line[0].type.schema.text(' ')] : []),
      ...line.map((node) => node.mark(node.marks.filter(({ type }) => type.name !== 'softBreak'))),
    ]),
  );
}

/** True for a table, rows or cells of one: they fill cells. */
function isTableSlice({ content }: Slice): boolean {
  return content.childCount > 0 && content.content.every(isTablePart);
}

/** What is pasted as the place can hold it: one line in a cell, addresses as links except in code. */
function fitPaste(slice: Slice, state: EditorState): Slice {
  if (state.selection.$from.parent.type.spec.code === true) return slice;
  const { content, openStart, openEnd } = slice;
  if (inCell(state) && !isTableSlice(slice)) return new Slice(linked(oneLine(content)), 0, 0);
  return new Slice(linked(content), openStart, openEnd);
}

/**
 * Puts what was pasted in place of the selection of a transaction that was not sent yet: cells into cells from the
 * caret on, the table growing where they need it; in a cell everything else as one line.
 */
export function insertFitting(view: EditorView, tr: Transaction, slice: Slice): void {
  const state = view.state.apply(tr);
  const fitting = fitPaste(slice, state);
  if (inCell(state) && isTableSlice(fitting)) {
    view.dispatch(tr);
    handlePaste(view, new ClipboardEvent('paste'), fitting);
  } else view.dispatch(tr.replaceSelection(fitting).scrollIntoView());
}

/** Fits what the browser's own ways of pasting and dropping bring. */
export const FitPaste = Extension.create({
  name: 'fitPaste',
  addProseMirrorPlugins: () => [
    new Plugin({ props: { transformPasted: (slice, view) => fitPaste(slice, view.state) } }),
  ],
});
