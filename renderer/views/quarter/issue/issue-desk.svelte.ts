import { tick } from 'svelte';
import type { Backend } from '#renderer/backend/backend';
import { PaperMaking } from '#renderer/state/paper-making.svelte';
import { Reading } from '#renderer/state/reading';
import { saveFile } from '#renderer/components/save-file';
import { leftIsSaved } from '#renderer/views/quarter/left-choice';
import type { Input, Output } from '#shared/contract/contract';
import type { IssueView } from '#shared/contract/issue';
import type { FoundLetterhead } from '#shared/contract/letterhead';
import type { OfficialPaperType, PaperFormat } from '#shared/contract/papers';
import { type FailureData, toFailure } from '#shared/failure';
import {
  type Issue,
  issueStep,
  type IssueStep,
  lastIssue,
  type SignedPaper,
  type SignedPaperType,
  signedPaperTypes,
} from '#shared/model/issue';
import type { SignedEntry } from '#renderer/views/quarter/issue/signed-entry.svelte';
import type { Period } from '#shared/model/period';
import type { Language } from '#shared/model/practice';

export type Signer = SignedPaper['signer'];
/** Steps in the order of the page. */
export const shownSteps = ['freeze', 'draft', 'sign', 'issue'] as const;
export type ShownStep = (typeof shownSteps)[number];
export type StepState = 'done' | 'now' | 'waits';
type Changing =
  'issue.freeze' | 'issue.submit' | 'issue.back' | 'issue.paper' | 'issue.removePaper' | 'issue.again';
type Without<N extends Changing> = Omit<Input<N>, 'period' | 'base'>;

/** How far the issue of a period is, and its steps. What somebody else did meanwhile is shown, never overwritten. */
export class IssueDesk {
  readonly period: Period;
  view = $state.raw<IssueView | null>(null);
  /** Absent while it is not read, or cannot be. */
  letterhead = $state.raw<FoundLetterhead | null>(null);
  failure = $state.raw<FailureData | null>(null);
  busy = $state(false);
  /** Who did something else while this person pressed a button; empty where it is not known. */
  overtaken = $state<string | null>(null);
  /** The letterhead was asked for: fields that begin with it may be shown. */
  letterheadRead = $state(false);
  /** Who signs, counted among `signers`. */
  signer = $state(0);
  /** What is being typed of signed papers, by round and type: it waits while a colleague has gone back a step. */
  entries = $state<Partial<Record<string, SignedEntry>>>({});
  /** Name of the paper that was made last. */
  made = $state<string | null>(null);
  readonly making: PaperMaking;
  readonly rounds = $derived<readonly Issue[]>(this.view?.compilation.issues ?? []);
  readonly round = $derived(lastIssue(this.rounds));
  readonly step = $derived<IssueStep>(issueStep(this.round));
  readonly backend: Backend;
  readonly #reading = new Reading(() => this.#read());
  /** Something is being typed that goes away with what is shown. */
  #held = false;

  constructor(backend: Backend, period: Period) {
    this.backend = backend;
    this.period = period;
    this.making = new PaperMaking(backend);
  }

  /** Those who may sign, the usual one first. */
  get signers(): readonly Signer[] {
    const { letterhead: said, derived } = this.letterhead ?? {};
    if (said && said.signers.length > 0) return said.signers;
    return derived?.signer ? [derived.signer] : [];
  }

  /** List, practices or foreword are not as they were when the list was closed, or cannot be issued. */
  get isChanged(): boolean {
    return (this.view?.hindrances.length ?? 0) > 0 || this.view?.choiceChanged === true;
  }

  /** The file of a signed paper is gone. */
  get isLost(): boolean {
    return (this.view?.lost.length ?? 0) > 0;
  }

  /** Something is typed of a signed paper: what would be issued is not what stands on the screen. */
  get isTyping(): boolean {
    return (
      this.step !== 'done' && signedPaperTypes.some((type) => this.entries[this.entryKey(type)] !== undefined)
    );
  }

