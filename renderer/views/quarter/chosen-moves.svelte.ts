import { isAtEdge } from '#renderer/views/quarter/chosen-lines';
import type { QuarterBoard } from '#renderer/views/quarter/quarter-board.svelte';
import type { Messages } from '#shared/messages/messages';
import { formatNumber } from '#shared/model/number';
import type { Language } from '#shared/model/practice';

interface Surroundings {
  readonly messages: Messages;
  readonly language: Language;
}

/** Moves by keys and buttons, and what a screen reader says of them. */
export class ChosenMoves {
  announced = $state('');
  readonly #board: QuarterBoard;
  readonly #around: Surroundings;
  readonly #nameOf: (key: string) => string;

  /** `nameOf` names the field of a group. */
  constructor(board: QuarterBoard, around: Surroundings, nameOf: (key: string) => string) {
    this.#board = board;
    this.#around = around;
    this.#nameOf = nameOf;
  }

  titleOf(id: string): string {
    return this.#board.practices.get(id)?.title ?? this.#around.messages.quarter.gone;
  }

  /** Moves by one place, within its group where there are groups; false where it is at the end already. */
  shift(id: string, by: 1 | -1): boolean {
    const board = this.#board;
    const at = board.ordered.indexOf(id);
    if (isAtEdge(board.ordered, at, by, board.groups === null ? null : board.fieldOf)) return false;
    board.move(id, by > 0 ? at + 2 : at - 1);
    const count = this.#number(board.items.length);
    this.announced = this.#around.messages.quarter.moved(this.titleOf(id), this.#number(at + by + 1), count);
    return true;
  }

  shiftGroup(key: string, by: 1 | -1): boolean {
    const board = this.#board;
    const at = board.groupKeys.indexOf(key);
    const to = at + by;
    if (at < 0 || to < 0 || to >= board.groupKeys.length) return false;
    board.moveGroup(key, by > 0 ? at + 2 : to);
    const count = this.#number(board.groupKeys.length);
    const { choice } = this.#around.messages;
    this.announced = choice.groupMoved(this.#nameOf(key), this.#number(to + 1), count);
    return true;
  }

  /** Takes one out; gives the one that stands in its place then. */
  remove(id: string): string | undefined {
    const at = this.#board.ordered.indexOf(id);
    this.announced = this.#around.messages.quarter.removed(this.titleOf(id));
    this.#board.remove(id);
    return this.#board.ordered[Math.min(at, this.#board.items.length - 1)];
  }

  #number(value: number): string {
    return formatNumber(value, this.#around.language);
  }
}
