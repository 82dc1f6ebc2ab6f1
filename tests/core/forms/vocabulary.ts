import { readFileSync } from 'node:fs';
import type { Vocabulary } from '#core/forms/form-options';

const resource = (name: string): unknown =>
  JSON.parse(readFileSync(new URL(`../../../resources/${name}.json`, import.meta.url), 'utf8'));

/** Fields and topics as they come with the program. */
export const formVocabulary: Vocabulary = {
  ...(resource('fields') as Pick<Vocabulary, 'fields'>),
  ...(resource('topics') as Pick<Vocabulary, 'topics'>),
};
