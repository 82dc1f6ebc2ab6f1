import * as z from 'zod';

/**
 * Why words of a file are not found, or not all of them: `no-text` is a scan, `cut` a text that is longer than what is
 * indexed, `changed` another file than the one that was attached.
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
  'changed',
  'missing',
] as const;
export const unreadReasonSchema = z.enum(unreadReasons);
export type UnreadReason = z.infer<typeof unreadReasonSchema>;

/** Files of these kinds hold no text that anybody would look for. */
export function holdsNoText(mediaType: string): boolean {
  return /^(?:image|audio|video)\//.test(mediaType);
}
