import type { Editor } from '@tiptap/core';
import type { ResolvedPos } from '@tiptap/pm/model';
import type { EditorView } from '@tiptap/pm/view';

/** Where the innermost list item around a place begins; null outside of lists. */
function itemAt($place: ResolvedPos): number | null {
  for (let depth = $place.depth; depth > 0; depth -= 1)
    if ($place.node(depth).type.name === 'listItem') return $place.before(depth);
  return null;
}

function tick(view: EditorView, at: number | null): boolean {
  const item = at === null ? null : view.state.doc.nodeAt(at);
  const checked: unknown = item?.attrs['checked'];
  if (at === null || !item || typeof checked !== 'boolean' || !view.editable) return false;
  view.dispatch(view.state.tr.setNodeMarkup(at, null, { ...item.attrs, checked: !checked }));
  return true;
}

/** Ticks or empties the box of the item in which the caret stands; false where there is none. */
export const tickAtCaret = (view: EditorView): boolean => tick(view, itemAt(view.state.selection.$from));

/** Ticks or empties the box that was pressed: it stands in the margin before its item. */
export function tickPressed(view: EditorView, event: MouseEvent): boolean {
  const { target } = event;
  if (event.button !== 0 || !(target instanceof HTMLElement) || !target.matches('li[data-checked]'))
    return false;
  if (event.clientX >= target.getBoundingClientRect().left) return false;
  event.preventDefault();
  return tick(view, itemAt(view.state.doc.resolve(view.posAtDOM(target, 0))));
}

/** The item below one with a box gets a box, too; false where the caret is in no such item, or in an empty one. */
export function splitTask(editor: Editor): boolean {
  const { $from, empty } = editor.state.selection;
  const item = $from.node(-1);
  if (!empty || $from.depth < 2 || item.type.name !== 'listItem') return false;
  if (typeof item.attrs['checked'] !== 'boolean' || $from.parent.content.size === 0) return false;
  return editor.commands.splitListItem('listItem', { checked: false });
}

export const isTask = (editor: Editor): boolean =>
  typeof editor.getAttributes('listItem')['checked'] === 'boolean';

/** Gives the items of the selection boxes, or takes them away; makes a list of what is none. */
export function toggleTasks(editor: Editor): void {
  const checked = isTask(editor) ? null : false;
  const chain = editor.chain().focus();
  if (!editor.isActive('bulletList') && !editor.isActive('orderedList')) chain.toggleBulletList();
  chain.updateAttributes('listItem', { checked }).run();
}
