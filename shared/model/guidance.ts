/**
 * Whether a guiding question of a template is left in the text: a quotation that begins with "Gợi ý:" or "Guide:". Those
 * that are as templates once wrote them never come this far; this one was changed.
 */
export function hasGuidance(text: string): boolean {
  return /^>\s*(?:\*\*)?(?:Gợi ý|Guide)/imu.test(text.normalize('NFC'));
}
