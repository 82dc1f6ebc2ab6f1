import { toFormValues } from '#renderer/views/editor/form-values';
import { type FormKey, formPiece, sectionTexts } from '#renderer/views/editor/practice-form.svelte';
import type { Practice } from '#shared/contract/practices';

/** Marks of pieces of a practice, by key. */
export type PieceMarks = Readonly<Partial<Record<FormKey, string>>>;

/** FNV-1a with 32 bits over UTF-16 code units, from any beginning (https://www.ietf.org/archive/id/draft-eastlake-fnv-17.html). */
function fnv(text: string, begin: number): string {
  let hash = begin;
  for (let at = 0; at < text.length; at += 1) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  return (hash >>> 0).toString(16).padStart(8, '0');
}

/** Marks by which the pieces under these keys are known again; two texts have the same one only by a rare accident. */
export function pieceMarks({ frontMatter, sections }: Practice, keys: readonly FormKey[]): PieceMarks {
  const [values, texts] = [toFormValues(frontMatter), sectionTexts({ sections })];
  const mark = (key: FormKey): string => {
    const text = JSON.stringify(formPiece(key, values, texts));
    return fnv(text, 0x811c9dc5) + fnv(text, 0x01000193);
  };
  return Object.fromEntries(keys.map((key) => [key, mark(key)]));
}
