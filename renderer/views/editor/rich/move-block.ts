import { closeHistory } from '@tiptap/pm/history';
import type { ResolvedPos } from '@tiptap/pm/model';
import { type EditorState, NodeSelection } from '@tiptap/pm/state';
import type { EditorView } from '@tiptap/pm/view';

interface Movable {
  /** Where the neighbour stands that it changes places with. */
  readonly neighbour: number;
  /** Where the neighbour goes, before it is taken from its place. */
  readonly goal: number;
}

/** The header of a table stays where it is. */
const staysAbove = ($place: ResolvedPos, depth: number, index: number): boolean =>
  $place.node(depth).type.name === 'table' && index === 0;

function movableAt($place: ResolvedPos, depth: number, down: boolean): Movable | null {
  const parent = $place.node(depth);
  const index = $place.index(depth);
  const other = parent.maybeChild(down ? index + 1 : index - 1);
  if (!other || staysAbove($place, depth, index) || staysAbove($place, depth, down ? index : index - 1))
    return null;
  const start = $place.posAtIndex(index, depth);
  const end = start + parent.child(index).nodeSize;
  return down ? { neighbour: end, goal: start } : { neighbour: start - other.nodeSize, goal: end };
}

/** What the caret stands in: an item of a list, a row of a table, or the block as a whole. */
function movable({ selection }: EditorState, down: boolean): Movable | null {
  const { $from } = selection;
  const deepest = selection instanceof NodeSelection ? $from.depth : $from.depth - 1;
  for (let depth = deepest; depth >= 0; depth -= 1) {
    const { name } = $from.node(depth).type;
    const holds = ['doc', 'blockquote', 'bulletList', 'orderedList', 'table'].includes(name);
    if (holds && $from.node(depth).childCount > 1) return movableAt($from, depth, down);
  }
  return null;
}

/** Moves the block, list item or row of the caret up or down among its neighbours: one step to undo. */
export function moveBlock(view: EditorView, down: boolean): boolean {
  const found = movable(view.state, down);
  const neighbour = found && view.state.doc.nodeAt(found.neighbour);
  if (!neighbour) return true;
  // The neighbour goes around: what is selected stays selected.
  const tr = closeHistory(view.state.tr).delete(found.neighbour, found.neighbour + neighbour.nodeSize);
  view.dispatch(tr.insert(tr.mapping.map(found.goal, down ? -1 : 1), neighbour).scrollIntoView());
  return true;
}
