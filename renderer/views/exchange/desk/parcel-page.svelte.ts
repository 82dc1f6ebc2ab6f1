import type { Application } from '#renderer/state/application.svelte';
import { parcelName, twoDigits } from '#renderer/views/exchange/desk/clerk-desk.svelte';
import { RegisterForm } from '#renderer/views/exchange/desk/register-form.svelte';
import type { Output } from '#shared/contract/contract';
import type { Messages } from '#shared/messages/messages';
import { type FailureData, toFailure } from '#shared/failure';
import { formatNumber } from '#shared/model/number';
import { formatPeriod } from '#shared/model/period';
import type { Review } from '#shared/contract/exchange';
import type { BundlePaper } from '#shared/model/bundle';
import type { RegisterFields } from '#shared/model/register';
import { enclosedAbout } from '#shared/paper/parcel-paper';

/** A parcel that is to be entered in the register. */
export class ParcelEntering {
  found = $state.raw<Output<'desk.parcel'> | null>(null);
  failure = $state.raw<FailureData | null>(null);
  /** Whose seal it has; null until that was looked at, and for what does not wait any more. */
  review = $state.raw<Pick<Review, 'seal' | 'sealExpected'> | null>(null);
  looking = $state(false);
  busy = $state(false);
  /** The number that is wanted would leave others out. */
  gap = $state.raw<{ number: number; next: number } | null>(null);
  readonly form: RegisterForm;
  readonly reviewId: string;
  readonly #app: Application;

  constructor(app: Application, reviewId: string) {
    this.#app = app;
    this.reviewId = reviewId;
    this.form = new RegisterForm(
      () => app.messages.desk,
      () => null,
    );
  }

  get name(): string {
    return this.found ? parcelName(this.#app, this.found.parcel) : '';
  }

  async load(): Promise<void> {
    try {
      const found = await this.#app.backend.invoke('desk.parcel', { reviewId: this.reviewId });
      const { here, office } = found.parcel;
      const papers = await this.#app.backend.invoke('desk.papers', {
        parcels: here.map(({ tagManifest }) => tagManifest).slice(0, 100),
        office: office.id,
      });
      this.found = found;
      this.form.fill(
        this.#proposal(
          found,
          papers.find(({ type }) => type !== 'enclosed-list'),
        ),
      );
      this.form.propose(found.next);
      if (found.parcel.here.some(({ reviewId, waiting }) => waiting && reviewId === this.reviewId))
        await this.#loadSeal();
    } catch (error) {
      this.failure = toFailure(error);
    }
  }

  /** The number follows the year of the day. */
  async dayChanged(): Promise<void> {
    const { year } = this.form;
    if (year === null) return;
    const answer = await this.#app.ask('desk.nextNumber', { year });
    if (answer) this.form.propose(answer.next);
  }

  /** Enters it; resolves with the id of its line, also where somebody was faster, or null where it is not entered. */
  async enter(gap = false): Promise<string | null> {
    const fields = this.form.read();
    if (this.busy || !fields) return null;
    this.busy = true;
    try {
      const { reviewId, form } = this;
      const number = form.wanted;
      const outcome = await this.#app.backend.invoke('desk.register', { reviewId, fields, number, gap });
      this.failure = null;
      if (outcome.type === 'registered') {
        // What the sender is told; the line stands also where it cannot be made now.
        await this.#app.backend
          .invoke('desk.acknowledge', { entryId: outcome.entry.id })
          .catch(() => undefined);
      }
      if (outcome.type === 'registered' || outcome.type === 'known') return outcome.entry.id;
      this.#refuse(outcome);
    } catch (error) {
      this.failure = toFailure(error);
    } finally {
      this.busy = false;
    }
    return null;
  }

  useNext(): void {
    if (!this.gap) return;
    this.form.number = this.form.proposed;
    this.form.propose(this.gap.next);
    this.gap = null;
  }

  #refuse(outcome: { type: 'number-taken' | 'number-gap'; next: number }): void {
    const { form } = this;
    const typed = form.number;
    if (outcome.type === 'number-gap') {
      this.gap = { number: Number(typed), next: outcome.next };
      return;
    }
    form.refused = {
      number: typed,
      error: this.#app.messages.desk.numberTaken(typed.trim(), String(outcome.next)),
    };
    form.proposed = String(outcome.next);
  }

  async #loadSeal(): Promise<void> {
    this.looking = true;
    const { reviewId } = this;
    this.review = await this.#app.backend.invoke('exchange.review', { reviewId }).catch(() => null);
    this.looking = false;
  }

  /** The columns after the signed paper that came along; without one what is known of the parcel. */
  #proposal({ parcel, today }: Output<'desk.parcel'>, paper?: BundlePaper): RegisterFields {
    const { language, messages } = this.#app;
    const practices = parcel.here.reduce((sum, part) => sum + part.practices, 0);
    return {
      arrivedOn: today,
      from: parcel.office.name,
      symbol: paper?.number ?? '',
      paperDate: paper?.date ?? null,
      subject:
        typeAndSubject(paper, messages) ||
        messages.desk.subjectProposal(
          formatPeriod(parcel.period, language),
          twoDigits(parcel.number),
          formatNumber(practices, language),
        ),
      receiver: '',
      note: paper ? enclosedAbout(paper, messages.desk.papers) : '',
    };
  }
}

/** "Báo cáo: Tổng hợp cách làm hay quý III/2026", as the register has it; empty without a signed paper. */
function typeAndSubject(paper: BundlePaper | undefined, { signedPaper }: Messages): string {
  if (!paper || paper.type === 'enclosed-list') return '';
  return [signedPaper.type[paper.type], paper.subject].filter(Boolean).join(': ');
}
