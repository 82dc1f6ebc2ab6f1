import * as z from 'zod';
import { signerSchema } from '#shared/model/issue';

const line = z.string().trim().max(300);
const text = z.string().max(10_000);
const names = z.array(line.min(1)).max(200);

/** letterhead.json: what stands on the papers of our office beside what they are about. Empty and absent: as the program knows it. */
export const letterheadSchema = z.looseObject({
  format: z.string(),
  /** The body above, as it stands on paper; absent where the program derives it, empty where there is none. */
  parent: line.optional(),
  /** The issuing body as it stands on paper; empty: the office's name. */
  office: line.default(''),
  /** As in "15/BC-SKHCN"; empty: the office's symbol. */
  symbol: z.string().trim().max(30).default(''),
  /** "Hải Phòng"; empty: where the office has its seat. */
  place: line.default(''),
  /** The unit that drafts, behind "Lưu: VT, ". */
  drafter: line.default(''),
  /** Those who may sign, the usual one first; empty: the head of the office. */
  signers: z.array(signerSchema).max(50).default([]),
  /** "Kính gửi" of a report: higher bodies only. Absent where the program derives it. */
  reportTo: names.optional(),
  /** "Kính gửi" of the letter to peers; empty: the recipients of the list. */
  letterTo: names.default([]),
  /** "Nơi nhận" of each, without "Như trên" and "Lưu", which the program adds. */
  reportRecipients: names.default([]),
  letterRecipients: names.default([]),
  /** Instead of the usual opening and closing words of each; empty: the usual ones. A paragraph a line. */
  reportOpening: text.default(''),
  reportClosing: text.default(''),
  letterOpening: text.default(''),
  letterClosing: text.default(''),
});
export type Letterhead = z.infer<typeof letterheadSchema>;
