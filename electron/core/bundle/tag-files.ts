import { byBytes } from '#core/files/folder';
import { type BundleRule, refusal } from '#core/bundle/bundle-rules';

/** Names of the files of a bag (RFC 8493), relative to its folder. */
export const tagFiles = {
  declaration: 'bagit.txt',
  information: 'bag-info.txt',
  manifest: 'manifest-sha256.txt',
  tagManifest: 'tagmanifest-sha256.txt',
  /** Carries the exporter's seal once there is one: known, and optional. */
  seal: 'tagmanifest-sha256.txt.minisig',
  fetch: 'fetch.txt',
} as const;

export const bagitText = 'BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n';

/** Two labels of a tag file: CR, LF and CRLF end a line; a line that begins with white space continues the one before. */
export function parseTags(text: string): [label: string, value: string][] {
  const tags: [string, string][] = [];
  for (const line of text.split(/\r\n|\r|\n/)) {
    const last = tags.at(-1);
    if (/^[ \t]/.test(line) && last) last[1] += ` ${line.trim()}`;
    else if (line.includes(':')) {
      const colon = line.indexOf(':');
      tags.push([line.slice(0, colon).trim(), line.slice(colon + 1).trim()]);
    }
  }
  return tags;
}

/** `bag-info.txt`: one line a label; line breaks in values become spaces. */
export function tagsText(tags: readonly (readonly [label: string, value: string])[]): string {
  return tags.map(([label, value]) => `${label}: ${value.replace(/\s+/g, ' ').trim()}\n`).join('');
}

/** A manifest as `sha256sum` prints it, so that `sha256sum -c` reads it: sorted by path, CR, LF and % percent-encoded. */
export function manifestText(files: readonly { path: string; sha256: string }[]): string {
  return files
    .toSorted((a, b) => byBytes(a.path, b.path))
    .map(({ path, sha256 }) => `${sha256}  ${encodePath(path)}\n`)
    .join('');
}

const encodePath = (path: string): string =>
  path.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
const decodePath = (path: string): string =>
  path.replace(/%(25|0d|0a)/gi, (_, code: string) => String.fromCharCode(parseInt(code, 16)));

/**
 * Reads a manifest: path -> SHA-256 in lower case. Upper-case digits, the asterisk of `sha256sum -b` and a leading
 * `./` are understood, as RFC 8493 asks of readers; anything else is refused.
 */
export function parseManifest(text: string, where: string): Map<string, string> {
  const digests = new Map<string, string>();
  const refuse = (rule: BundleRule, line: string): never => {
    throw refusal(rule, where, line);
  };
  for (const line of text.split(/\r\n|\r|\n/)) {
    if (line === '') continue;
    const [, digest = '', written = ''] = /^([0-9a-f]{64})[ \t]+\*?(?:\.\/)*(.+)$/is.exec(line) ?? [];
    const path = decodePath(written);
    if (path === '' || /^\/|\\|(?:^|\/)\.{0,2}(?:\/|$)|[\p{Cc}]/u.test(path)) refuse('manifest-line', line);
    if (digests.has(path)) refuse('manifest-twice', path);
    digests.set(path, digest.toLowerCase());
  }
  return digests;
}
