import type * as z from 'zod';
import type { signerSchema } from '#shared/model/issue';
import type { OfficialSignature } from '#shared/paper/official-paper';

/** Who signs, and in what capacity. */
export type Signer = z.infer<typeof signerSchema>;

function postLines({ authority, of = '', post }: Signer): string[] {
  if (authority === undefined) return [post];
  return of === '' ? [`${authority} ${post}`] : [`${authority} ${of}`, post];
}

/** The lines above a signature: "KT. GIÁM ĐỐC" and "PHÓ GIÁM ĐỐC"; "Q. GIÁM ĐỐC". */
export function signatureOf(signer: Signer): OfficialSignature {
  return { post: postLines(signer).map((line) => line.toLocaleUpperCase('vi')), name: signer.name };
}

/** In one line, for the screen: "Nguyễn Văn Bình – KT. Giám đốc, Phó Giám đốc". */
export function signerLine(signer: Signer): string {
  return [signer.name, postLines(signer).join(', ')].filter((part) => part.trim() !== '').join(' – ');
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
