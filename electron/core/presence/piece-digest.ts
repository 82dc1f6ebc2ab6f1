import { sha256 } from '#core/files/hash';
import type { PracticeDocument } from '#core/practices/document';

const sectionPrefix = 'section:';

/** Digest of what stands under a key of the front matter or of a section (`section:steps`); the same on every machine. */
export function pieceDigest({ frontMatter, sections }: PracticeDocument, key: string): string {
  if (!key.startsWith(sectionPrefix)) {
    const value: unknown = Object.hasOwn(frontMatter, key)
      ? (frontMatter as Record<string, unknown>)[key]
      : null;
    return sha256(Buffer.from(JSON.stringify(value ?? null)));
  }
  const body = sections.find((section) => section.key === key.slice(sectionPrefix.length))?.body ?? '';
  return sha256(Buffer.from(body.trim()));
}
