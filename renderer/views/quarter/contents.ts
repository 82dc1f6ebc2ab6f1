import type { Compilation } from '#shared/model/compilation';

/** Why a peer's practice is proposed, and for whom; as typed. */
export interface Proposal {
  readonly why: string;
  readonly whom: string;
}

/** What a person decides of a compilation. */
export interface Contents {
  readonly items: readonly string[];
  readonly foreword: string;
  /** Order of the groups by field; null where they are not grouped. */
  readonly groups: readonly string[] | null;
  readonly proposals: ReadonlyMap<string, Proposal>;
}

/** What was decided in a compilation as it was read. */
export function contentsOf({ items, foreword, groups, proposals = {} }: Compilation): Contents {
  const said = Object.entries(proposals).map(([id, { why, whom = '' }]): [string, Proposal] => [
    id,
    { why, whom },
  ]);
  return { items, foreword, groups: groups ?? null, proposals: new Map(said) };
}

export function isSameList(a: readonly string[] | null, b: readonly string[] | null): boolean {
  if (a === null || b === null) return a === b;
  return a.length === b.length && a.every((text, at) => text === b[at]);
}

/** Proposals of practices that are not chosen make no difference. */
export function isSame(a: Contents, b: Contents): boolean {
  return (
    a.foreword === b.foreword &&
    isSameList(a.items, b.items) &&
    isSameList(a.groups, b.groups) &&
    hasSameProposals(a, b)
  );
}

export function hasSameProposals({ items, proposals }: Contents, b: Contents): boolean {
  return items.every((id) => {
    const [one, other] = [proposals.get(id), b.proposals.get(id)];
    return (one?.why ?? '') === (other?.why ?? '') && (one?.whom ?? '') === (other?.whom ?? '');
  });
}

/** The proposals of chosen practices, as they are saved; those without words are left out. */
export function saidProposals({ items, proposals }: Contents): Record<string, { why: string; whom: string }> {
  const said = items.flatMap((id): [string, { why: string; whom: string }][] => {
    const proposal = proposals.get(id);
    return proposal && `${proposal.why}${proposal.whom}`.trim() !== '' ? [[id, { ...proposal }]] : [];
  });
  return Object.fromEntries(said);
}

export function asSet(items: readonly string[]): ReadonlySet<string> {
  return new Set(items);
}

export const noProposals: ReadonlyMap<string, Proposal> = new Map();

export function withProposal(
  proposals: ReadonlyMap<string, Proposal>,
  id: string,
  proposal: Proposal,
): ReadonlyMap<string, Proposal> {
  return new Map(proposals).set(id, proposal);
}
