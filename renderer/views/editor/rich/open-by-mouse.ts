import type { Node } from '@tiptap/pm/model';
import { NodeSelection } from '@tiptap/pm/state';
import type { EditorView } from '@tiptap/pm/view';
import type { KeyOptions } from '#renderer/views/editor/rich/rich-keys';

/** Asks for a picture and its caption. */
export function openPicture(view: EditorView, node: Node, at: number, { onTool }: KeyOptions): boolean {
  if (node.type.name !== 'image') return false;
  view.dispatch(view.state.tr.setSelection(NodeSelection.create(view.state.doc, at)));
  onTool('picture');
  return true;
}

/** A click on the caption, or where there is none yet, asks for it. */
export function openCaption(
  view: EditorView,
  node: Node,
  at: number,
  { target }: MouseEvent,
  options: KeyOptions,
): boolean {
  return (
    target instanceof HTMLElement && target.matches('figcaption') && openPicture(view, node, at, options)
  );
}

/** A link is text here; with Ctrl or the middle button it is asked whether to open it. */
export function openLink(event: MouseEvent, { onTool }: KeyOptions): boolean {
  const link = event.target instanceof Element ? event.target.closest<HTMLAnchorElement>('a[href]') : null;
  if (!link || !(event.ctrlKey || event.metaKey || event.button === 1)) return false;
  event.preventDefault();
  onTool('open', link.href);
  return true;
}
