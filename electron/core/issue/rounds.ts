import { choiceDigest } from '#core/issue/choice-digest';
import { Failure } from '#shared/failure';
import type { Compilation } from '#shared/model/compilation';
import {
  type Erratum,
  type Issue,
  lastIssue,
  type SignedPaper,
  type SignedPaperType,
} from '#shared/model/issue';

/** Who did a step, and when (ISO 8601 in UTC). */
export interface Deed {
  readonly at: string;
  readonly by: string;
}

const withLast = (compilation: Compilation, issue: Issue): Compilation => ({
  ...compilation,
  issues: [...(compilation.issues ?? []).slice(0, -1), issue],
});

/** The round that is under way. Fails with `choice-closed` where the last one was issued, and `bad-input` where none was begun. */
function openRound({ issues, period }: Compilation): Issue {
  const last = lastIssue(issues);
  if (last?.issued) throw new Failure('choice-closed', { where: period });
  if (!last) throw new Failure('bad-input', { where: 'issue' });
  return last;
}

/** A round whose list is closed. */
export interface ClosedRound extends Issue {
  readonly frozen: NonNullable<Issue['frozen']>;
}

/** The round whose list is closed and which is not issued yet; else as `openRound`, or `bad-input`. */
function closedRound(compilation: Compilation): ClosedRound {
  const round = openRound(compilation);
  const { frozen } = round;
  if (!frozen) throw new Failure('bad-input', { where: 'freeze' });
  return { ...round, frozen };
}

/** As `closedRound`, whose draft was handed in, too: nothing is signed that nobody saw. */
function submittedRound(compilation: Compilation): ClosedRound {
  const round = closedRound(compilation);
  if (!round.submitted) throw new Failure('bad-input', { where: 'submit' });
  return round;
}

/** The list is closed with these revisions. A first round is begun where there is none. */
export function frozen(
  compilation: Compilation,
  items: readonly { readonly id: string; readonly revision: string }[],
  deed: Deed,
): Compilation {
  const last = lastIssue(compilation.issues);
  if (last?.frozen) throw new Failure('choice-closed', { where: compilation.period });
  const round: Issue = last ?? { kind: 'first', papers: [] };
  const issue: Issue = {
    ...round,
    frozen: { ...deed, items: [...items], choice: choiceDigest(compilation) },
  };
  return last ? withLast(compilation, issue) : { ...compilation, issues: [issue] };
}

/** The draft was handed to who signs. */
export function submitted(compilation: Compilation, deed: Deed): Compilation {
  return withLast(compilation, { ...closedRound(compilation), submitted: { ...deed } });
}

/** Signed papers belong to a text: going behind it sets them aside. */
function withoutPapers(issue: Issue): Issue {
  const { papers, setAside = [] } = issue;
  if (papers.length === 0) return issue;
  return { ...issue, papers: [], setAside: [...setAside, ...papers] };
}

const without = (issue: Issue, step: 'submitted' | 'frozen'): Issue => ({
  ...issue,
  [step]: undefined,
});

/** Back to a step; `start` ends a later round that was begun. */
export function goneBack(compilation: Compilation, to: 'start' | 'freeze' | 'draft'): Compilation {
  const round = openRound(compilation);
  if (to === 'start') return withoutLast(compilation, round);
  const before = without(withoutPapers(round), 'submitted');
  if (to === 'draft') return withLast(compilation, before);
  // The practices of what is corrected do not change: its list stays closed.
  if (round.kind === 'correction') throw new Failure('bad-input', { where: 'to' });
  return withLast(compilation, without(before, 'frozen'));
}

function withoutLast(compilation: Compilation, round: Issue): Compilation {
  if (round.kind === 'first' || round.papers.length > 0) throw new Failure('bad-input', { where: 'to' });
  const { setAside = [] } = round;
  const [before, ...earlier] = (compilation.issues ?? []).slice(0, -1).toReversed();
  if (!before || setAside.length === 0) return { ...compilation, issues: compilation.issues?.slice(0, -1) };
  // What a leader has signed stays on record, also where its round was given up.
  const keeping = { ...before, setAside: [...(before.setAside ?? []), ...setAside] };
  return { ...compilation, issues: [...earlier.toReversed(), keeping] };
}

/** With the signed paper of its type, in the place of one that was there. */
export function withPaper(compilation: Compilation, paper: SignedPaper): Compilation {
  const round = submittedRound(compilation);
  const others = round.papers.filter(({ type }) => type !== paper.type);
  const before = round.papers.find(({ type }) => type === paper.type);
  const isReplaced = before !== undefined && before.file.sha256 !== paper.file.sha256;
  return withLast(compilation, {
    ...round,
    papers: [...others, paper].toSorted((a, b) => (a.type === b.type ? 0 : a.type === 'report' ? -1 : 1)),
    ...(isReplaced ? { setAside: [...(round.setAside ?? []), before] } : {}),
  });
}

/** The paper of this type is set aside. */
export function withoutPaper(compilation: Compilation, type: SignedPaperType): Compilation {
  const round = closedRound(compilation);
  const paper = round.papers.find((one) => one.type === type);
  if (!paper) return compilation;
  const papers = round.papers.filter((one) => one !== paper);
  return withLast(compilation, { ...round, papers, setAside: [...(round.setAside ?? []), paper] });
}

/** Why something is issued once more. */
export interface Again {
  readonly kind: 'replacement' | 'correction';
  readonly reason: string;
  readonly errata: readonly Erratum[];
}

/**
 * Begins a replacement, whose list is open again, or a correction, whose list is that of what is corrected. Fails with
 * `bad-input` where nothing was issued, or the last round is still open.
 */
export function begunAgain(compilation: Compilation, { kind, reason, errata }: Again): Compilation {
  const last = lastIssue(compilation.issues);
  if (!last?.issued || !last.frozen) throw new Failure('bad-input', { where: 'kind' });
  const round: Issue = {
    ...{ kind, reason: reason.normalize('NFC'), papers: [] },
    ...(errata.length === 0 ? {} : { errata: errata.map((one) => ({ ...one })) }),
    ...(kind === 'correction' ? { frozen: last.frozen } : {}),
  };
  return { ...compilation, issues: [...(compilation.issues ?? []), round] };
}

/** What was signed was issued. Fails with `bad-input` where an earlier round has the bundle's number. */
export function issued(
  compilation: Compilation,
  facts: Deed & { readonly number: number; readonly content: string },
): Compilation {
  const { at, by, number, content } = facts;
  if (compilation.issues?.some((issue) => issue.issued?.number === number) === true)
    throw new Failure('bad-input', { where: 'number' });
  return withLast(compilation, { ...closedRound(compilation), issued: { at, by, number, content } });
}

/**
 * The round that may be issued now. Fails with `bad-input` where no draft was handed in, `paper-missing` where nothing is signed,
 * and `issue-changed` where the choice is not what was closed.
 */
export function signedRound(compilation: Compilation): ClosedRound {
  const round = submittedRound(compilation);
  if (round.papers.length === 0) throw new Failure('paper-missing');
  if (choiceDigest(compilation) !== round.frozen.choice)
    throw new Failure('issue-changed', { where: compilation.period });
  return round;
}
