import type { Input } from '#shared/contract/contract';
import type { Compilation } from '#shared/model/compilation';

type Proposals = NonNullable<Compilation['proposals']>;

/**
 * The compilation with what was decided of it. What is not given stays, and so do keys that we do not know; a proposal
 * without words is none.
 */
export function withChoice(
  before: Compilation,
  {
    foreword,
    items,
    groups,
    proposals,
  }: Pick<Input<'compilations.save'>, 'foreword' | 'items' | 'groups' | 'proposals'>,
): Compilation {
  const { groups: hadGroups, proposals: had = {}, ...others } = before;
  const chosen = [...new Set(items)];
  const kept = groups === undefined ? hadGroups : (groups ?? undefined);
  const said = proposals === undefined ? had : merged(had, chosen, proposals);
  return {
    ...others,
    ...{ foreword: foreword.normalize('NFC'), items: chosen },
    ...(kept === undefined ? {} : { groups: [...new Set(kept)] }),
    ...(Object.keys(said).length === 0 ? {} : { proposals: said }),
  };
}

/** Sorted by practice, so that the same proposals are the same bytes. */
function merged(
  had: Proposals,
  items: readonly string[],
  given: NonNullable<Input<'compilations.save'>['proposals']>,
): Proposals {
  const all = new Map(Object.entries(had));
  for (const id of items) {
    const why = given[id]?.why.normalize('NFC') ?? '';
    const whom = given[id]?.whom.normalize('NFC') ?? '';
    if (`${why}${whom}`.trim() === '') all.delete(id);
    else all.set(id, { ...all.get(id), why, whom });
  }
  return Object.fromEntries([...all].toSorted(([one], [other]) => (one < other ? -1 : 1)));
}
