import { encode } from 'uqr';

/** The dark squares of a QR code as a path in units of one square, with a quiet zone of four around it, and its width. */
export function qrPath(text: string): { path: string; size: number } {
  const { data, size } = encode(text, { border: 4, ecc: 'M' });
  const squares = data.flatMap((row, y) =>
    row.flatMap((dark, x) => (dark ? [`M${String(x)} ${String(y)}h1v1h-1z`] : [])),
  );
  return { path: squares.join(''), size };
}
