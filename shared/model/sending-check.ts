import * as z from 'zod';
import { idSchema } from '#shared/model/practice';

/**
 * What is looked for before a bundle leaves. secrecy: a mark of state secrecy. citizen-id, phone, email, bank-account: of a
 * person, not of an office. source: pictures that do not say whose they are. government: shared with agencies only.
 */
export const findingKinds = [
  'secrecy',
  'citizen-id',
  'bank-account',
  'phone',
  'email',
  'source',
  'government',
] as const;
export const sendingFindingSchema = z.object({
  practice: idSchema,
  title: z.string(),
  kind: z.enum(findingKinds),
  /** A front matter key, `section:<key>` or `attachment:<title>`; empty where the whole practice is meant. */
  where: z.string(),
  /** What was found, with a few words around it. */
  excerpt: z.string(),
});
export type SendingFinding = z.infer<typeof sendingFindingSchema>;
export type FindingKind = SendingFinding['kind'];
