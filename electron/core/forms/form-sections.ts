import { markedLabel, markOf, simple, wordsIn } from '#core/forms/form-words';
import { toMarkdown } from '#core/forms/word-markdown';
import { bookmarksOf, linesOf, type WordBlock } from '#core/forms/word-tree';
import { type SectionKey, sectionKeys } from '#shared/model/section';

const languages = ['vi', 'en'] as const;

/** The sections in Markdown, without the hints of the form; one that says nothing is none. */
export function sectionTexts(
  found: ReadonlyMap<SectionKey, readonly WordBlock[]>,
): Partial<Record<SectionKey, string>> {
  const texts: Partial<Record<SectionKey, string>> = {};
  for (const key of sectionKeys) {
    const blocks = (found.get(key) ?? []).filter(
      (block) => block.type === 'table' || !isHint(block.text, key),
    );
    const text = toMarkdown(blocks);
    if (text !== '') texts[key] = text;
  }
  return texts;
}

function isHint(text: string, key: SectionKey): boolean {
  const words = simple(text);
  return (
    words !== '' &&
    languages.some((language) => words === simple(wordsIn(language).practice.sectionHints[key]))
  );
}

/** A table of the form itself by its marks, wherever it stands. */
export const hasFormMark = (block: WordBlock): boolean =>
  bookmarksOf([block]).some(
    (mark) => mark === markOf.results || mark === markOf.legalBasis || markedLabel([mark]) !== undefined,
  );

/** The place for the signature: by its mark, below the sections also by its words. */
export function isSign(block: WordBlock, belowSections: boolean): boolean {
  if (bookmarksOf([block]).includes(markOf.sign)) return true;
  if (!belowSections) return false;
  const signs = languages.map((language) => simple(wordsIn(language).forms.paper.signTitle));
  return linesOf([block]).some((line) => signs.some((sign) => simple(line).includes(sign)));
}
