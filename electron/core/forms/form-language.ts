import { simple, wordsIn } from '#core/forms/form-words';
import { linesOf, type WordDocument } from '#core/forms/word-tree';
import type { Language } from '#shared/model/practice';

/** The language in which most labels of a form stand. */
export function languageOf({ body }: WordDocument): Language {
  const lines = linesOf(body).flatMap((line) => line.split(' | ').map((piece) => simple(piece)));
  const count = (language: Language): number => {
    const { labels } = wordsIn(language).forms.paper;
    const words = new Set(Object.values(labels).map(simple));
    return lines.filter((line) => words.has(line)).length;
  };
  return count('en') > count('vi') ? 'en' : 'vi';
}
