const longest = 2_000;

/** The address if a write-up may link to it (http, https, mailto), as text without controls; else null. */
export function safeAddress(href: string): string | null {
  const address = href
    .replace(/[\p{Cc}\u00ad\u200b-\u200d\u2060\ufeff]/gu, '')
    .trim()
    .replace(/\s+/g, '%20')
    .normalize('NFC');
  if (address.length > longest || !/^(?:https?:\/\/|mailto:)/i.test(address)) return null;
  return URL.canParse(address) ? address : null;
}
