import * as z from 'zod';

/**
 * Why words of a file are not found, or not all of them: `no-text` is a scan, `cut` a document of which some pages were not
 * reached, `long-text` one of more than `mostTextOfFile`, `practice-full` one that its practice has no room for any more
 * (`mostTextOfPractice`), `changed` another file than the one that was attached.
 */
export const unreadReasons = [
  'password',
  'damaged',
  'no-text',
  'too-big',
  'too-long',
  'old-format',
  'unsupported',
  'encoding',
  'empty',
  'cut',
  'long-text',
  'practice-full',
  'changed',
  'missing',
] as const;
export const unreadReasonSchema = z.enum(unreadReasons);
export type UnreadReason = z.infer<typeof unreadReasonSchema>;

/** Characters of a file that are found: some 700 pages. */
export const mostTextOfFile = 2_000_000;
/**
 * Characters in all files of a practice that are found, in the order of its list: one practice must not take the memory of a
 * hundred others, in which its words would be lost anyway.
 */
export const mostTextOfPractice = 5_000_000;

/** Files of these kinds hold no text that anybody would look for. */
export function holdsNoText(mediaType: string): boolean {
  return /^(?:image|audio|video)\//.test(mediaType);
}
