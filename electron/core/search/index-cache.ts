import { createHash } from 'node:crypto';
import type { StoredDocument } from '#core/search/stored-document';
import { Vocabulary } from '#core/search/vocabulary';

/** Raise it with every change of analysis, of documents or of this file: older caches are then built anew. */
const format = 'lantoa-search 1\n';
const hashLength = 32;

export interface CachedIndex {
  readonly libraryId: string;
  readonly vocabulary: Vocabulary;
  readonly documents: readonly StoredDocument[];
}

/** The description at the head of the file; lengths are counted in words and in bytes. */
interface Description {
  readonly libraryId: string;
  /** Exact forms from number 1 on. */
  readonly words: readonly string[];
  readonly documents: readonly (Pick<StoredDocument, 'id' | 'fingerprint' | 'ends' | 'facets' | 'sortKeys'> & {
    readonly words: number;
    readonly text: number;
  })[];
}

/**
 * A saved index: format line, SHA-256 of the rest, then the length of the description, the description (JSON), the words
 * of all documents (32-bit numbers) and their texts (UTF-8). Lunr's structures are not in it: building them from these
 * numbers takes less time than reading them.
 */
export function encodeCache({ libraryId, vocabulary, documents }: CachedIndex): Uint8Array {
  const description: Description = {
    libraryId,
    words: vocabulary.exact.slice(1),
    documents: documents.map(({ id, fingerprint, ends, facets, sortKeys, words, text }) => ({
      id,
      fingerprint,
      ends,
      facets,
      sortKeys,
      words: words.length,
      text: text.length,
    })),
  };
  const json = Buffer.from(JSON.stringify(description));
  const length = Buffer.alloc(4);
  length.writeUInt32LE(json.length);
  const words = documents.map((document) => Buffer.from(document.words.buffer, document.words.byteOffset, document.words.byteLength));
  const body = Buffer.concat([length, json, ...words, ...documents.map(({ text }) => text)]);
  return Buffer.concat([Buffer.from(format), createHash('sha256').update(body).digest(), body]);
}

/** Nothing where a byte is another one, or where it was written by another version or for another library. */
export function decodeCache(bytes: Uint8Array, libraryId: string): CachedIndex | undefined {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const head = format.length + hashLength;
  if (file.length < head + 4 || file.toString('latin1', 0, format.length) !== format) return undefined;
  const hash = createHash('sha256').update(file.subarray(head)).digest();
  if (!hash.equals(file.subarray(format.length, head))) return undefined;
  const jsonEnd = head + 4 + file.readUInt32LE(head);
  const description = JSON.parse(file.toString('utf8', head + 4, jsonEnd)) as Description;
  if (description.libraryId !== libraryId) return undefined;
  const vocabulary = new Vocabulary();
  for (const word of description.words) vocabulary.add(word);
  return { libraryId, vocabulary, documents: readDocuments(description.documents, file.subarray(jsonEnd)) };
}

function readDocuments(described: Description['documents'], data: Buffer): StoredDocument[] {
  const words = new Uint32Array(described.reduce((sum, document) => sum + document.words, 0));
  // Copied, because 32-bit numbers must lie at multiples of four bytes.
  new Uint8Array(words.buffer).set(data.subarray(0, words.byteLength));
  let wordsAt = 0;
  let textAt = words.byteLength;
  return described.map((document, position) => {
    const stored = {
      ...document,
      number: position + 1,
      words: words.subarray(wordsAt, wordsAt + document.words),
      text: data.subarray(textAt, textAt + document.text),
    };
    wordsAt += document.words;
    textAt += document.text;
    return stored;
  });
}
