/**
 * What a page may do, the same in both hosts: only files of the program itself, no inline script or style, no
 * eval, no network beyond the host that served it. Svelte sets styles through the CSSOM, which this allows.
 */
export const contentSecurityPolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self'",
  "font-src 'self'",
  "connect-src 'self'",
  "form-action 'none'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join('; ');

const everyAnswer = {
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'no-referrer',
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Permissions-Policy':
    'accelerometer=(), camera=(), display-capture=(), geolocation=(), gyroscope=(), hid=(), magnetometer=(), ' +
    'microphone=(), midi=(), payment=(), serial=(), usb=()',
} as const;

/** Headers of the page, its parts and every answer of the program. */
export const pageHeaders: Readonly<Record<string, string>> = {
  ...everyAnswer,
  'Content-Security-Policy': contentSecurityPolicy,
};

/** Pictures that cannot carry script, so a page may show them; SVG is not among them. */
const inlinePictures = new Set(['image/png', 'image/jpeg', 'image/gif', 'image/webp']);

const mediaTypePattern = /^[a-z0-9][\w.+-]*\/[\w.+-]+$/i;

/** RFC 6266: a plain name for old readers and the exact one in UTF-8. Line breaks and quotes cannot leave it. */
function contentDisposition(kind: 'inline' | 'attachment', name: string): string {
  // encodeURIComponent throws on half a surrogate pair, which a file system may well hold.
  const exact = name.replaceAll(/\p{Surrogate}/gu, '_');
  const plain = exact.replaceAll(/[^\w .()-]/g, '_');
  const encoded = encodeURIComponent(exact).replaceAll(
    /['()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return `${kind}; filename="${plain}"; filename*=UTF-8''${encoded}`;
}

/**
 * Headers of a file that somebody else wrote (an attachment, a bundle): saved rather than shown unless it is a
 * picture, its type never guessed, and without any right even if it is opened as a page.
 */
export function servedFileHeaders(file: { mediaType: string; name: string }): Record<string, string> {
  const mediaType = file.mediaType.toLowerCase();
  const kind = inlinePictures.has(mediaType) ? 'inline' : 'attachment';
  return {
    ...everyAnswer,
    'Content-Type': mediaTypePattern.test(mediaType) ? mediaType : 'application/octet-stream',
    'Content-Disposition': contentDisposition(kind, file.name),
    'Content-Security-Policy': "sandbox; default-src 'none'",
    'Cache-Control': 'no-store',
  };
}
