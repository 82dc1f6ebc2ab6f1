import type { Language } from '#shared/model/practice';
import type { PaperPart } from '#shared/paper/paper';

/**
 * A paper as Decree 30/2020/NĐ-CP has it, whatever it is written with: all its words in their order, each where the decree
 * puts it. Writers add no word of their own but page numbers.
 */
export interface OfficialPaper {
  readonly language: Language;
  /** Who it is from, for the properties of the file. */
  readonly from: string;
  readonly head: OfficialHead;
  readonly title: OfficialTitle;
  /** Only of a letter, and of a report to a higher body; `names` is empty otherwise. */
  readonly to: OfficialAddressees;
  readonly body: readonly OfficialPart[];
  /** A line each, with its dash and its end. */
  readonly recipients: { readonly label: string; readonly lines: readonly string[] };
  readonly signature: OfficialSignature;
  /** They stand in the same file, each on pages of its own with numbers of its own. */
  readonly annexes: readonly OfficialAnnex[];
  /** It goes along with another paper, or is none of an office: its annexes alone are written, without head and foot. */
  readonly enclosure?: true;
}

interface OfficialHead {
  readonly motto: string;
  readonly mottoBelow: string;
  /** The body above; empty where there is none. */
  readonly parent: string;
  readonly office: string;
  /** "Số:        /BC-SKHCN": the number stays open until the clerk gives it. */
  readonly number: string;
  readonly place: string;
  /** "LƯU HÀNH NỘI BỘ"; empty for what may go anywhere. */
  readonly circulation: string;
}

/** What stands one below the other in its body and its annexes. */
export type OfficialPart =
  /** "I. ..." in capitals, "1. ...", "a) ...": below one another, and their numbers are part of the text. */
  | { readonly type: 'section' | 'clause' | 'point'; readonly text: string }
  /** As somebody wrote it; `of` is the practice whose pictures it shows. */
  | { readonly type: 'markdown'; readonly text: string; readonly of: string }
  | Extract<PaperPart, { readonly type: 'text' | 'list' | 'table' | 'source' }>;

/** Of a letter the subject stands below its number ("V/v ..."), of all others below the name of their type. */
export type OfficialTitle =
  | { readonly type: 'named'; readonly name: string; readonly subject: string }
  | { readonly type: 'letter'; readonly subject: string };

interface OfficialAddressees {
  readonly label: string;
  readonly names: readonly string[];
}

export interface OfficialSignature {
  /** Authority and post, a line each: "KT. GIÁM ĐỐC", "PHÓ GIÁM ĐỐC". */
  readonly post: readonly string[];
  readonly name: string;
}

export interface OfficialAnnex {
  /** "Phụ lục I". */
  readonly label: string;
  readonly title: string;
  /** "(Kèm theo Báo cáo số ...)". */
  readonly note: string;
  /** A table of contents in front of its parts: its clauses with their pages. */
  readonly contents?: { readonly title: string };
  readonly parts: readonly OfficialPart[];
}

/** Addressees as lines: one behind the label, several below one another. */
export function addresseeLines({ label, names }: OfficialAddressees): string[] {
  const [only = ''] = names;
  if (names.length === 0) return [];
  if (names.length === 1) return [`${label} ${only}`];
  return [label, ...names.map((name, at) => `- ${name}${at === names.length - 1 ? '.' : ';'}`)];
}
