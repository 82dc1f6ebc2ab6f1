import { Selection, TextSelection } from '@tiptap/pm/state';
import type { EditorView } from '@tiptap/pm/view';
import type { Spot } from '#renderer/views/editor/rich/rich-keys';

function nearest(view: EditorView, { left, top }: Spot): Selection | null {
  const box = view.dom.getBoundingClientRect();
  const within = (value: number, low: number, high: number): number => Math.min(Math.max(value, low), high);
  const found = view.posAtCoords({
    left: within(left, box.left + 1, box.right - 1),
    top: within(top, box.top + 1, box.bottom - 1),
  });
  return found && Selection.near(view.state.doc.resolve(found.pos));
}

/** The place on the first or last line that is that far from the left edge of the window. */
function onEdgeLine(view: EditorView, edge: Selection, left: number): Selection {
  if (!(edge instanceof TextSelection)) return edge;
  const { top, bottom } = view.coordsAtPos(edge.head);
  const found = nearest(view, { left, top: (top + bottom) / 2 });
  return found instanceof TextSelection ? found : edge;
}

/** Gives a section the focus with the caret at one end, on that end's line at `left`, or nearest to a spot. */
export function placeCaret(view: EditorView, place: 'start' | 'end' | Spot, left?: number): void {
  const { doc } = view.state;
  let selection: Selection | null;
  if (typeof place === 'string') {
    selection = place === 'start' ? Selection.atStart(doc) : Selection.atEnd(doc);
    if (left !== undefined) selection = onEdgeLine(view, selection, left);
  } else selection = nearest(view, place);
  view.focus();
  if (selection) view.dispatch(view.state.tr.setSelection(selection).scrollIntoView());
}
