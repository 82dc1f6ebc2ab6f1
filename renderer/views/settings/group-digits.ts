/** A seal's number in groups of four: `27F0 11AC 93B2 0D5E`. */
export function groupDigits(key: string): string {
  return (key.match(/.{1,4}/g) ?? []).join(' ');
}
