/** A block of a template that asks what to write: a quotation that begins with one of these words. */
const opening = /^>\s*(?:\*\*)?(?:Gợi ý|Guide)(?:\*\*)?:/iu;

/**
 * The text without the guiding questions that a template put there: quotations that begin with "Gợi ý:" or "Guide:",
 * to the end of the quotation.
 */
export function withoutGuidance(text: string): string {
  if (!hasGuidance(text)) return text;
  const kept: string[] = [];
  let inside = false;
  for (const line of text.normalize('NFC').split(/\r?\n/)) {
    inside = opening.test(line) || (inside && line.startsWith('>'));
    if (!inside) kept.push(line);
  }
  return kept.join('\n').trim();
}

/** Whether a guiding question of a template is left in the text. */
export function hasGuidance(text: string): boolean {
  return /^>\s*(?:\*\*)?(?:Gợi ý|Guide)/imu.test(text.normalize('NFC'));
}
