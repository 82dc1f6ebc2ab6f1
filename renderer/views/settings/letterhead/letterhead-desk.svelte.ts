import type { Backend } from '#renderer/backend/backend';
import { lineWarnings, type PaperLines, type PaperPartName } from '#renderer/components/paper-lines';
import { exampleLetter, exampleReport } from '#renderer/views/settings/letterhead/example-paper';
import type { LetterheadKey } from '#renderer/views/settings/letterhead/letterhead-draft';
import { LetterheadForm } from '#renderer/views/settings/letterhead/letterhead-form.svelte';
import {
  letterheadWarnings,
  type LetterheadWarning,
} from '#renderer/views/settings/letterhead/letterhead-warnings';
import type { Reference } from '#shared/contract/library';
import type { Messages } from '#shared/messages/messages';
import { vi } from '#shared/messages/vi';
import type { SignedPaperType } from '#shared/model/issue';
import type { Office } from '#shared/model/office';
import type { Period } from '#shared/model/period';
import { officeOnPaper } from '#shared/paper/office-on-paper';

/** What the form and its preview know of the world around them. */
interface Around {
  readonly backend: Backend;
  readonly saved: () => void;
  readonly period: Period;
  readonly reference: () => Pick<Reference, 'fields'>;
  readonly ourOffice: () => Office | null;
  readonly words: () => Messages['letterhead'];
}

/** A doubt as it stands in the field where it may be settled. */
interface Doubt {
  readonly field: LetterheadKey | null;
  readonly part: PaperPartName;
  readonly text: string;
  readonly at?: number;
}

/** The letterhead while it is written, the paper that comes of it, and what is doubtful about both. */
export class LetterheadDesk {
  readonly form: LetterheadForm;
  /** Which of the papers is shown. */
  kind = $state<SignedPaperType>('report');
  measured = $state.raw<PaperLines | null>(null);
  readonly #around: Around;
  readonly office = $derived.by(() => {
    const { found, values } = this.form;
    if (!found || !values) return null;
    const letterhead = { format: found.letterhead.format, ...values };
    return officeOnPaper({ letterhead, derived: found.derived }, vi.call.paper.signer);
  });
  readonly paper = $derived.by(() => {
    const { period, reference, ourOffice } = this.#around;
    if (!this.office) return null;
    if (this.kind === 'report') return exampleReport(this.office, period, reference());
    const { phone = '', email = '' } = ourOffice() ?? {};
    return exampleLetter(this.office, period, { phone, email });
  });
  readonly doubts: readonly Doubt[] = $derived.by(() => {
    const { form, office, paper, measured } = this;
    if (!form.values || !office || !paper) return [];
    const said = letterheadWarnings(form.values, office, this.#around.ourOffice()?.level);
    return [
      ...said.map((warning) => this.#doubtOf(warning)),
      ...lineWarnings(paper, measured).map((warning) => this.#lineDoubt(warning)),
    ];
  });

  constructor(around: Around) {
    this.#around = around;
    this.form = new LetterheadForm(around.backend, around.saved);
  }

  /** What is doubtful in a field; of the signers in one of them, or in the list (-1). */
  doubtsOf(field: LetterheadKey, at?: number): string[] {
    return this.doubts
      .filter((doubt) => doubt.field === field && (at === undefined || (doubt.at ?? -1) === at))
      .map(({ text }) => text);
  }

  /** What is doubtful on the sheet: of the signers only the first stands there, and nothing of the other paper. */
  get marks(): PaperPartName[] {
    const others: readonly (LetterheadKey | null)[] =
      this.kind === 'report' ? ['letterTo', 'letterRecipients'] : ['reportTo', 'reportRecipients'];
    return this.doubts
      .filter(({ field, at = 0 }) => at === 0 && !others.includes(field))
      .map(({ part }) => part);
  }

  #doubtOf({ field, part, code, at }: LetterheadWarning): Doubt {
    return { field, part, text: this.#around.words().warnings[code], ...(at === undefined ? {} : { at }) };
  }

  #lineDoubt(warning: ReturnType<typeof lineWarnings>[number]): Doubt {
    const words = this.#around.words();
    const { part } = warning;
    switch (warning.code) {
      case 'lines':
        return {
          ...{ part, field: part === 'subject' ? null : (part as 'office' | 'parent') },
          text: words.lines[warning.part](String(warning.count)),
        };
      case 'wide':
        return { part, field: warning.part, text: words.wide[warning.part] };
      case 'many':
        return { part, field: `${this.kind}Recipients`, text: words.many(String(warning.count)) };
    }
  }
}
