/** So deep no file of ours is; what is written again is walked by recursion. */
const deepest = 200;
/** A choice of 2,000 practices with the longest proposals has some 24 MB. */
const mostBytes = 64 * 1024 ** 2;

/**
 * JSON that is written again later: letters that are no UTF-8 would be replaced then, and what is nested too deep could not be
 * written at all. Throws for either, and for what is no JSON. A byte order mark is skipped.
 */
export function parseStrictJson(bytes: Uint8Array): unknown {
  if (bytes.byteLength > mostBytes) throw new RangeError(`${String(bytes.byteLength)} bytes`);
  const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  const value: unknown = JSON.parse(text);
  if (depthOf(text) > deepest) throw new RangeError(`nested deeper than ${String(deepest)}`);
  return value;
}

/** Of text that is JSON. */
function depthOf(text: string): number {
  let [depth, most, quoted] = [0, 0, false];
  for (let at = 0; at < text.length; at += 1) {
    const sign = text[at];
    if (sign === '"') quoted = !quoted;
    else if (quoted) at += sign === '\\' ? 1 : 0;
    else if (sign === '[' || sign === '{') most = Math.max(most, (depth += 1));
    else if (sign === ']' || sign === '}') depth -= 1;
  }
  return most;
}
