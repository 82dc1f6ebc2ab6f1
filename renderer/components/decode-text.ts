/** How many letters at the end of a text that was cut may be half: the longest one has four bytes in UTF-8. */
const longestLetter = 4;

function isUtf8(bytes: Uint8Array): boolean {
  try {
    // A letter that the cut went through is not held against the text.
    new TextDecoder('utf-8', { fatal: true }).decode(bytes, { stream: true });
    return true;
  } catch {
    return false;
  }
}

/**
 * Text of a file of unknown encoding: by its byte order mark, else UTF-8 where it is that, else Windows-1258, which older
 * Vietnamese programs wrote with letters and tones apart. The result is NFC with plain line ends. Bytes may be cut
 * anywhere.
 */
export function decodeText(bytes: Uint8Array): string {
  const [first, second] = bytes;
  const marked =
    first === 0xff && second === 0xfe ? 'utf-16le' : first === 0xfe && second === 0xff ? 'utf-16be' : null;
  const encoding = marked ?? (isUtf8(bytes) ? 'utf-8' : 'windows-1258');
  const text = new TextDecoder(encoding).decode(bytes);
  const end = text.slice(-longestLetter).replace(/\uFFFD+$/, '');
  return (text.slice(0, -longestLetter) + end).normalize('NFC').replace(/\r\n?/g, '\n');
}
