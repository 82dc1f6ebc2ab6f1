/** Comments are shown to people: longer ones are not ours, and nobody's. */
const longestLine = 1_024;

/** Text that is no file of minisign's, or a damaged one; the message is for the technical fold. */
export class MinisignError extends Error {
  override readonly name = 'MinisignError';
}

/** The lines of a minisign file, without their ends; as many as were asked for, and nothing after them. */
export function linesOf(text: string, count: number): string[] {
  const lines = text.split(/\r?\n/);
  if (lines.at(-1) === '') lines.pop();
  if (lines.length !== count) throw new MinisignError(`${String(lines.length)} lines, not ${String(count)}`);
  if (lines.some((line) => line.length > longestLine)) throw new MinisignError('a line is too long');
  return lines;
}

/** What follows the prefix of a line. */
export function after(prefix: string, line: string | undefined): string {
  if (!line?.startsWith(prefix)) throw new MinisignError(`no "${prefix.trim()}"`);
  return line.slice(prefix.length);
}

/** The bytes of a line of Base64: in the one way of writing them, and so many. */
export function base64Line(line: string | undefined, bytes: number): Uint8Array {
  const decoded = Buffer.from(line ?? '', 'base64');
  if (decoded.length !== bytes || decoded.toString('base64') !== line)
    throw new MinisignError(`not ${String(bytes)} bytes in Base64`);
  return new Uint8Array(decoded);
}

export const toBase64 = (...parts: readonly Uint8Array[]): string => Buffer.concat(parts).toString('base64');
export const asBytes = (text: string): Uint8Array => Buffer.from(text, 'utf8');
export const areSame = (a: Uint8Array, b: Uint8Array): boolean => Buffer.compare(a, b) === 0;
