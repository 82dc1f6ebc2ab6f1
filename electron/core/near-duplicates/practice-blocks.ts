import { findFrontMatter } from '#core/practices/front-matter';
import { readBody } from '#core/practices/section-hints';
import { findSections } from '#core/practices/section-text';
import { plainText } from '#core/search/plain-text';
import type { SectionKey } from '#shared/model/section';

/** A piece of a practice that is compared: words of two pieces never make one passage. */
export interface Block {
  readonly part: 'title' | 'summary' | 'text' | SectionKey;
  /** Without the marks of Markdown. */
  readonly text: string;
}

/** What the catalogue knows of a practice without its text. */
export interface Heading {
  readonly title: string;
  readonly summary: string;
}

/** Longer texts are compared by their beginning. UTF-16 units. */
const longestText = 200_000;

/**
 * What is compared of a practice.md: its words without headings and guiding questions, which come from the form. The front
 * matter is not parsed, which would take most of the time: title and summary are given.
 */
export function blocksOf(text: string, { title, summary }: Heading): Block[] {
  const { bodyStart } = findFrontMatter(text);
  const body = text.slice(0, bodyStart + longestText);
  const sections = findSections(body, bodyStart);
  const preamble = body.slice(bodyStart, sections[0]?.start ?? body.length);
  const blocks: Block[] = [
    { part: 'title', text: title },
    { part: 'summary', text: plainText(summary) },
    { part: 'text', text: plainText(preamble) },
    ...sections.map(({ key, body: raw }) => ({
      part: key ?? ('text' as const),
      text: plainText(readBody(raw).body),
    })),
  ];
  return blocks.filter((block) => block.text !== '');
}
