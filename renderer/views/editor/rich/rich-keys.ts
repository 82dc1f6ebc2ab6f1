import type { Editor } from '@tiptap/core';
import { type EditorState, NodeSelection, Selection, TextSelection } from '@tiptap/pm/state';
import type { EditorView } from '@tiptap/pm/view';
import { enterInCell, inCell, shapeTable } from '#renderer/views/editor/rich/cell-keys';
import { moveBlock } from '#renderer/views/editor/rich/move-block';
import { splitTask, tickAtCaret } from '#renderer/views/editor/rich/task-items';

/** Ways out of a section: to the neighbour, to an end of all sections, by a page, or to all of them together. */
export type Leave = 'up' | 'down' | 'left' | 'right' | 'first' | 'last' | 'pageUp' | 'pageDown' | 'all';

/** A place on the screen, in CSS pixels of the window. */
export interface Spot {
  readonly left: number;
  readonly top: number;
}

export interface KeyOptions {
  /** The caret wants to leave the section from where it is seen; true when it has somewhere to go. */
  readonly onLeave: (to: Leave, from: Spot) => boolean;
  /** Asked for by the keyboard or the mouse; `href` is the link to open. */
  readonly onTool: (tool: 'link' | 'picture' | 'toolbar' | 'open', href?: string) => void;
}

/** True when nothing of the section stands above (below) the block of the caret; cells of a row are side by side. */
function inEdgeBlock({ selection }: EditorState, up: boolean): boolean {
  const { $from } = selection;
  const deepest = selection instanceof NodeSelection ? $from.depth : $from.depth - 1;
  for (let depth = 0; depth <= deepest; depth += 1) {
    const node = $from.node(depth);
    if (node.type.name === 'tableRow') continue;
    if ($from.index(depth) !== (up ? 0 : node.childCount - 1)) return false;
  }
  return true;
}

/** Takes over a caret that the browser has moved, by the key or the press before, and that the editor has not heard of yet. */
function hearCaret(view: EditorView): void {
  const caret = document.getSelection();
  if (!caret?.focusNode || !caret.isCollapsed || !view.dom.contains(caret.focusNode)) return;
  const seen = Selection.near(view.state.doc.resolve(view.posAtDOM(caret.focusNode, caret.focusOffset)));
  const { selection } = view.state;
  if (!(selection instanceof TextSelection) || !selection.empty || seen.head === selection.head) return;
  view.dispatch(view.state.tr.setSelection(seen));
}

/** True when the arrow would lead out of the section. */
function atEdge(view: EditorView, key: string): boolean {
  hearCaret(view);
  const { selection, doc } = view.state;
  const back = key === 'ArrowUp' || key === 'ArrowLeft';
  if (selection instanceof NodeSelection) return inEdgeBlock(view.state, back);
  if (!(selection instanceof TextSelection) || !selection.empty) return false;
  if (key === 'ArrowUp' || key === 'ArrowDown')
    return inEdgeBlock(view.state, back) && view.endOfTextblock(back ? 'up' : 'down');
  return selection.eq(back ? Selection.atStart(doc) : Selection.atEnd(doc));
}

const isAllSelected = ({ selection, doc }: EditorState): boolean =>
  selection.from <= Selection.atStart(doc).from && selection.to >= Selection.atEnd(doc).to;

const arrows: Readonly<Record<string, Leave>> = {
  ArrowUp: 'up',
  ArrowDown: 'down',
  ArrowLeft: 'left',
  ArrowRight: 'right',
};
const jumps: Readonly<Record<string, Leave>> = { Home: 'first', End: 'last' };
const pages: Readonly<Record<string, Leave>> = { PageUp: 'pageUp', PageDown: 'pageDown' };

function leave(view: EditorView, to: Leave, { onLeave }: KeyOptions): boolean {
  const { left, top, bottom } = view.coordsAtPos(view.state.selection.head);
  return onLeave(to, { left, top: (top + bottom) / 2 });
}

function command(editor: Editor, event: KeyboardEvent, options: KeyOptions): boolean {
  const { view } = editor;
  const key = event.key.toLowerCase();
  if (event.shiftKey) {
    if (key === 'k') options.onTool('link');
    return key === 'k';
  }
  // A list that was made of "- " becomes the letters again first.
  if (key === 'z') return editor.commands.undoInputRule();
  if (key === 'a') return isAllSelected(view.state) && leave(view, 'all', options);
  if (key === 'enter') return tickAtCaret(view);
  const jump = jumps[event.key];
  return jump !== undefined && leave(view, jump, options);
}

function plainKey(editor: Editor, event: KeyboardEvent, options: KeyOptions): boolean {
  const { view } = editor;
  if (event.key === 'Enter') {
    if (editor.isActive('image')) options.onTool('picture');
    return editor.isActive('image') || splitTask(editor);
  }
  const page = pages[event.key];
  if (page) return leave(view, page, options);
  const arrow = arrows[event.key];
  return arrow !== undefined && atEdge(view, event.key) && leave(view, arrow, options);
}

function withAlt(editor: Editor, event: KeyboardEvent, { onTool }: KeyOptions): boolean {
  hearCaret(editor.view);
  if (event.shiftKey) return shapeTable(editor, event);
  if (event.key === 'F10') onTool('toolbar');
  if (event.key === 'F10') return true;
  return /^Arrow(?:Up|Down)$/.test(event.key) && moveBlock(editor.view, event.key === 'ArrowDown');
}

/** What keys do beyond what editors do everywhere; true when one was for us. */
export function handleKey(editor: Editor, event: KeyboardEvent, options: KeyOptions): boolean {
  if (event.isComposing) return false;
  const isCommand = event.ctrlKey || event.metaKey;
  if (event.altKey) return !isCommand && withAlt(editor, event, options);
  if (event.key === 'Enter' && inCell(editor.state)) return enterInCell(editor.view, event);
  if (isCommand) return command(editor, event, options);
  return !event.shiftKey && plainKey(editor, event, options);
}
