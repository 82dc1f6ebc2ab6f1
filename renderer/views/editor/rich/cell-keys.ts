import type { Editor } from '@tiptap/core';
import type { ResolvedPos } from '@tiptap/pm/model';
import { type EditorState, Selection, TextSelection } from '@tiptap/pm/state';
import { isInTable, nextCell, selectionCell } from '@tiptap/pm/tables';
import type { EditorView } from '@tiptap/pm/view';

/** True in a cell of a table, or where several of them are selected. */
export const inCell = (state: EditorState): boolean => isInTable(state);

/** To the paragraph below the table, which is made where none stands there. */
function leaveTable(view: EditorView, $cell: ResolvedPos): void {
  const below = $cell.after(-1);
  const { tr, schema } = view.state;
  if (tr.doc.nodeAt(below)?.type.name !== 'paragraph') {
    const paragraph = schema.nodes['paragraph']?.create();
    if (paragraph) tr.insert(below, paragraph);
  }
  view.dispatch(tr.setSelection(Selection.near(tr.doc.resolve(below + 1))).scrollIntoView());
}

/**
 * A cell holds one line, since Markdown has no other: Enter goes to the cell below and at the end out of the table,
 * Shift+Enter to the cell above, Ctrl+Enter out of the table.
 */
export function enterInCell(view: EditorView, event: KeyboardEvent): boolean {
  if (!inCell(view.state)) return false;
  const $cell = selectionCell(view.state);
  const next = event.ctrlKey || event.metaKey ? null : nextCell($cell, 'vert', event.shiftKey ? -1 : 1);
  if (next) {
    const end = next.pos + (next.nodeAfter?.nodeSize ?? 0) - 2;
    const selection = TextSelection.between(
      view.state.doc.resolve(next.pos + 2),
      view.state.doc.resolve(end),
    );
    view.dispatch(view.state.tr.setSelection(selection).scrollIntoView());
  } else if (!event.shiftKey) leaveTable(view, $cell);
  return true;
}

const commands: Readonly<Record<string, (editor: Editor) => boolean>> = {
  ArrowDown: (editor) => editor.commands.addRowAfter(),
  ArrowUp: (editor) => canAddAbove(editor) && editor.commands.addRowBefore(),
  ArrowRight: (editor) => editor.commands.addColumnAfter(),
  ArrowLeft: (editor) => editor.commands.addColumnBefore(),
  Delete: (editor) => editor.commands.deleteRow(),
  Backspace: (editor) => editor.commands.deleteColumn(),
};

/** Nothing stands above the header of a table. */
export function canAddAbove({ state }: Editor): boolean {
  return inCell(state) && selectionCell(state).index(-1) > 0;
}

/** Alt+Shift with an arrow adds a row or column on that side; with Delete the row goes, with Backspace the column. */
export function shapeTable(editor: Editor, event: KeyboardEvent): boolean {
  const command = commands[event.key];
  if (!command || !inCell(editor.state)) return false;
  command(editor);
  return true;
}
