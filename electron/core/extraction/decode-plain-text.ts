import { type FoundText, Unreadable } from '#core/extraction/extraction';

/** Letters of Vietnamese beyond ASCII, composed, in lower case. */
const vietnamese = /^[àáảãạăằắẳẵặâầấẩẫậèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵđ]$/u;
const beyondAscii = /(?!\p{ASCII})[\p{L}\p{M}]/gu;

/**
 * A text by its byte order mark, else UTF-8, else Windows-1258 where everything in it is then Vietnamese. Older encodings
 * (TCVN3, VNI) put letters in the places of signs and cannot be told for sure: `encoding`.
 */
export function decodePlainText(bytes: Buffer): FoundText {
  const [first, second] = bytes;
  if (first === 0xff && second === 0xfe) return { text: new TextDecoder('utf-16le').decode(bytes) };
  if (first === 0xfe && second === 0xff) return { text: new TextDecoder('utf-16be').decode(bytes) };
  if (bytes.includes(0)) throw new Unreadable('encoding');
  try {
    return { text: new TextDecoder('utf-8', { fatal: true }).decode(bytes) };
  } catch {
    return { text: decodeWindows1258(bytes) };
  }
}

/** It writes letters and tones apart. Fails where that gives what no Vietnamese text has. */
function decodeWindows1258(bytes: Buffer): string {
  const text = new TextDecoder('windows-1258').decode(bytes).normalize('NFC');
  const strange = (text.match(beyondAscii) ?? []).filter((letter) => !vietnamese.test(letter.toLowerCase()));
  if (strange.length > 0 || signsInWords.test(text)) throw new Unreadable('encoding');
  return text;
}

/** Signs between the letters of a word, where TCVN3 and VNI have letters. */
const signsInWords = /\p{L}[\u0080-\u00bf×÷\ufffd]\p{L}/u;
