import type { IssueDesk, Signer } from '#renderer/views/quarter/issue/issue-desk.svelte';
import { type IssueView, signedFileLimit } from '#shared/contract/issue';
import { type FailureData, toFailure } from '#shared/failure';
import { paperNumberText, type SignedPaper, type SignedPaperType } from '#shared/model/issue';
import { dayOf } from '#shared/model/partial-date';
import { officeOnPaper } from '#shared/paper/office-on-paper';

export type FileTrouble = 'large' | 'kind' | 'empty' | 'damaged';
/** What is odd about a number and a date, as the clerk should look once more; nothing is refused for it. */
export interface PaperWarnings {
  readonly used: IssueView['used'][number] | undefined;
  readonly early: boolean;
  readonly future: boolean;
  /** The symbol holds what no symbol has, as the number once more and its slash. */
  readonly symbol: boolean;
}

/** What can be told of a file before it is given; its bytes are judged by the host. */
export function fileTrouble({ name, size }: Pick<File, 'name' | 'size'>): FileTrouble | null {
  if (size > signedFileLimit) return 'large';
  if (size === 0) return 'empty';
  return /\.(?:pdf|jpe?g|png)$/i.test(name) ? null : 'kind';
}

const refusals: Partial<Record<string, FileTrouble>> = {
  'too-large': 'large',
  empty: 'empty',
  kind: 'kind',
  damaged: 'damaged',
};

/** Number, date, signer and file of one signed paper, as they are typed; nothing that others do touches them. */
export class SignedEntry {
  readonly type: SignedPaperType;
  number = $state('');
  symbol = $state('');
  /** `YYYY-MM-DD`. */
  date = $state<string | null>(null);
  /** Something else than a day is typed in its place. */
  dateUnreadable = $state(false);
  /** Counted among the letterhead's signers; -1: somebody else, of `post` and `name`. */
  who = $state(0);
  post = $state('');
  name = $state('');
  file = $state.raw<File | null>(null);
  trouble = $state<FileTrouble | null>(null);
  /** Nothing is complained about before the person wants to save. */
  tried = $state(false);
  saving = $state(false);
  failure = $state.raw<FailureData | null>(null);
  readonly #desk: IssueDesk;

  constructor(desk: IssueDesk, type: SignedPaperType, paper: SignedPaper | undefined) {
    this.#desk = desk;
    this.type = type;
    if (paper) this.#take(paper);
    else this.#begin();
  }

  #take({ number, symbol, date, signer }: SignedPaper): void {
    this.number = String(number);
    this.symbol = symbol;
    this.date = date;
    this.who = this.#desk.signers.findIndex(
      (one) => one.name === signer.name && one.post === signer.post && one.authority === signer.authority,
    );
    this.post = signer.post;
    this.name = signer.name;
  }

  /** As the letterhead has it; empty where that says nothing. */
  get usualSymbol(): string {
    const { letterhead } = this.#desk;
    const office = letterhead && officeOnPaper(letterhead, '');
    if (!office) return '';
    return this.type === 'report'
      ? `BC-${office.symbol}`
      : [office.symbol, office.drafter].filter(Boolean).join('-');
  }

  #begin(): void {
    const { signers, signer } = this.#desk;
    this.symbol = this.usualSymbol;
    this.date = dayOf(Date.now());
    this.who = signers.length === 0 ? -1 : signer;
  }

  choose(file: File): void {
    this.trouble = fileTrouble(file);
    this.file = this.trouble === null ? file : null;
  }

  get paper(): SignedPaper | undefined {
    return this.#desk.round?.papers.find(({ type }) => type === this.type);
  }

  /** Number and symbol as they stand on paper, once both can. */
  get mark(): string | null {
    const symbol = this.symbol.trim();
    return isNumber(this.number) && symbol !== ''
      ? paperNumberText({ number: Number(this.number), symbol })
      : null;
  }

  get signer(): Signer {
    return this.#desk.signers[this.who] ?? { post: this.post.trim(), name: this.name.trim() };
  }

  readonly faults = $derived.by(() => ({
    number: !isNumber(this.number),
    symbol: this.symbol.trim() === '',
    date: this.date === null || this.dateUnreadable,
    signer: this.signer.name.trim() === '' || this.signer.post.trim() === '',
    file: this.file === null && this.paper === undefined,
  }));

  readonly warnings = $derived.by((): PaperWarnings => {
    const { view, round } = this.#desk;
    const { type, number, symbol } = this;
    const date = this.dateUnreadable ? null : this.date;
    return paperWarnings(
      { type, number, symbol, date },
      { view, closed: round?.frozen?.at, own: this.paper },
    );
  });

  /** Gives the file and saves all; true once it is saved. What was typed stays where it cannot be. */
  async save(): Promise<boolean> {
    this.tried = true;
    this.failure = null;
    if (this.saving || Object.values(this.faults).some(Boolean)) return false;
    this.saving = true;
    try {
      return await this.#give();
    } catch (error) {
      this.#refuse(toFailure(error));
      return false;
    } finally {
      this.saving = false;
    }
  }

  async #give(): Promise<boolean> {
    const desk = this.#desk;
    const file = this.file && (await desk.backend.give(this.file));
    const saved = await desk.change('issue.paper', {
      ...{ type: this.type, number: Number(this.number), symbol: this.symbol.trim() },
      ...{ date: this.date ?? '', signer: { ...this.signer } },
      ...(file ? { file } : {}),
    });
    if (!saved && desk.failure?.where === 'file') {
      this.#refuse(desk.failure);
      desk.failure = null;
    }
    return saved;
  }

  #refuse(failure: FailureData): void {
    const trouble = refusals[failure.rule ?? ''];
    if (failure.where !== 'file' || !trouble) {
      this.failure = failure;
      return;
    }
    this.trouble = trouble;
    this.file = null;
  }
}

const isNumber = (typed: string): boolean => /^\s*0*[1-9]\d{0,4}\s*$/.test(typed);

/** `own` is the paper that is changed: its number is not taken by somebody else. `closed`: when the list was closed. */
export function paperWarnings(
  { type, number, symbol, date }: Pick<SignedEntry, 'type' | 'number' | 'symbol' | 'date'>,
  facts: { view: IssueView | null; closed: string | undefined; own: SignedPaper | undefined },
): PaperWarnings {
  const { view, closed, own } = facts;
  const isSame = (one: { number: number; symbol: string }): boolean =>
    one.number === Number(number) && one.symbol === symbol.trim();
  const year = date?.slice(0, 4);
  const found = (view?.used ?? []).filter(
    (one) => one.type === type && isSame(one) && one.date.startsWith(year ?? ''),
  );
  const others = own && isSame(own) ? withoutOne(found, view?.compilation.period, own.date) : found;
  return {
    used: others[0],
    early: date !== null && closed !== undefined && date < dayOf(Date.parse(closed)),
    future: date !== null && date > dayOf(Date.now()),
    symbol: !/^[\p{L}\d&.-]*$/u.test(symbol.trim()),
  };
}

function withoutOne(found: IssueView['used'], period: string | undefined, date: string): IssueView['used'] {
  const at = found.findIndex((one) => one.period === period && one.date === date);
  return at < 0 ? found : found.toSpliced(at, 1);
}