  /** Under which of `entries` stands what is typed of a paper of the round that is under way. */
  entryKey(type: SignedPaperType): string {
    return `${String(this.rounds.length)} ${type}`;
  }

  stateOf(step: ShownStep): StepState {
    return standingOf(step, this.round);
  }

  async load(): Promise<void> {
    try {
      await this.#reading.again();
      // What cannot be read of it is told where it is set.
      if (!this.letterheadRead)
        this.letterhead = await this.backend.invoke('letterhead.get', {}).catch(() => null);
      this.letterheadRead = true;
    } catch (error) {
      this.failure = toFailure(error);
    }
  }

  /** Reads anew after what others do; returns the function that stops. */
  follow(): () => void {
    const again = (): void => void this.load();
    const stops = [
      this.backend.subscribe('practices.changed', again),
      this.backend.subscribe('coverage.changed', again),
    ];
    return () => {
      for (const stop of stops) stop();
    };
  }

  /** Lets what is shown stay as it is while a dialog stands on it; returns the function that ends this and shows what is new. */
  hold(): () => void {
    this.#held = true;
    return () => {
      this.#held = false;
      void this.load();
    };
  }

  freeze(): Promise<boolean> {
    return this.change('issue.freeze', {});
  }

  submit(): Promise<boolean> {
    return this.change('issue.submit', {});
  }

  back(to: Input<'issue.back'>['to']): Promise<boolean> {
    return this.change('issue.back', { to });
  }

  /** Takes a step on top of what is shown. True once it is taken; else `overtaken` or `failure` says why not. */
  async change<N extends Changing>(operation: N, input: Without<N>): Promise<boolean> {
    if (this.busy || this.view === null) return false;
    this.busy = true;
    this.failure = null;
    this.overtaken = null;
    try {
      const whole = { ...input, period: this.period, base: this.view.hash } as unknown as Input<N>;
      const { type, ...view } = (await this.backend.invoke(operation, whole)) as Output<Changing>;
      this.view = view;
      // It was of the step before.
      this.made = null;
      if (type === 'conflict') this.overtaken = lastActor(lastIssue(view.compilation.issues));
      return type === 'saved';
    } catch (error) {
      this.failure = toFailure(error);
      await this.#reading.again().catch(() => undefined);
      return false;
    } finally {
      this.busy = false;
    }
  }

  /** Makes a paper and saves it where the person keeps downloads. */
  async take(paper: OfficialPaperType, as: PaperFormat, language: Language): Promise<void> {
    const { period, signer, signers } = this;
    this.made = null;
    const input = { period, paper, as, language, ...(signers.length > 0 ? { signer } : {}) };
    const made = await this.making.make(`${paper} ${as}`, () =>
      this.backend.invoke('papers.official', input),
    );
    if (this.making.failure) this.failure = this.making.failure;
    if (!made) return;
    saveFile(this.backend.fileAddress('papers', made.token, made.file), made.file);
    this.made = made.file;
  }

  async #read(): Promise<void> {
    // The page before this one goes away after this one has come, and saves then.
    await tick();
    await leftIsSaved();
    const view = await this.backend.invoke('issue.get', { period: this.period });
    // What is under way answers with what is there.
    if (!this.busy && !this.#held) this.view = view;
  }
}

/** Who took the last step of a round, as far as it says. */
export function lastActor(round: Issue | undefined): string {
  if (!round) return '';
  const deeds = [round.frozen, round.submitted, ...round.papers, round.issued].filter(
    (one) => one !== undefined,
  );
  return deeds.toSorted((a, b) => a.at.localeCompare(b.at)).at(-1)?.by ?? '';
}

/** A step is done, under way, or waits. Papers can be added and replaced until all is issued. */
export function standingOf(step: ShownStep, round: Issue | undefined): StepState {
  const next = issueStep(round);
  if (next === 'done') return 'done';
  if (step === next) return 'now';
  return shownSteps.indexOf(step) < shownSteps.indexOf(next) ? 'done' : 'waits';
}
