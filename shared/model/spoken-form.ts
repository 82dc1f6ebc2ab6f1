import { fold } from '#shared/model/text';

/**
 * A passphrase as it is written whatever way it was typed after the telephone: without accents, in lower case, words joined
 * by hyphens.
 */
export function spokenForm(typed: string): string {
  return fold(typed.normalize('NFC'))
    .toLowerCase()
    .trim()
    .replace(/[\s-]+/g, '-');
}
