import {
  droppedGroup,
  droppedPractice,
  isGroupDrag,
  isLowerHalf,
  isPracticeDrag,
} from '#renderer/views/quarter/drag';
import type { QuarterBoard } from '#renderer/views/quarter/quarter-board.svelte';

/** Where what is dragged over the chosen practices would go. */
export class DropTarget {
  /** Before the item at this place. */
  item = $state<number | null>(null);
  /** Before the group at this place. */
  group = $state<number | null>(null);
  readonly #board: QuarterBoard;

  constructor(board: QuarterBoard) {
    this.#board = board;
  }

  /** `place` is that of the item's group. */
  overItem(event: DragEvent, index: number, place: number): void {
    if (!this.#takes(event)) return;
    if (isGroupDrag(event)) this.group = place + 1;
    else this.item = isLowerHalf(event) ? index + 1 : index;
  }

  overGroup(event: DragEvent, place: number, firstIndex: number): void {
    if (!this.#takes(event)) return;
    if (isGroupDrag(event)) this.group = isLowerHalf(event) ? place + 1 : place;
    else this.item = firstIndex;
  }

  /** Below the last line. */
  overRest(event: DragEvent): void {
    if (!this.#takes(event)) return;
    if (isGroupDrag(event)) this.group = this.#board.groupKeys.length;
    else this.item = this.#board.items.length;
  }

  drop(event: DragEvent): void {
    const key = droppedGroup(event);
    const id = droppedPractice(event);
    const { item, group } = this;
    this.leave();
    if (key === undefined && id === '') return;
    event.preventDefault();
    const board = this.#board;
    if (key !== undefined) board.moveGroup(key, group ?? board.groupKeys.length);
    else if (board.chosen.has(id)) board.move(id, item ?? board.items.length);
    else board.add([id], item ?? board.items.length);
  }

  leave(): void {
    this.item = null;
    this.group = null;
  }

  #takes(event: DragEvent): boolean {
    if (!isPracticeDrag(event) && !(isGroupDrag(event) && this.#board.groups !== null)) return false;
    event.preventDefault();
    event.stopPropagation();
    this.leave();
    return true;
  }
}
