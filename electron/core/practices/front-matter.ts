import { isDeepStrictEqual } from 'node:util';
import {
  CST,
  isMap,
  isScalar,
  Lexer,
  LineCounter,
  type Pair,
  parseDocument,
  stringify,
  type Document,
} from 'yaml';
import { isDeeper } from '#core/files/shallow-json';
import { Failure } from '#shared/failure';
import { type FrontMatter, frontMatterSchema, practiceFormat } from '#shared/model/practice';

/** Where the front matter stands in a file: `text.slice(start, end)` is its YAML, `bodyStart` the first byte after it. */
export interface FrontMatterRange {
  readonly start: number;
  readonly end: number;
  readonly bodyStart: number;
}

/** Finds the YAML between the first line `---` and the next one; a byte order mark before it is passed over. */
export function findFrontMatter(text: string): FrontMatterRange {
  const open = /^\ufeff?---[ \t]*\r?\n/.exec(text);
  if (!open) throw damaged('front matter', 1, 'the first line is not ---');
  const close = /^---[ \t]*(?:\r?\n|$)/m;
  const start = open[0].length;
  const found = close.exec(text.slice(start));
  if (!found) throw damaged('front matter', 1, 'no closing ---');
  const end = start + found.index;
  return { start, end, bodyStart: end + found[0].length };
}

function damaged(rule: string, line: number, detail: string): Failure {
  return new Failure('practice-damaged', { where: String(line), rule, detail });
}

const scalarMark = CST.SCALAR;

/** Nesting beyond what any front matter needs. */
const deepest = 20;
/** Keys are compared with all others of their map, and aliases look for their anchors from the beginning. */
const mostKeys = 5_000;
const mostAliases = 50;

/**
 * Refuses what takes the YAML reader exponential or quadratic time and no front matter needs: explicit keys (`? key`), deep
 * nesting of brackets, thousands of keys or aliases. Looks at tokens, which takes linear time and tells indicators from text.
 */
function refuseCostlyYaml(yaml: string): void {
  let [depth, keys, aliases] = [0, 0, 0];
  let before = '';
  for (const token of new Lexer().lex(yaml)) {
    // A scalar's text follows a mark of its own.
    if (before !== scalarMark) {
      if (token === '?') throw damaged('yaml', 2, 'explicit keys (? key) are not used in front matter');
      if (token === '{' || token === '[') depth += 1;
      if (token === '}' || token === ']') depth -= 1;
      if (depth > deepest) throw damaged('yaml', 2, 'brackets are nested too deeply');
      if (token === ':') keys += 1;
      if (token.startsWith('*')) aliases += 1;
      if (keys > mostKeys || aliases > mostAliases) throw damaged('yaml', 2, 'too many keys or aliases');
    }
    before = token;
  }
}

function parseYaml(yaml: string): { document: Document.Parsed; lines: LineCounter } {
  refuseCostlyYaml(yaml);
  const lines = new LineCounter();
  const document = documentOf(yaml, lines);
  const [error] = document.errors;
  if (error) throw damaged('yaml', lines.linePos(error.pos[0]).line + 1, error.message);
  if (!isMap(document.contents) || document.contents.flow === true) {
    throw damaged('yaml', 2, 'the front matter is not a block of keys');
  }
  return { document, lines };
}

function documentOf(yaml: string, lineCounter: LineCounter): Document.Parsed {
  try {
    return parseDocument(yaml, { lineCounter, uniqueKeys: true, version: '1.2', schema: 'core' });
  } catch (error) {
    // Lists in lists by the thousand fill the stack.
    throw damaged('yaml', 2, String(error));
  }
}

function toValues(document: Document.Parsed): unknown {
  let values: unknown;
  try {
    values = document.toJS({ maxAliasCount: mostAliases });
  } catch (error) {
    throw damaged('yaml', 2, String(error));
  }
  if (isDeeper(values, deepest)) throw damaged('yaml', 2, 'values are nested too deeply');
  return values;
}

function lineOfKey(document: Document.Parsed, lines: LineCounter, key: PropertyKey | undefined): number {
  const pair = pairs(document).find((candidate) => keyOf(candidate) === key);
  const start = pair ? rangeOf(pair).start : 0;
  return lines.linePos(start).line + 1;
}

