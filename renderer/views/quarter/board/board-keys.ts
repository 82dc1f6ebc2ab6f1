import type { Column } from '#renderer/views/quarter/board/board-cards';
import type { ColumnKey } from '#shared/model/board';

/** What a key asks for on a card. */
export type KeyAction =
  | { readonly type: 'focus'; readonly id: string }
  | { readonly type: 'move'; readonly to: ColumnKey }
  /** There is no column on that side. */
  | { readonly type: 'end' };

type Pressed = Pick<KeyboardEvent, 'key' | 'code' | 'altKey' | 'ctrlKey' | 'shiftKey' | 'metaKey'>;

const sides: Readonly<Record<string, -1 | 1>> = { ArrowLeft: -1, ArrowRight: 1 };

/** What a key does on the card of this id; undefined where it is none of ours. */
export function keyAction(event: Pressed, id: string, columns: readonly Column[]): KeyAction | undefined {
  const at = columns.findIndex(({ cards }) => cards.some(({ row }) => row.id === id));
  if (at < 0 || event.metaKey || event.shiftKey) return undefined;
  const side = sides[event.key];
  if (event.altKey || event.ctrlKey) {
    if (side !== undefined) return toward(columns[at + side]);
    return event.altKey && !event.ctrlKey ? toNumbered(event.code, columns) : undefined;
  }
  if (side !== undefined) return across(columns, at, id, side);
  return along(event.key, columns[at], id);
}

const toward = (column: Column | undefined): KeyAction =>
  column ? { type: 'move', to: column.key } : { type: 'end' };

/** By the place of the key: with Alt some layouts give other signs. */
function toNumbered(code: string, columns: readonly Column[]): KeyAction | undefined {
  const [, digit] = /^(?:Digit|Numpad)([1-9])$/.exec(code) ?? [];
  const column = digit === undefined ? undefined : columns[Number(digit) - 1];
  return column && { type: 'move', to: column.key };
}

/** The card at the same height in the next column that has any. */
function across(columns: readonly Column[], at: number, id: string, side: -1 | 1): KeyAction | undefined {
  const place = placeIn(columns[at], id);
  for (let next = at + side; columns[next] !== undefined; next += side) {
    const cards = columns[next]?.cards ?? [];
    const card = cards[Math.min(place, cards.length - 1)];
    if (card) return { type: 'focus', id: card.row.id };
  }
  return undefined;
}

function along(key: string, column: Column | undefined, id: string): KeyAction | undefined {
  const cards = column?.cards ?? [];
  const place = placeIn(column, id);
  const next = { ArrowUp: place - 1, ArrowDown: place + 1, Home: 0, End: cards.length - 1 }[key];
  const card = next === undefined ? undefined : cards[next];
  return card && { type: 'focus', id: card.row.id };
}

const placeIn = (column: Column | undefined, id: string): number =>
  column?.cards.findIndex(({ row }) => row.id === id) ?? -1;
