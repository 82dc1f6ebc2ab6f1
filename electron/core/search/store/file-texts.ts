import type { OpenFile } from '#core/files/file-system';
import { wordStringsOf } from '#core/search/analysis';
import type { SearchDocument } from '#core/search/search-index';
import { xxhash32 } from '#core/search/store/xxhash32';

/** Characters of a piece at least: some passages long, so that one read is enough for one. */
const pieceLength = 4_096;
/** Length of the head and its checksum. */
const prefixBytes = 8;

/** The number of a file's name, bytes, words and checksum of a piece. */
type Piece = readonly [name: number, bytes: number, words: number, checksum: number];

interface Head {
  readonly names: readonly string[];
  /** Words of the field that come before the first piece: the titles. */
  readonly titleWords: number;
  readonly pieces: readonly Piece[];
}

/** The field `attachments` of a document: titles, then the texts. */
export function attachmentsField({ fields, files = [] }: Pick<SearchDocument, 'fields' | 'files'>): string {
  return files.length === 0
    ? fields.attachments
    : [fields.attachments, ...files.map(({ text }) => text)].join('\n');
}

/**
 * Texts of attachments as they follow a document's own text in the file of texts: in pieces of which it is known how many
 * words they have, so that the passage around a word is one small read however long the texts are. Nothing where there
 * are none.
 */
export function encodeFileTexts({
  fields,
  files = [],
}: Pick<SearchDocument, 'fields' | 'files'>): Uint8Array[] {
  if (files.length === 0) return [];
  const encoder = new TextEncoder();
  const bodies: Uint8Array[] = [];
  const pieces = files.flatMap(({ text }, name) =>
    piecesOf(text).map((piece): Piece => {
      const bytes = encoder.encode(piece);
      bodies.push(bytes);
      return [name, bytes.length, wordStringsOf(piece).length, xxhash32(bytes)];
    }),
  );
  const titleWords = wordStringsOf(fields.attachments).length;
  const head = encoder.encode(
    JSON.stringify({ names: files.map(({ name }) => name), titleWords, pieces } satisfies Head),
  );
  const prefix = new DataView(new ArrayBuffer(prefixBytes));
  prefix.setUint32(0, head.length, true);
  prefix.setUint32(4, xxhash32(head), true);
  return [new Uint8Array(prefix.buffer), head, ...bodies];
}

/** Cut at blanks only, so that no word is divided. */
function piecesOf(text: string): string[] {
  const pieces: string[] = [];
  for (let start = 0; start < text.length;) {
    const blank = /\s/g;
    blank.lastIndex = start + pieceLength;
    const end = blank.exec(text)?.index ?? text.length;
    pieces.push(text.slice(start, end));
    start = end;
  }
  return pieces;
}

/** The piece of a file's text in which the word at `place` of the field stands, with the one after it. */
export async function readFileText(
  file: OpenFile,
  start: number,
  place: number,
): Promise<{ readonly name: string; readonly text: string } | undefined> {
  const head = await readHead(file, start);
  if (!head || place < head.value.titleWords) return undefined;
  let [words, at] = [head.value.titleWords, head.end];
  for (const [number, piece] of head.value.pieces.entries()) {
    const [name, bytes, count] = piece;
    if (place < words + count) {
      const next = head.value.pieces[number + 1];
      const text = [await readPiece(file, at, piece)];
      if (next?.[0] === name) text.push(await readPiece(file, at + bytes, next));
      return { name: head.value.names[name] ?? '', text: text.join('') };
    }
    words += count;
    at += bytes;
  }
  return undefined;
}

/** What was damaged on the disk is nothing to cut a passage from. */
async function readHead(file: OpenFile, start: number): Promise<{ value: Head; end: number } | undefined> {
  const prefix = await file.read(start, prefixBytes);
  if (prefix.length < prefixBytes) return undefined;
  const view = new DataView(prefix.buffer, prefix.byteOffset, prefixBytes);
  const bytes = await file.read(start + prefixBytes, view.getUint32(0, true));
  if (xxhash32(bytes) !== view.getUint32(4, true)) return undefined;
  const value = JSON.parse(new TextDecoder().decode(bytes)) as Head;
  return { value, end: start + prefixBytes + bytes.length };
}

async function readPiece(file: OpenFile, at: number, [, length, , checksum]: Piece): Promise<string> {
  const bytes = await file.read(at, length);
  return xxhash32(bytes) === checksum ? new TextDecoder().decode(bytes) : '';
}
