import { leavingRevision } from '#core/compilation/outgoing-practice';
import type { OpenedLibrary } from '#core/library/opened-library';
import type { IssueView } from '#shared/contract/issue';
import { Failure, type FailureCode, toFailure } from '#shared/failure';
import type { Compilation } from '#shared/model/compilation';
import { lastIssue } from '#shared/model/issue';

type Hindrance = IssueView['hindrances'][number];

const known: Partial<Record<FailureCode, Hindrance['hindrance']>> = {
  'not-found': 'missing',
  'practice-damaged': 'damaged',
  'not-approved': 'not-approved',
  'sample-cannot-leave': 'sample',
  'sharing-forbids': 'sharing-forbids',
};

/** What a look at the practices of a choice finds: the revisions that would leave, and what keeps others from leaving. */
export interface Looked {
  readonly revisions: readonly { readonly id: string; readonly revision: string }[];
  readonly hindrances: readonly Hindrance[];
  /** Of the first hindrance, as an export would fail. */
  readonly failure: Failure | undefined;
}

/** Looks at all practices of a choice; once the list is closed, also whether each still is what it was then. */
export async function lookAtChoice(
  library: OpenedLibrary,
  { items, issues }: Pick<Compilation, 'items' | 'issues'>,
): Promise<Looked> {
  const last = lastIssue(issues);
  const frozen = last?.issued ? undefined : last?.frozen;
  const closed = new Map(frozen?.items.map(({ id, revision }) => [id, revision]));
  const revisions: { id: string; revision: string }[] = [];
  const hindrances: Hindrance[] = [];
  let first: Failure | undefined;
  for (const id of items) {
    try {
      const { title, revision } = await leavingRevision(library, id, null);
      revisions.push({ id, revision: revision.hash });
      if (frozen && closed.get(id) !== revision.hash) hindrances.push({ id, title, hindrance: 'changed' });
    } catch (error) {
      const failure = toFailure(error);
      const hindrance = known[failure.code];
      if (hindrance === undefined) throw error;
      hindrances.push({ id, title: library.catalogue.get(id)?.title ?? '', hindrance });
      first ??= failure;
    }
  }
  return { revisions, hindrances, failure: first };
}
