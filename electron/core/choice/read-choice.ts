import { sameWork } from '#core/choice/same-work';
import { readCompilation } from '#core/compilation/compilation-file';
import { inParallel } from '#core/files/in-parallel';
import type { OpenedLibrary } from '#core/library/opened-library';
import type { ChosenPractice } from '#shared/model/choice';
import type { Compilation } from '#shared/model/compilation';
import { arranged } from '#shared/model/field-groups';
import type { Period } from '#shared/model/period';

export interface ReadChoice {
  readonly compilation: Compilation;
  /** In the order of the compilation, group by group. */
  readonly practices: readonly ChosenPractice[];
  /** Chosen ones that are not among them: samples, those that cannot be read or are gone. */
  readonly leftOut: number;
  /** As `sumFigures` takes it. */
  readonly sameWork: readonly (readonly string[])[];
}

/** The choice of a period with what its papers tell of each practice. One that cannot be read is left out, and counted. */
export async function readChoice(library: OpenedLibrary, period: Period): Promise<ReadChoice> {
  const { compilation } = await readCompilation(library, period);
  const items = [...new Set(compilation.items)];
  const read = await inParallel(items, (id) => chosenPractice(library, id, compilation));
  const found = new Map(read.flatMap((practice) => (practice ? [[practice.id, practice] as const] : [])));
  const order = arranged(
    [...found.keys()],
    (id) => found.get(id)?.fields[0] ?? '',
    compilation.groups ?? null,
  );
  const practices = order.flatMap((id) => found.get(id) ?? []);
  return {
    ...{ compilation, practices, leftOut: items.length - practices.length },
    sameWork: await sameWork(library, order),
  };
}

async function chosenPractice(
  library: OpenedLibrary,
  id: string,
  { proposals = {} }: Compilation,
): Promise<ChosenPractice | undefined> {
  const summary = library.catalogue.get(id);
  if (!summary || summary.sample || summary.damaged !== null) return undefined;
  // Gone or damaged since it was listed: the list of the page says so.
  const read = await library.store.read(id).catch(() => undefined);
  if (!read) return undefined;
  const { title, office, ours, period, fields, evidence, unit = '' } = summary;
  const { why = '', whom = '' } = (ours ? undefined : proposals[id]) ?? {};
  return {
    ...{ id, title, office, ours, period, fields, evidence },
    ...{ summary: summary.summary, unit: ours ? unit : '' },
    results: read.document.frontMatter.results ?? [],
    proposal: { why, whom },
  };
}
