/** Both ends are the places of bytes that belong to it. */
export interface ByteRange {
  readonly start: number;
  readonly end: number;
}

/**
 * Reads a `Range` header (RFC 9110, 14.2) for a file of `size` bytes. `null` stands for the whole file: also where several
 * ranges or other units are asked for, which a host may leave unheard. `none` is a range that the file has nothing of.
 */
export function readRange(header: string | null | undefined, size: number): ByteRange | 'none' | null {
  const [, from = '', to = ''] = /^bytes=(\d{0,15})-(\d{0,15})$/.exec(header?.trim() ?? '') ?? [];
  if (from === '' && to === '') return null;
  if (from === '') {
    const length = Math.min(Number(to), size);
    return length === 0 ? 'none' : { start: size - length, end: size - 1 };
  }
  const start = Number(from);
  if (to !== '' && Number(to) < start) return null;
  if (start >= size) return 'none';
  return { start, end: to === '' ? size - 1 : Math.min(Number(to), size - 1) };
}

/** Status and headers of an answer with this part of a file of `size` bytes. */
export function rangeAnswer(
  range: ByteRange | 'none' | null,
  size: number,
): { status: number; headers: Record<string, string>; part: ByteRange | null } {
  const all = { 'Accept-Ranges': 'bytes' };
  if (range === 'none') {
    const headers = { ...all, 'Content-Range': `bytes */${String(size)}`, 'Content-Length': '0' };
    return { status: 416, headers, part: null };
  }
  const part = range ?? (size > 0 ? { start: 0, end: size - 1 } : null);
  const length = part ? part.end - part.start + 1 : 0;
  const headers = { ...all, 'Content-Length': String(length) };
  if (range === null) return { status: 200, headers, part };
  const place = `bytes ${String(range.start)}-${String(range.end)}/${String(size)}`;
  return { status: 206, headers: { ...headers, 'Content-Range': place }, part };
}
