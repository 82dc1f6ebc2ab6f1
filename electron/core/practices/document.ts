import { findFrontMatter, parseFrontMatter, patchFrontMatter } from '#core/practices/front-matter';
import { readBody } from '#core/practices/section-hints';
import { findSections, type SectionRange, writeSections } from '#core/practices/section-text';
import { Failure } from '#shared/failure';
import type { FrontMatter } from '#shared/model/practice';
import type { SectionKey } from '#shared/model/section';

/** A section as it is read: `hint` is the guiding question that an earlier template wrote there, which is no part of its body. */
interface PracticeSection extends SectionRange {
  readonly hint: string | undefined;
}

/** practice.md as read: the text itself and what it says. */
export interface PracticeDocument {
  readonly text: string;
  readonly frontMatter: FrontMatter;
  readonly preamble: string;
  readonly sections: readonly PracticeSection[];
}

/** What is to be changed; keys that are absent stay byte for byte. */
export interface DocumentChanges {
  /** Top-level keys of the front matter; `undefined` removes. */
  readonly fields?: ReadonlyMap<string, unknown>;
  readonly sections?: ReadonlyMap<SectionKey, string>;
}

const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/**
 * Bytes to text without losing any; fails with `practice-damaged` where they are not UTF-8, or hold NUL: nobody writes that, and
 * it is what a disk or a sync program leaves in the place of a text that it has lost.
 */
export function decodeText(bytes: Uint8Array): string {
  let text;
  try {
    text = decoder.decode(bytes);
  } catch (error) {
    throw new Failure('practice-damaged', { where: '1', rule: 'utf-8', detail: String(error) });
  }
  const nul = text.indexOf('\0');
  if (nul < 0) return text;
  const line = text.slice(0, nul).split('\n').length;
  throw new Failure('practice-damaged', {
    where: String(line),
    rule: 'nul',
    detail: 'NUL bytes in the text',
  });
}

/** Fails with `practice-damaged`; `where` is the line, counted from 1. */
export function parsePractice(text: string): PracticeDocument {
  const { start, end, bodyStart } = findFrontMatter(text);
  const frontMatter = parseFrontMatter(text.slice(start, end));
  const sections = findSections(text, bodyStart).map((section) => ({
    ...section,
    ...readBody(section.body),
  }));
  const preamble = text.slice(bodyStart, sections[0]?.start ?? text.length).trim();
  return { text, frontMatter, preamble, sections };
}

/** The text with the changes made and all other bytes as they were. What is written is NFC and has no NUL. */
export function changePractice(document: PracticeDocument, changes: DocumentChanges): string {
  const { text } = document;
  const { start, end, bodyStart } = findFrontMatter(text);
  const fields = new Map([...(changes.fields ?? [])].map(([key, value]) => [key, composed(value)]));
  const yaml = fields.size === 0 ? text.slice(start, end) : patchFrontMatter(text.slice(start, end), fields);
  const language = document.frontMatter.language;
  const sections = new Map(
    Array.from(changes.sections ?? [], ([key, section]) => [key, section.replaceAll('\0', '')] as const),
  );
  const body = writeSections(text.slice(bodyStart), sections, language);
  return text.slice(0, start) + yaml + text.slice(end, bodyStart) + body;
}

/** All strings of a value in NFC and without NUL, keys that are undefined left out. */
function composed(value: unknown): unknown {
  if (typeof value === 'string') return value.replaceAll('\0', '').normalize('NFC');
  if (Array.isArray(value)) return value.map(composed);
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, inner]) => inner !== undefined)
      .map(([key, inner]) => [key, composed(inner)]),
  );
}
