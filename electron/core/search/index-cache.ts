import { createHash } from 'node:crypto';
import type { StoredDocument } from '#core/search/stored-document';
import { gap, Vocabulary } from '#core/search/vocabulary';

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
  readonly documents: readonly (Pick<
    StoredDocument,
    'id' | 'fingerprint' | 'ends' | 'facets' | 'sortKeys'
  > & {
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
  const used = new UsedWords(vocabulary);
  const words = documents.map((document) => used.renumber(document.words));
  const description: Description = {
    libraryId,
    words: used.words,
    documents: documents.map(({ id, fingerprint, ends, facets, sortKeys, words: { length }, text }) => ({
      id,
      fingerprint,
      ends,
      facets,
      sortKeys,
      words: length,
      text: text.length,
    })),
  };
  const json = Buffer.from(JSON.stringify(description));
  const length = Buffer.alloc(4);
  length.writeUInt32LE(json.length);
  const numbers = words.map(
    ({ buffer, byteOffset, byteLength }) => new Uint8Array(buffer, byteOffset, byteLength),
  );
  const body = Buffer.concat([length, json, ...numbers, ...documents.map(({ text }) => text)]);
  return Buffer.concat([Buffer.from(format), createHash('sha256').update(body).digest(), body]);
}

/** Words that documents still hold, numbered anew: those of texts that were changed since are left behind. */
class UsedWords {
  readonly words: string[] = [];
  readonly #vocabulary: Vocabulary;
  readonly #numbers = new Map<number, number>([[gap, gap]]);

  constructor(vocabulary: Vocabulary) {
    this.#vocabulary = vocabulary;
  }

  renumber(words: Uint32Array): Uint32Array {
    return words.map((word) => {
      const known = this.#numbers.get(word);
      if (known !== undefined) return known;
      const number = this.words.push(this.#vocabulary.exact[word] ?? '');
      this.#numbers.set(word, number);
      return number;
    });
  }
}

/** Nothing where a byte is another one, or where it was written by another version or for another library. */
export function decodeCache(bytes: Uint8Array, libraryId: string): CachedIndex | undefined {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const head = format.length + hashLength;
  if (file.length < head + 4 || file.toString('latin1', 0, format.length) !== format) return undefined;
  const hash = createHash('sha256').update(file.subarray(head)).digest();
  if (!hash.equals(file.subarray(format.length, head))) return undefined;
  try {
    return readBody(file.subarray(head), libraryId);
  } catch {
    // Whole, but not what this version writes.
    return undefined;
  }
}

function readBody(body: Buffer, libraryId: string): CachedIndex | undefined {
  const jsonEnd = 4 + body.readUInt32LE(0);
  const description = JSON.parse(body.toString('utf8', 4, jsonEnd)) as Description;
  if (description.libraryId !== libraryId) return undefined;
  const vocabulary = new Vocabulary();
  for (const word of description.words) vocabulary.add(word);
  return { libraryId, vocabulary, documents: readDocuments(description.documents, body.subarray(jsonEnd)) };
}

function readDocuments(described: Description['documents'], data: Buffer): StoredDocument[] {
  const words = new Uint32Array(described.reduce((sum, document) => sum + document.words, 0));
  // Both are copied: 32-bit numbers must lie at multiples of four bytes, and the rest of the file is let go.
  new Uint8Array(words.buffer).set(data.subarray(0, words.byteLength));
  const texts = Uint8Array.from(data.subarray(words.byteLength));
  let wordsAt = 0;
  let textAt = 0;
  return described.map((document, position) => {
    const stored = {
      ...document,
      number: position + 1,
      words: words.subarray(wordsAt, wordsAt + document.words),
      text: texts.subarray(textAt, textAt + document.text),
    };
    wordsAt += document.words;
    textAt += document.text;
    return stored;
  });
}
