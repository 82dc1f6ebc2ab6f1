import type { FoundLetterhead } from '#shared/contract/letterhead';
import type { Signer } from '#shared/paper/official-words';

/** Whom a paper goes to, and its words where they are not the usual ones. */
interface PaperOfOffice {
  /** Behind "Kính gửi"; none where the paper has no such line. */
  readonly to: readonly string[];
  readonly recipients: readonly string[];
  /** A paragraph each; none for the usual ones. */
  readonly opening: readonly string[];
  readonly closing: readonly string[];
}

/** What stands on every paper of an office: its letterhead, and what is derived where that leaves something open. */
export interface OfficeOnPaper {
  /** Empty where there is none. */
  readonly parent: string;
  readonly office: string;
  readonly symbol: string;
  readonly place: string;
  /** The unit that drafts; empty where nobody has said it. */
  readonly drafter: string;
  /** The usual one. */
  readonly signer: Signer;
  readonly report: PaperOfOffice;
  readonly letter: PaperOfOffice;
}

/** `unknown`: the post that stands where nobody has said who signs. */
export function officeOnPaper(
  { letterhead: said, derived }: Pick<FoundLetterhead, 'letterhead' | 'derived'>,
  unknown: string,
): OfficeOnPaper {
  const { report, letter } = papersOf(said, derived);
  return {
    parent: said.parent ?? derived.parent,
    office: said.office || derived.office,
    symbol: said.symbol || derived.symbol,
    place: said.place || derived.place,
    drafter: said.drafter,
    signer: said.signers[0] ?? derived.signer ?? { post: unknown, name: '' },
    ...{ report, letter },
  };
}

function papersOf(
  said: FoundLetterhead['letterhead'],
  derived: FoundLetterhead['derived'],
): Pick<OfficeOnPaper, 'report' | 'letter'> {
  return {
    report: {
      // What the body above is by hand is whom the report goes to, too.
      to: said.reportTo ?? (said.parent === undefined ? derived.reportTo : [said.parent].filter(Boolean)),
      recipients: said.reportRecipients,
      opening: paragraphsOf(said.reportOpening),
      closing: paragraphsOf(said.reportClosing),
    },
    letter: {
      to: said.letterTo.length === 0 ? derived.letterTo : said.letterTo,
      recipients: said.letterRecipients,
      opening: paragraphsOf(said.letterOpening),
      closing: paragraphsOf(said.letterClosing),
    },
  };
}

const paragraphsOf = (text: string): string[] =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean);
