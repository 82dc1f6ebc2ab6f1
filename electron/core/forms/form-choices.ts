import { likeness, simple } from '#core/forms/form-words';

/** One of several answers that the form offers beside a box. */
export interface Option<K extends string = string> {
  readonly key: K;
  /** In each language; the first one is printed. */
  readonly names: readonly string[];
}

interface Choices<K extends string> {
  readonly chosen: K[];
  /** Words that are none of the options. */
  readonly rest: string[];
  /** Nothing was ticked, but all others were taken away. */
  readonly byRemoval: boolean;
}

const box = /([☐☑☒✓✔☓✗✘□■]|\[\s*[xXvV]?\s*\]|\(\s*[xXvV]?\s*\))/u;
const isTick = (mark: string): boolean => /[☑☒✓✔☓✗✘■xXvV]/u.test(mark);
const alike = 0.74;

/**
 * Reads which options were chosen: by a tick, an x beside or in the place of the box, by their bare names, or by all
 * others being deleted.
 */
export function readChoices<K extends string>(
  lines: readonly string[],
  options: readonly Option<K>[],
): Choices<K> {
  const chosen = new Set<K>();
  const offered = new Set<K>();
  const rest: string[] = [];
  for (const { mark, words } of lines.flatMap(piecesOf)) {
    if (mark === undefined) {
      for (const name of namesIn(words, options)) {
        const key = findOption(name, options);
        if (key === undefined || saysMore(name, key, options)) rest.push(name);
        if (key !== undefined) chosen.add(key);
      }
      continue;
    }
    const typed = /^[xXvV✓]\s+(?=\S)/.exec(words);
    const name = words.slice(typed?.[0].length ?? 0);
    const key = findOption(name, options);
    if (key === undefined) {
      if (/[\p{L}\p{N}]/u.test(name)) rest.push(name);
    } else {
      if (saysMore(name, key, options)) rest.push(name);
      (mark || typed ? chosen : offered).add(key);
    }
  }
  const byRemoval = chosen.size === 0 && offered.size === 1 && options.length > 1;
  return {
    chosen: options.map(({ key }) => key).filter((key) => (byRemoval ? offered : chosen).has(key)),
    rest,
    byRemoval,
  };
}

/** The words after each box, with whether it is ticked; `undefined` where words have none. */
function piecesOf(line: string): { mark: boolean | undefined; words: string }[] {
  const parts = line.split(box);
  const pieces: { mark: boolean | undefined; words: string }[] = [];
  let before = (parts[0] ?? '').trim();
  for (let at = 1; at < parts.length; at += 2) {
    const words = clean(parts[at + 1] ?? '');
    // "x ☐ Hạ tầng số": the x was typed in front of the box.
    const mark = isTick(parts[at] ?? '') || /^[xXvV]$/.test(before);
    if (/^[xXvV]$/.test(before)) before = '';
    pieces.push({ mark, words });
  }
  if (parts.length === 1) {
    const typed = /^[xXvV]\s+(?=\S)/.exec(before);
    if (typed) return [{ mark: true, words: clean(before.slice(typed[0].length)) }];
  }
  return clean(before) === '' ? pieces : [{ mark: undefined, words: clean(before) }, ...pieces];
}

const clean = (text: string): string => text.replace(/^[\s;,.–-]+|[\s;,.…_]+$/gu, '');

/** Names that were typed one after another; some have commas in them. */
function namesIn<K extends string>(words: string, options: readonly Option<K>[]): string[] {
  if (findOption(words, options) !== undefined) return [words];
  const split = (by: RegExp, text: string): string[] =>
    text
      .split(by)
      .map(clean)
      .filter((name) => name !== '');
  return split(/;/, words).flatMap((part) => {
    if (findOption(part, options) !== undefined) return [part];
    const names = split(/,/, part);
    return names.some((name) => findOption(name, options) !== undefined) ? names : [part];
  });
}

const wordCount = (text: string): number =>
  text
    .replace(/^\d{1,2}[.)]\s*/, '')
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '').length;

/** Whether words were added to an option that was found: "Công khai (trừ kinh phí)". */
export function saysMore(name: string, key: string, options: readonly Option[]): boolean {
  const { names = [] } = options.find((option) => option.key === key) ?? {};
  const like = (one: string): number => likeness(simple(name), simple(one));
  const [meant = ''] = [...names].toSorted((one, other) => like(other) - like(one));
  return wordCount(name) > wordCount(meant);
}

export function findOption<K extends string>(name: string, options: readonly Option<K>[]): K | undefined {
  const words = simple(name);
  if (words === '') return undefined;
  const same = options.find(({ names }) => names.some((one) => simple(one) === words));
  if (same) return same.key;
  const near = options.filter(({ names }) => names.some((one) => likeness(words, simple(one)) >= alike));
  return near.length === 1 ? near[0]?.key : undefined;
}
