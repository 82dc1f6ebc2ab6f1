import { type QueryName, queryName } from '#core/search/query/query-names';

/** A piece of a query that stands for itself: a word, a phrase, or either of them after the name of a filter or field. */
export interface QueryItem {
  /** With its sign and name; in UTF-16 units of the text, as are the places below. */
  readonly start: number;
  readonly end: number;
  readonly sign: '' | '-' | '+';
  readonly name: QueryName | undefined;
  /** The name as typed, without the colon. */
  readonly nameText: string;
  /** What was asked for, without quotation marks. Empty where nothing follows the name yet. */
  readonly value: string;
  readonly valueStart: number;
  readonly quoted: boolean;
  /** Nothing follows it and no quotation mark ends it: its last word may still be typed. */
  readonly growing: boolean;
  /** Its quotation mark has no partner yet. */
  readonly open: boolean;
}

const quotes = '"“”„‟«»';
const space = /\s+/y;
/** A sign counts right after a space and right before something. */
const sign = /(?<=^|\s)[-+](?=\S)/y;
const phrase = new RegExp(`[${quotes}]([^${quotes}]*)[${quotes}]`, 'yu');
const stray = new RegExp(`[${quotes}]`, 'yu');
const chunk = new RegExp(`[^\\s${quotes}]+`, 'yu');
/** A quotation mark whose partner is not typed yet. */
const unfinished = new RegExp(`[${quotes}]([^${quotes}]*)$`, 'yu');
const nameWord = '\\p{L}[\\p{L}\\p{M}]{0,19}';
/** Up to four words before a colon. */
const beforeColon = new RegExp(`(${nameWord}(?:[ _-]${nameWord}){0,3}):`, 'yu');

/**
 * Takes a text apart. Nothing a person types is an error: a sign without anything after it, a quotation mark without its
 * partner and an unknown name before a colon are text.
 */
export function queryItems(text: string): QueryItem[] {
  const items: QueryItem[] = [];
  const withNames = text.includes(':');
  let at = 0;
  while (at < text.length) {
    const start = at + (match(space, text, at)?.[0].length ?? 0);
    if (start >= text.length) break;
    const signed = match(sign, text, start)?.[0] ?? '';
    const named = withNames ? nameAt(text, start + signed.length) : undefined;
    const from = start + signed.length + (named ? named.text.length + 1 : 0);
    const value = valueAt(text, from, from > start);
    at = Math.max(value.end, start + 1);
    if (value.text === '' && !named) continue;
    items.push({
      start,
      end: value.end,
      sign: signed as QueryItem['sign'],
      name: named?.name,
      nameText: named?.text ?? '',
      value: value.text,
      valueStart: value.start,
      quoted: value.quoted,
      growing: value.end === text.length && !value.quoted,
      open: value.open,
    });
  }
  return items;
}

/**
 * A known name and its colon. Before a space they are text ("Kết quả: 21 tuyến"), unless nothing follows yet; before two
 * slashes they begin an address.
 */
function nameAt(text: string, at: number): { readonly text: string; readonly name: QueryName } | undefined {
  const typed = match(beforeColon, text, at)?.[1];
  if (typed === undefined) return undefined;
  const name = queryName(typed);
  const rest = text.slice(at + typed.length + 1, at + typed.length + 3);
  if (!name || rest === '//') return undefined;
  const spaced = /^\s/.test(rest) && text.slice(at + typed.length + 1).trim() !== '';
  return spaced && name.kind === 'field' ? undefined : { text: typed, name };
}

interface Value {
  readonly text: string;
  readonly start: number;
  readonly end: number;
  readonly quoted: boolean;
  readonly open: boolean;
}

/** `marked`: after a sign or a name, where an unfinished phrase is the rest of the text; elsewhere its words are text. */
function valueAt(text: string, at: number, marked: boolean): Value {
  const quoted = match(phrase, text, at);
  if (quoted)
    return { text: quoted[1] ?? '', start: at + 1, end: at + quoted[0].length, quoted: true, open: false };
  const open = marked ? match(unfinished, text, at) : undefined;
  if (open)
    return { text: open[1] ?? '', start: at + 1, end: at + open[0].length, quoted: false, open: true };
  const plain = match(chunk, text, at)?.[0] ?? '';
  const skipped = plain === '' ? (match(stray, text, at)?.[0].length ?? 0) : 0;
  return { text: plain, start: at, end: at + plain.length + skipped, quoted: false, open: false };
}

function match(pattern: RegExp, text: string, at: number): RegExpExecArray | undefined {
  pattern.lastIndex = at;
  return pattern.exec(text) ?? undefined;
}
