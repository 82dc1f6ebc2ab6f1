import type { DocumentChanges, PracticeDocument } from '#core/practices/document';

/** What a change writes: keys of the front matter, and `section:<key>`. */
export function keysOf({ fields, sections }: DocumentChanges): string[] {
  return [...(fields?.keys() ?? []), ...[...(sections?.keys() ?? [])].map((key) => `section:${key}`)];
}

/** Whether all that a change writes is in one text as in the other: then it can be made on top of what differs. */
export function saysTheSame(
  before: PracticeDocument,
  after: PracticeDocument,
  { fields, sections }: DocumentChanges,
): boolean {
  const value = (document: PracticeDocument, key: string): string =>
    JSON.stringify((document.frontMatter as Record<string, unknown>)[key]);
  const body = (document: PracticeDocument, key: string): string | undefined =>
    document.sections.find((section) => section.key === key)?.body;
  return (
    [...(fields?.keys() ?? [])].every((key) => value(before, key) === value(after, key)) &&
    [...(sections?.keys() ?? [])].every((key) => body(before, key) === body(after, key))
  );
}
