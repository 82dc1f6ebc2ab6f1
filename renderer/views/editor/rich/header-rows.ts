import { Extension } from '@tiptap/core';
import type { Node } from '@tiptap/pm/model';
import { Plugin } from '@tiptap/pm/state';

function wrongCells(doc: Node): { pos: number; type: string; node: Node }[] {
  const wrong: { pos: number; type: string; node: Node }[] = [];
  doc.descendants((table, start) => {
    if (table.type.name !== 'table') return !table.isTextblock;
    table.forEach((row, rowAt, index) => {
      const type = index === 0 ? 'tableHeader' : 'tableCell';
      row.forEach((node, cellAt) => {
        if (node.type.name !== type) wrong.push({ pos: start + rowAt + cellAt + 2, type, node });
      });
    });
    return false;
  });
  return wrong;
}

/** The first row of a table is its header, and only that: Markdown has no other tables. */
export const HeaderRows = Extension.create({
  name: 'headerRows',
  addProseMirrorPlugins: () => [
    new Plugin({
      appendTransaction(transactions, _before, { doc, tr, schema }) {
        if (!transactions.some(({ docChanged }) => docChanged)) return null;
        for (const { pos, type, node } of wrongCells(doc)) {
          tr.setNodeMarkup(pos, schema.nodes[type], node.attrs);
        }
        return tr.docChanged ? tr : null;
      },
    }),
  ],
});
