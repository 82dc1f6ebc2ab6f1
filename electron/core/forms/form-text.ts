import type { OpenedLibrary } from '#core/library/opened-library';
import { changePractice, parsePractice } from '#core/practices/document';
import { newPracticeText } from '#core/practices/new-practice';
import { findSections } from '#core/practices/section-text';
import { wordsIn } from '#core/forms/form-words';
import { placeName } from '#shared/messages/form-place';
import type { FormReading, Unplaced } from '#shared/model/form';
import type { Attachment, EditableKey, Language } from '#shared/model/practice';
import { type SectionKey, sectionKeys } from '#shared/model/section';

/** Fields that a form has places for: a form that replaces another one says all of them. */
const carried: readonly EditableKey[] = [
  ...(['title', 'summary', 'period', 'firstApplied', 'authors', 'fields', 'topics', 'keywords'] as const),
  ...(['place', 'influence', 'evidence', 'sharing', 'results', 'costs', 'legalBasis', 'partners'] as const),
  ...(['beneficiaries', 'contact', 'sources', 'reviewBy'] as const),
];

/** practice.md of a new draft that says what the form says. */
export async function draftText(
  library: OpenedLibrary,
  id: string,
  reading: FormReading,
  attachments: readonly Attachment[],
): Promise<string> {
  const title = reading.fields.title ?? '';
  const text = await newPracticeText(library, id, { language: reading.language, title });
  return filledText(text, reading, attachments);
}

/** A practice.md with what the form says in the place of what stood there; keys that no form has stay. */
export function filledText(text: string, reading: FormReading, attachments: readonly Attachment[]): string {
  const { language, fields, sections, unplaced } = reading;
  const bare = withoutUnplaced(text, language);
  const written = changePractice(parsePractice(bare), {
    fields: new Map<string, unknown>([
      ...carried.map((key): [string, unknown] => [key, fields[key]]),
      ['attachments', [...attachments]],
    ]),
    sections: new Map<SectionKey, string>(
      sectionKeys
        .filter(
          (key) => sections[key] !== undefined || bare !== text || parsePractice(bare).sections.length > 0,
        )
        .map((key) => [key, sections[key] ?? '']),
    ),
  });
  return withUnplaced(written, unplaced, language);
}

/** At the end, each piece below the words that say where it stood. */
function withUnplaced(text: string, unplaced: readonly Unplaced[], language: Language): string {
  if (unplaced.length === 0) return text;
  const pieces = unplaced.map(({ where, text: words }) => {
    const lines = words.split('\n').map((line) => escaped(line));
    return `**${escaped(placeName(where, wordsIn(language).forms))}:** ${lines.join('\\\n')}`;
  });
  return `${text.trimEnd()}\n\n## ${wordsIn(language).forms.unplaced}\n\n${pieces.join('\n\n')}\n`.normalize(
    'NFC',
  );
}

/** Words as they are, with nothing in them that Markdown would take for its own. */
function escaped(words: string): string {
  return words
    .replaceAll('\0', '')
    .trim()
    .replace(/[\\`*_[\]<>#|~&]/g, '\\$&')
    .replace(
      /^(\s*)([-+]|\d+[.)])(?=\s|$)/,
      (_, blank: string, mark: string) => `${blank}${mark.slice(0, -1)}\\${mark.slice(-1)}`,
    );
}

function withoutUnplaced(text: string, language: Language): string {
  const { unplaced } = wordsIn(language).forms;
  const bodyStart = /^---\r?\n[\s\S]*?\r?\n---\r?\n/.exec(text)?.[0].length ?? 0;
  const found = findSections(text, bodyStart).find(
    ({ key, heading }) => key === null && heading === unplaced,
  );
  return found ? text.slice(0, found.start) + text.slice(found.end) : text;
}
