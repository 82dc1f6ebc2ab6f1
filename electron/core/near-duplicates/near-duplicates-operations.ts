import type { Jobs } from '#core/jobs/jobs';
import type { OpenedLibrary } from '#core/library/opened-library';
import { decide, type Questions, undoDecision } from '#core/near-duplicates/decide';
import { pairKey, readDecisions } from '#core/near-duplicates/decision-files';
import { NearDuplicateFinder } from '#core/near-duplicates/near-duplicate-finder';
import type { NearDuplicate } from '#core/near-duplicates/near-duplicates';
import { type Block, blocksOf } from '#core/near-duplicates/practice-blocks';
import { sharedRuns } from '#core/near-duplicates/shared-runs';
import { Words } from '#core/near-duplicates/shingles';
import { sharedFigures, sharedPassages } from '#core/near-duplicates/side-by-side';
import { TextChanges } from '#core/near-duplicates/text-change';
import type { ComparedPractice } from '#core/near-duplicates/worker-protocol';
import type { Platform } from '#core/platform';
import { wordStringsOf } from '#core/search/analysis';
import type { Statements } from '#core/statements/statement-store';
import type { HandlersOf, Input, Output } from '#shared/contract/contract';
import type { NearDuplicatePair, nearDuplicatesOperations } from '#shared/contract/near-duplicates';
import type { NearDuplicateFile, Pair } from '#shared/model/near-duplicate';
import type { PracticeSummary } from '#shared/model/practice';
import { fold } from '#shared/model/text';

interface Dependencies {
  readonly platform: Platform;
  readonly library: OpenedLibrary;
  readonly jobs: Jobs;
  readonly statements: Pick<Statements, 'makeIn' | 'remove' | 'changed'>;
  /** Name of the person at the keyboard. */
  readonly me: () => string;
}

interface NearDuplicatesFeature {
  readonly handlers: HandlersOf<typeof nearDuplicatesOperations>;
  close(): Promise<void>;
}

/** Near copies in the open library: looking for them, showing them, deciding about them. */
export function createNearDuplicates(deps: Dependencies): NearDuplicatesFeature {
  const { platform, library, jobs } = deps;
  const finder = new NearDuplicateFinder({
    platform,
    libraryId: library.file.libraryId,
    root: library.root,
    list: () => comparedPractices(library),
  });
  const changes = new TextChanges(library);
  return {
    handlers: {
      'nearDuplicates.look': () =>
        Promise.resolve(
          jobs.start('near-duplicates', async (control) => {
            await finder.look(control);
            return null;
          }),
        ),
      'nearDuplicates.list': (filter) => listPairs(library, finder, changes, filter),
      'nearDuplicates.compare': ({ practices }) => compare(library, finder, practices),
      'nearDuplicates.decide': (input) => decideAndAsk(deps, input),
      'nearDuplicates.undo': (input) => undo(deps, input),
    },
    close: () => finder.close(),
  };
}

/** Samples are nobody's, and what cannot be read has no text. */
function comparedPractices({ catalogue }: OpenedLibrary): ComparedPractice[] {
  const compared: ComparedPractice[] = [];
  for (const { id, sample, damaged, title, summary } of catalogue.summaries()) {
    const fingerprint = catalogue.hash(id);
    if (sample || damaged !== null || fingerprint === undefined) continue;
    compared.push({ id, fingerprint, title, summary });
  }
  return compared;
}

async function listPairs(
  library: OpenedLibrary,
  finder: NearDuplicateFinder,
  changes: TextChanges,
  { period, practice }: Input<'nearDuplicates.list'>,
): Promise<Output<'nearDuplicates.list'>> {
  const decisions = await readDecisions(library);
  const found = new Map((finder.found ?? []).map((pair) => [pairKey([...pair.practices]), pair]));
  const pairs: NearDuplicatePair[] = [];
  for (const key of new Set([...found.keys(), ...decisions.keys()])) {
    const [decision, pair] = [decisions.get(key), found.get(key)];
    const [one, other] = (decision ?? pair)?.practices ?? [];
    const [here, there] = [library.catalogue.get(one ?? ''), library.catalogue.get(other ?? '')];
    if (!here || !there) continue;
    if (period !== null && here.period !== period && there.period !== period) continue;
    if (practice !== null && here.id !== practice && there.id !== practice) continue;
    pairs.push(await shown([here, there], pair, decision, changes));
  }
  const open = ({ decision }: NearDuplicatePair): number => (decision?.holds === true ? 1 : 0);
  pairs.sort((a, b) => open(a) - open(b) || (b.degree ?? 0) - (a.degree ?? 0));
  return { looked: finder.found !== null, current: finder.isCurrent(), pairs };
}

