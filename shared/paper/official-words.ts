import type * as z from 'zod';
import type { signerSchema } from '#shared/model/issue';
import type { OfficialSignature } from '#shared/paper/official-paper';

/** Who signs, and in what capacity. */
export type Signer = z.infer<typeof signerSchema>;

/** The lines above a signature: "KT. GIÁM ĐỐC" and "PHÓ GIÁM ĐỐC"; "Q. GIÁM ĐỐC". */
export function signatureOf({ authority, of = '', post, name }: Signer): OfficialSignature {
  const own = post.toLocaleUpperCase('vi');
  if (authority === undefined) return { post: [own], name };
  if (of === '') return { post: [`${authority} ${own}`], name };
  return { post: [`${authority} ${of.toLocaleUpperCase('vi')}`, own], name };
}

/** The letters that points are counted by: those of the Vietnamese alphabet that begin no other letter's name. */
const letters = 'a b c d đ e g h i k l m n o p q r s t u v x y'.split(' ');

/** "a)", "b)" ... "y)", then "aa)". `at` counts from 0. */
export function pointLetter(at: number): string {
  const letter = letters[at % letters.length] ?? 'a';
  return `${letter.repeat(Math.floor(at / letters.length) + 1)})`;
}

/** Dashes in front, semicolons behind, a full stop behind the last. */
export function recipientLines(names: readonly string[]): string[] {
  return names.map((name, at) => `- ${name}${at === names.length - 1 ? '.' : ';'}`);
}

/** Vietnamese names of places stand without their kind, but in full where they are a person's name. */
export function placeOnPaper({ name, nameFull }: { name: string; nameFull: string }): string {
  return name === 'Hồ Chí Minh' ? nameFull : name;
}