/**
 * Reads and checks front matter. Fails with `practice-damaged`, where `where` is the line in the file,
 * counted from 1, and `detail` says what is wrong.
 */
export function parseFrontMatter(yaml: string): FrontMatter {
  const { document, lines } = parseYaml(yaml);
  const parsed = frontMatterSchema.safeParse(toValues(document));
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    const path = issue?.path.map(String).join('.') ?? '';
    throw damaged('schema', lineOfKey(document, lines, issue?.path[0]), `${path}: ${issue?.message ?? ''}`);
  }
  const [major] = parsed.data.format.split('.');
  if (major !== practiceFormat.split('.')[0]) {
    throw damaged('version', lineOfKey(document, lines, 'format'), `format ${parsed.data.format}`);
  }
  return parsed.data;
}

function pairs(document: Document.Parsed): Pair[] {
  return isMap(document.contents) ? document.contents.items : [];
}

function keyOf(pair: Pair): unknown {
  return isScalar(pair.key) ? pair.key.value : undefined;
}

/** From the first letter of the key to the end of its value, both as offsets in the YAML. */
function rangeOf(pair: Pair): { start: number; end: number } {
  const key = (pair.key as { range?: [number, number, number] } | null)?.range;
  const value = (pair.value as { range?: [number, number, number] } | null)?.range;
  const start = key?.[0] ?? 0;
  return { start, end: value?.[1] ?? key?.[1] ?? start };
}

function endOfLine(text: string, offset: number): number {
  if (offset > 0 && text[offset - 1] === '\n') return offset;
  const next = text.indexOf('\n', offset);
  return next === -1 ? text.length : next + 1;
}

/** A comment behind a value that is replaced moves to a line of its own above it. */
function commentIn(rest: string, newline: string): string {
  const comment = rest.trim();
  return comment.startsWith('#') ? comment + newline : '';
}

function printKey(key: string, value: unknown, newline: string): string {
  return stringify({ [key]: value }, { lineWidth: 0, compat: 'yaml-1.1' }).replaceAll('\n', newline);
}

/**
 * Changes top-level keys by replacing the bytes between a key and the end of its value: every other byte stays,
 * comments and the spelling of other values included. A value of `undefined` removes the key, a new key goes to the end.
 * The result is read again and compared; where it would not say what was meant (anchors used by other keys,
 * say) it fails with `practice-damaged` and nothing was changed.
 */
export function patchFrontMatter(yaml: string, changes: ReadonlyMap<string, unknown>): string {
  const { document } = parseYaml(yaml);
  const before = toValues(document) as Record<string, unknown>;
  const newline = yaml.includes('\r\n') ? '\r\n' : '\n';
  let patched = yaml === '' || yaml.endsWith('\n') ? yaml : yaml + newline;
  for (const pair of pairs(document).toReversed()) {
    const key = String(keyOf(pair));
    if (!changes.has(key)) continue;
    const { start, end } = rangeOf(pair);
    const after = endOfLine(patched, end);
    const comment = commentIn(patched.slice(end, after), newline);
    const value = changes.get(key);
    const text = value === undefined ? '' : printKey(key, value, newline);
    patched = patched.slice(0, start) + comment + text + patched.slice(after);
  }
  for (const [key, value] of changes) {
    if (!Object.hasOwn(before, key) && value !== undefined) patched += printKey(key, value, newline);
  }
  verify(patched, before, changes);
  return patched;
}

function verify(
  patched: string,
  before: Record<string, unknown>,
  changes: ReadonlyMap<string, unknown>,
): void {
  const meant = new Map([...Object.entries(before), ...changes]);
  for (const [key, value] of changes) if (value === undefined) meant.delete(key);
  const found = new Map(Object.entries(toValues(parseYaml(patched).document) as Record<string, unknown>));
  const same =
    meant.size === found.size && [...meant].every(([key, value]) => isDeepStrictEqual(found.get(key), value));
  if (!same) throw damaged('patch', 2, 'a key cannot be changed without changing others');
}
