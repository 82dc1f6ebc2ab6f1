import * as z from 'zod';
import { operation } from '#shared/contract/operation';
import { unreadReasonSchema } from '#shared/model/attachment-text';
import { idSchema } from '#shared/model/practice';

/** Files that are named at most; the number of all is given too. */
const mostListed = 1_000;

export const attachmentTextsOperations = {
  /**
   * Attachments whose words a search does not find, or not all of them, with the reason: of one practice, or of the whole
   * library without `id`. What waits to be read is not among them.
   */
  'search.unread': operation(
    z.object({ id: idSchema.exactOptional() }),
    z.object({
      total: z.number().int(),
      files: z
        .array(
          z.object({
            id: z.string(),
            /** Of the practice. */
            practice: z.string(),
            file: z.string(),
            title: z.string(),
            reason: unreadReasonSchema,
          }),
        )
        .max(mostListed),
    }),
  ),
};
