/**
 * Reads the path of a request as it came over the wire into a relative address such as `attachments/<id>/a.pdf`.
 * Each part is decoded once. `undefined` for anything that could mean another place than it says: `.`, `..`, empty
 * parts, separators or NUL inside a part, escapes that are not UTF-8.
 */
export function readAddress(rawPath: string): string | undefined {
  if (!rawPath.startsWith('/')) return undefined;
  if (rawPath === '/') return '';
  try {
    const parts = rawPath.slice(1).split('/').map(decodeURIComponent);
    return parts.every(isPlainPart) ? parts.join('/') : undefined;
  } catch {
    return undefined;
  }
}

function isPlainPart(part: string): boolean {
  return part !== '' && part !== '.' && part !== '..' && !/[/\\\0]/.test(part);
}
