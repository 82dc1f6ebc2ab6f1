const above = '⁰¹²³⁴⁵⁶⁷⁸⁹';
const below = '₀₁₂₃₄₅₆₇₈₉';

/** "m²" and "CO₂" as letters, since a write-up has no raised text; what is no short number stays as it is. */
export function raisedDigits(text: string, place: 'sup' | 'sub'): string {
  const digits = place === 'sup' ? above : below;
  return /^\s*\d{1,3}\s*$/.test(text) ? text.replace(/\d/g, (digit) => digits[Number(digit)] ?? digit) : text;
}
