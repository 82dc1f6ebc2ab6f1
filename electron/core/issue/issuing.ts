import { createHash } from 'node:crypto';
import type { OutgoingPaper } from '#core/bundle/bundle-writer';
import type { Issuing } from '#core/compilation/export-bundle';
import type { OutgoingPractice } from '#core/compilation/outgoing-practice';
import { hashFile } from '#core/files/hash';
import { bundledList } from '#core/issue/enclosed-list';
import { type ClosedRound, issued, signedRound } from '#core/issue/rounds';
import { signedPath } from '#core/issue/signed-file';
import type { OpenedLibrary } from '#core/library/opened-library';
import { Failure } from '#shared/failure';
import { vi } from '#shared/messages/vi';
import type { BundlePaper } from '#shared/model/bundle';
import type { Compilation } from '#shared/model/compilation';
import {
  type Issue,
  lastIssue,
  paperConcerned,
  paperNumberText,
  type SignedPaper,
} from '#shared/model/issue';
import { signedSubject } from '#shared/paper/signed-subject';
import { signatureOf } from '#shared/paper/official-words';

/**
 * What the bundle of the last round is issued with, and what is noted of it. `seen` is the round as the person saw it: a paper
 * that was given, replaced or set aside since, or a list that was closed anew, is not issued.
 */
export function issuingOf(library: OpenedLibrary, seen: ClosedRound): Issuing {
  const roundOf = (compilation: Compilation): ClosedRound => {
    const last = lastIssue(compilation.issues);
    if (!last?.issued && JSON.stringify(last) !== JSON.stringify(seen))
      throw new Failure('issue-changed', { where: compilation.period });
    return signedRound(compilation);
  };
  return {
    check(compilation, practices) {
      const { frozen } = roundOf(compilation);
      requireClosed(library, compilation, frozen.items, practices, frozen.items.length);
    },
    papers: (compilation, practices) => papersOf(library, compilation, roundOf(compilation), practices),
    note: (compilation, facts) => issued(compilation, facts),
  };
}

/**
 * What a bundle that was issued under this number is made with once more: in parts, or for certain offices. It takes the same
 * papers along, of practices that are what they were then. Undefined where no bundle was issued under it.
 */
export function issuedBefore(
  library: OpenedLibrary,
  given: Compilation,
  number: number,
): Issuing | undefined {
  const roundOf = ({ issues = [] }: Compilation): Issue | undefined =>
    issues.findLast((issue) => issue.issued?.number === number);
  if (!roundOf(given)) return undefined;
  const of = (compilation: Compilation): Issue => {
    const round = roundOf(compilation);
    if (!round) throw new Failure('issue-changed', { where: compilation.period });
    return round;
  };
  return {
    check(compilation, practices) {
      // Those that the offices have already may be left out.
      requireClosed(library, compilation, of(compilation).frozen?.items ?? [], practices, practices.length);
    },
    papers: (compilation, practices) => papersOf(library, compilation, of(compilation), practices),
    note: (compilation) => compilation,
  };
}

type Closed = NonNullable<Issue['frozen']>['items'];

/** Fails with `issue-changed` unless so many practices leave and each is in the closed list as it leaves. */
function requireClosed(
  library: OpenedLibrary,
  { period }: Compilation,
  closed: Closed,
  practices: readonly OutgoingPractice[],
  count: number,
): void {
  const then = new Map(closed.map(({ id, revision }) => [id, revision]));
  const other = practices.find(({ id, revision }) => then.get(id) !== revision);
  if (!other && practices.length === count) return;
  const title = library.catalogue.get(other?.id ?? '')?.title ?? '';
  throw new Failure('issue-changed', { where: title || period });
}

async function papersOf(
  library: OpenedLibrary,
  compilation: Compilation,
  round: Issue,
  practices: readonly OutgoingPractice[],
): Promise<OutgoingPaper[]> {
  const signed: OutgoingPaper[] = [];
  for (const paper of round.papers) signed.push(await outgoing(library, compilation, round, paper));
  return [...signed, await bundledList(library, compilation, round, practices)];
}

/** A signed paper as it was handed in. Fails with `paper-missing` where its file is gone, and `issue-changed` where it is another one. */
async function outgoing(
  library: OpenedLibrary,
  compilation: Compilation,
  round: Issue,
  paper: SignedPaper,
): Promise<OutgoingPaper> {
  const { fileSystem } = library.store;
  const { file, bytes, sha256, mediaType } = paper.file;
  const path = library.store.at(signedPath(compilation.period, paper.file));
  const name = paperNumberText(paper);
  if (!(await fileSystem.information(path))) throw new Failure('paper-missing', { where: name });
  const now = await hashFile(fileSystem, path);
  if (now.sha256 !== sha256) throw new Failure('issue-changed', { where: name });
  const subject = signedSubject({ ...compilation, round }, paper, { messages: vi, language: 'vi' });
  const named = `${paper.type === 'report' ? 'bao-cao' : 'cong-van'}-${file}`.slice(-120);
  return {
    entry: {
      ...{ type: paper.type, number: name, date: paper.date, subject },
      signer: { post: signatureOf(paper.signer).post.join(' '), name: paper.signer.name },
      ...{ file: named, mediaType, bytes, sha256 },
      ...aboutOf(compilation, round),
    },
    file: {
      ...{ path: `data/papers/${named}`, bytes, sha256 },
      read: () => unchanged(fileSystem.stream(path), sha256, name),
    },
  };
}

/** The bytes of a signed file; fails at their end with `issue-changed` where they became others since they were hashed. */
async function* unchanged(
  chunks: AsyncIterable<Uint8Array>,
  expected: string,
  where: string,
): AsyncGenerator<Uint8Array> {
  const hash = createHash('sha256');
  for await (const chunk of chunks) {
    hash.update(chunk);
    yield chunk;
  }
  if (hash.digest('hex') !== expected) throw new Failure('issue-changed', { where });
}

/** The earlier paper that the papers of a round replace or correct. */
function aboutOf({ issues }: Compilation, round: Issue): Pick<BundlePaper, 'about'> {
  const concerned = paperConcerned(issues, round);
  if (!concerned || round.kind === 'first') return {};
  return { about: { kind: round.kind, number: paperNumberText(concerned), date: concerned.date } };
}
