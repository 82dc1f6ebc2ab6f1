import { isDeepStrictEqual } from 'node:util';
import { stringify } from 'yaml';
import { fieldText, sizeText, type Words } from '#core/bundle/field-text';
import type { PracticeDocument } from '#core/practices/document';
import type { Difference } from '#shared/model/bundle';
import { type Attachment, frontMatterSchema } from '#shared/model/practice';

/** Identity and bookkeeping: what changes with every revision is no difference to a reader. */
const left = new Set(['format', 'id', 'revision', 'parents', 'attachments']);

/** Characters after which a text is cut for the comparison; what is taken in is whole. */
const usualLength = 20_000;

/** What differs between two copies of a practice: front matter by key, then sections, then attachments. */
export function differences(
  here: PracticeDocument,
  there: PracticeDocument,
  words: Words,
  longest = usualLength,
): Difference[] {
  const cut = (text: string | null): string | null =>
    text !== null && text.length > longest ? `${text.slice(0, longest)} …` : text;
  const found = [
    ...fieldDifferences(here, there, words),
    ...between(sectionsOf(here), sectionsOf(there), 'section'),
    ...between(attachmentsOf(here, words), attachmentsOf(there, words), 'attachment'),
  ];
  return found.map(({ field, ...sides }) => ({
    field,
    here: cut(sides.here),
    there: cut(sides.there),
  }));
}

function fieldDifferences(here: PracticeDocument, there: PracticeDocument, words: Words): Difference[] {
  // Keys are whatever somebody wrote, `constructor` too.
  const ours = new Map<string, unknown>(Object.entries(here.frontMatter));
  const theirs = new Map<string, unknown>(Object.entries(there.frontMatter));
  const known = Object.keys(frontMatterSchema.shape);
  const keys = new Set([...known, ...ours.keys(), ...theirs.keys()]);
  const different = [...keys].filter(
    (key) => !left.has(key) && !isDeepStrictEqual(ours.get(key), theirs.get(key)),
  );
  return different.map((field) => {
    const [a, b] = [ours.get(field), theirs.get(field)];
    const text = (value: unknown): string | null =>
      value === undefined ? null : fieldText(field, value, words);
    const whole = (value: unknown): string | null =>
      value === undefined ? null : stringify(value).trimEnd();
    // What differs in keys that we do not know looks the same in our words.
    const write = text(a) === text(b) ? whole : text;
    return { field, here: write(a), there: write(b) };
  });
}

/** A part of a practice: what it is told apart by, and what is shown of it. */
interface Part {
  readonly content: string;
  readonly shown: string;
}

function sectionsOf({ preamble, sections }: PracticeDocument): Map<string, Part> {
  const parts = new Map<string, Part>();
  const add = (name: string, text: string): void => {
    const content = text.replaceAll('\r\n', '\n');
    parts.set(parts.has(name) ? `${name} (${String(parts.size)})` : name, { content, shown: content });
  };
  if (preamble !== '') add('preamble', preamble);
  for (const { key, heading, body } of sections) add(key ?? heading, body);
  return parts;
}

function attachmentsOf(
  { frontMatter: { attachments = [] } }: PracticeDocument,
  words: Words,
): Map<string, Part> {
  const part = ({ title, file, bytes, sha256 }: Attachment): Part => ({
    content: `${sha256} ${title}`,
    shown: `${title === '' ? file : title}\n${sizeText(bytes, words)}`,
  });
  return new Map(attachments.map((attachment) => [attachment.file, part(attachment)]));
}

function between(here: Map<string, Part>, there: Map<string, Part>, prefix: string): Difference[] {
  return [...new Set([...here.keys(), ...there.keys()])]
    .filter((name) => here.get(name)?.content !== there.get(name)?.content)
    .map((name) => ({
      field: `${prefix}:${name}`,
      here: here.get(name)?.shown ?? null,
      there: there.get(name)?.shown ?? null,
    }));
}
