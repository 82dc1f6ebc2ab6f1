import type { Backend } from '#renderer/backend/backend';
import type { QuarterBoard } from '#renderer/views/quarter/quarter-board.svelte';
import type { ChoicePaper, ToldChoice } from '#shared/contract/choice';
import { type PaperFormat, paperFormats } from '#shared/contract/papers';
import { type FetchedPaper, PaperMaking } from '#renderer/state/paper-making.svelte';
import { type Failure, toFailure } from '#shared/failure';
import type { Language } from '#shared/model/practice';
import { type ChoiceWords, factLines, realSums, sumLine } from '#shared/paper/choice-paper';

/** What the choice of a period amounts to, as it is saved, and the papers that are made of it. */
export class ToldOfChoice {
  told = $state.raw<ToldChoice | null>(null);
  failure = $state.raw<Failure | null>(null);
  /** The paper that is being made. */
  making = $state<ChoicePaper | PaperFormat | null>(null);
  /** The report, which takes its time. */
  readonly report: PaperMaking;
  readonly #backend: Backend;
  readonly #board: QuarterBoard;
  #asked = 0;

  constructor(backend: Backend, board: QuarterBoard) {
    this.#backend = backend;
    this.#board = board;
    this.report = new PaperMaking(backend);
  }

  /** Asks anew; an answer that was overtaken is dropped. */
  async load(): Promise<void> {
    const asked = ++this.#asked;
    try {
      const told = await this.#backend.invoke('choice.facts', { period: this.#board.period });
      if (asked !== this.#asked) return;
      this.told = told;
      this.failure = null;
    } catch (error) {
      if (asked === this.#asked) this.failure = toFailure(error);
    }
  }

  /** Saves the choice and makes a paper of it; undefined where it could not be saved or made, which `failure` says. */
  async make(paper: ChoicePaper | PaperFormat, language: Language): Promise<FetchedPaper | undefined> {
    if (this.making !== null) return undefined;
    this.making = paper;
    this.failure = null;
    try {
      this.#board.settle();
      if (!(await this.#board.flush())) return undefined;
      const { period } = this.#board;
      if (isReport(paper)) return await this.#makeReport(paper, language);
      return await this.#backend.invoke('choice.paper', { period, paper, language });
    } catch (error) {
      this.failure = toFailure(error);
      return undefined;
    } finally {
      this.making = null;
    }
  }

  async #makeReport(as: PaperFormat, language: Language): Promise<FetchedPaper | undefined> {
    const { period } = this.#board;
    const made = await this.report.make(as, () =>
      this.#backend.invoke('papers.official', { period, paper: 'report', as, language }),
    );
    this.failure = this.report.failure;
    return made;
  }
}

const isReport = (paper: ChoicePaper | PaperFormat): paper is PaperFormat =>
  (paperFormats as readonly string[]).includes(paper);

/** Facts and sums as Markdown for the foreword. */
export function factsText({ facts, figures }: ToldChoice, words: ChoiceWords): string {
  const lines = factLines(facts, words).map(plain);
  const sums = realSums(figures.sums).map((sum) => `- ${plain(sumLine(sum, words))}`);
  return [lines.join('\n\n'), sums.join('\n')].filter(Boolean).join('\n\n');
}

/** What people wrote is text, and no Markdown. */
const plain = (text: string): string => text.replace(/[\\`*_[\]<>#|~]/g, '\\$&');
