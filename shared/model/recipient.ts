import * as z from 'zod';
import { idSchema } from '#shared/model/practice';

/** How a parcel goes to an office: e-mail, the document system (trục liên thông), by hand, another way. */
export const channels = ['mail', 'document-system', 'hand', 'other'] as const;
const channelSchema = z.enum(channels);

/** An office that ours sends to. */
export const recipientSchema = z.looseObject({
  id: idSchema,
  name: z.string().trim().min(1).max(300),
  /** Its office id, where a parcel or a statement of it has told; null until then. */
  office: idSchema.nullable(),
  /** A state agency: what is shared with agencies only may go there. */
  government: z.boolean(),
  groups: z.array(z.string().trim().min(1).max(60)).max(20),
  channel: channelSchema,
  /** E-mail address or whatever the channel needs; may be empty. */
  address: z.string().trim().max(200),
});
export type Recipient = z.infer<typeof recipientSchema>;

/** exchange/recipients.json: the offices that ours sends to, in the office's own order. */
export const recipientsFileSchema = z.looseObject({
  format: z.string(),
  recipients: z.array(recipientSchema).max(500),
});
export type RecipientsFile = z.infer<typeof recipientsFileSchema>;