async function shown(
  practices: [PracticeSummary, PracticeSummary],
  pair: NearDuplicate | undefined,
  file: NearDuplicateFile | undefined,
  changes: TextChanges,
): Promise<NearDuplicatePair> {
  const [here, there] = practices;
  const decision = file && {
    type: file.type,
    main: file.main ?? null,
    of: file.of ?? null,
    question: file.question ?? '',
    at: file.at,
    by: file.by,
    holds: await changes.holds(file.practices, file),
  };
  return {
    practices,
    degree: pair?.degree ?? null,
    sameTitle: wordsIn(here.title) === wordsIn(there.title),
    basedOn: here.basedOn === there.id || there.basedOn === here.id,
    decision: decision ?? null,
  };
}

function wordsIn(title: string): string {
  return wordStringsOf(fold(title)).join(' ');
}

async function compare(
  library: OpenedLibrary,
  finder: NearDuplicateFinder,
  practices: Pair,
): Promise<Output<'nearDuplicates.compare'>> {
  const [here, there] = [await blocks(library, practices[0]), await blocks(library, practices[1])];
  const words = new Words();
  const runs = sharedRuns(words.of(here), words.of(there));
  const telling = finder.found?.find(
    ({ practices: [a, b] }) => a === practices[0] && b === practices[1],
  )?.runs;
  // Those of a text that has changed since stand elsewhere now: then nothing is left out as a stock sentence.
  const named = new Set(telling?.map(({ here: at, there: place }) => `${String(at)} ${String(place)}`));
  const known = runs.filter(({ here: at, there: place }) => named.has(`${String(at)} ${String(place)}`));
  const shownRuns = telling && known.length === telling.length ? known : runs;
  return { figures: sharedFigures(here, there), passages: sharedPassages(here, there, shownRuns) };
}

async function blocks({ store }: OpenedLibrary, id: string): Promise<Block[]> {
  const { document } = await store.read(id);
  const { title = '', summary = '' } = document.frontMatter;
  return blocksOf(document.text, { title, summary });
}

/** The question to another office is part of the change: there is none without its decision, whatever happens in between. */
function questionsOf({ library, statements, me }: Dependencies): Questions {
  return {
    async ask(transaction, practice, text) {
      const revision = library.catalogue.get(practice)?.revision ?? null;
      const options = { subject: { practice, revision }, by: me() };
      return (await statements.makeIn(transaction, 'question', { text }, options)).id;
    },
    withdraw: (transaction, id) => statements.remove(transaction, id),
  };
}

async function decideAndAsk(
  deps: Dependencies,
  input: Input<'nearDuplicates.decide'>,
): Promise<Output<'nearDuplicates.decide'>> {
  const { platform, library, statements, me } = deps;
  const { decision, practices } = input;
  const asked = decision.type === 'asked' ? library.catalogue.get(decision.of) : undefined;
  const isTheirs = asked?.ours === false;
  const decider = { by: me(), now: platform.now() };
  const outcome = await decide(library, input, decider, isTheirs ? questionsOf(deps) : undefined);
  await library.catalogue.note(...practices);
  if (isTheirs) statements.changed();
  return outcome;
}

async function undo(
  deps: Dependencies,
  input: Input<'nearDuplicates.undo'>,
): Promise<Output<'nearDuplicates.undo'>> {
  const { platform, library, statements, me } = deps;
  const undone = await undoDecision(library, input, { by: me(), now: platform.now() }, questionsOf(deps));
  await library.catalogue.note(...input.practices);
  if (undone?.statement !== undefined) statements.changed();
  return { type: undone ? 'undone' : 'changed' };
}
