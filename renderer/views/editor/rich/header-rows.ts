import { Extension } from '@tiptap/core';
import type { Node } from '@tiptap/pm/model';
import { Plugin } from '@tiptap/pm/state';
import { Decoration, DecorationSet } from '@tiptap/pm/view';

interface Cell {
  readonly pos: number;
  readonly node: Node;
}

/** All cells of a document with the number of their row and the header above them. */
function visitCells(doc: Node, visit: (cell: Cell, row: number, header: Node | null) => void): void {
  doc.descendants((table, start) => {
    if (table.type.name !== 'table') return !table.isTextblock;
    table.forEach((row, rowAt, index) => {
      row.forEach((node, cellAt, column) => {
        visit({ pos: start + rowAt + cellAt + 2, node }, index, table.firstChild?.maybeChild(column) ?? null);
      });
    });
    return false;
  });
}

function wrongCells(doc: Node): { pos: number; type: string; attrs: Node['attrs'] }[] {
  const wrong: { pos: number; type: string; attrs: Node['attrs'] }[] = [];
  visitCells(doc, ({ pos, node }, row, header) => {
    const type = row === 0 ? 'tableHeader' : 'tableCell';
    const align: unknown = (header ?? node).attrs['align'];
    if (node.type.name !== type || node.attrs['align'] !== align)
      wrong.push({ pos, type, attrs: { ...node.attrs, align } });
  });
  return wrong;
}

/** A cell without text heads nothing, here as in the reader; it is told what it is. */
function emptyHeads(doc: Node, name: string): DecorationSet {
  const heads: Decoration[] = [];
  visitCells(doc, ({ pos, node }, row) => {
    if (row > 0 || node.textContent.trim() !== '') return;
    heads.push(Decoration.node(pos, pos + node.nodeSize, { role: 'cell', 'aria-label': name }));
  });
  return DecorationSet.create(doc, heads);
}

/**
 * The first row of a table is its header, and only that, and a column is aligned as its header: Markdown has no other
 * tables. `emptyHead` names a header cell in which nothing stands.
 */
export const createHeaderRows = (emptyHead: () => string) =>
  Extension.create({
    name: 'headerRows',
    addProseMirrorPlugins: () => [
      new Plugin<DecorationSet>({
        state: {
          init: (_config, { doc }) => emptyHeads(doc, emptyHead()),
          apply: ({ docChanged, doc }, heads) => (docChanged ? emptyHeads(doc, emptyHead()) : heads),
        },
        props: {
          decorations(state) {
            return this.getState(state);
          },
        },
        appendTransaction(transactions, _before, { doc, tr, schema }) {
          if (!transactions.some(({ docChanged }) => docChanged)) return null;
          for (const { pos, type, attrs } of wrongCells(doc))
            tr.setNodeMarkup(pos, schema.nodes[type], attrs);
          return tr.docChanged ? tr : null;
        },
      }),
    ],
  });
