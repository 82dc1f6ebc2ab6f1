import { documentNumbersOf, wordsOf } from '#core/search/analysis';
import type { SearchDocument } from '#core/search/search-index';
import { gap, type Vocabulary } from '#core/search/vocabulary';
import { type SearchField, searchFields } from '#shared/model/search';

/** A document as the engine keeps it: words as numbers, the text of passages as UTF-8. */
export interface StoredDocument {
  /** Its name in lunr. Small integers take a third of the memory that UUIDs take there, and half of the time. */
  readonly number: number;
  readonly id: string;
  readonly fingerprint: string;
  /** Exact forms of all fields in the order of `searchFields`, each field followed by a gap. */
  readonly words: Uint32Array;
  /** Where the fields end in `words`. */
  readonly ends: readonly number[];
  readonly facets: SearchDocument['facets'];
  readonly sortKeys: SearchDocument['sortKeys'];
  readonly text: Uint8Array;
}

const passageFields = ['summary', 'results', 'sections'] as const satisfies SearchField[];
const encoder = new TextEncoder();
const decoder = new TextDecoder();

export function storeDocument(
  document: SearchDocument,
  number: number,
  vocabulary: Vocabulary,
): StoredDocument {
  const words: number[] = [];
  const ends = searchFields.map((field) => {
    appendWords(words, document.fields[field], vocabulary);
    return words.push(gap) - 1;
  });
  const text = passageFields.map((field) => document.fields[field]).filter((part) => part !== '');
  return {
    number,
    id: document.id,
    fingerprint: document.fingerprint,
    words: Uint32Array.from(words),
    ends,
    facets: document.facets,
    sortKeys: document.sortKeys,
    text: encoder.encode(text.join('\n')),
  };
}

/** Document numbers come behind the running text: between its words they would break phrases. */
function appendWords(words: number[], text: string, vocabulary: Vocabulary): void {
  for (const { raw } of wordsOf(text)) words.push(vocabulary.numberOf(raw));
  for (const { raw } of documentNumbersOf(text)) words.push(gap, vocabulary.numberOf(raw));
}

/** The text that passages are cut from. */
export function passageText(document: StoredDocument): string {
  return decoder.decode(document.text);
}
