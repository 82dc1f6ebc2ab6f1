import { exportBundle } from '#core/compilation/export-bundle';
import { readCompilation } from '#core/compilation/compilation-file';
import { Serial } from '#core/files/serial';
import { changeIssue } from '#core/issue/change-issue';
import { lookAtChoice } from '#core/issue/hindrances';
import { issueView } from '#core/issue/issue-view';
import { issuingOf } from '#core/issue/issuing';
import * as rounds from '#core/issue/rounds';
import { signedPath, takeSigned } from '#core/issue/signed-file';
import type { Jobs } from '#core/jobs/jobs';
import { type OpenedLibrary, ourOffice, requireWritable } from '#core/library/opened-library';
import type { Platform } from '#core/platform';
import { introduceOffice } from '#core/seal/office-introduction';
import type { OfficeSeal } from '#core/seal/office-seal';
import type { Statements } from '#core/statements/statement-store';
import type { HandlersOf, Input, Output } from '#shared/contract/contract';
import type { issueOperations as operations } from '#shared/contract/issue';
import type { Reference } from '#shared/contract/library';
import { Failure } from '#shared/failure';
import type { Compilation } from '#shared/model/compilation';
import { lastIssue, type SignedFile, type SignedPaper } from '#shared/model/issue';

interface IssueDependencies {
  readonly platform: Pick<Platform, 'now' | 'host' | 'fileSystem'>;
  readonly library: OpenedLibrary;
  readonly reference: Reference;
  readonly jobs: Jobs;
  readonly seal: OfficeSeal;
  readonly statements: Statements;
  /** Name of the person at the keyboard. */
  readonly me: () => string;
}

type AsSeen = Pick<Input<'issue.freeze'>, 'period' | 'base'>;
type Changed = Output<'issue.freeze'>;

/** From the chosen list of a period to its issued bundle: list closed, signed, numbered, issued; and once more. */
export function issueOperations(deps: IssueDependencies): HandlersOf<typeof operations> {
  const { library, platform, me } = deps;
  const deed = (): rounds.Deed => ({ at: platform.now().toISOString(), by: me() });
  const change = async (
    { period, base }: AsSeen,
    step: (before: Compilation) => Compilation | Promise<Compilation>,
  ): Promise<Changed> => {
    const type = await changeIssue(library, { period, base, change: step });
    return { type, ...(await issueView(library, period)) };
  };
  return {
    'issue.get': ({ period }) => issueView(library, period),
    'issue.freeze': (seen) => change(seen, async (before) => freeze(library, before, deed())),
    'issue.submit': (seen) => change(seen, (before) => rounds.submitted(before, deed())),
    'issue.back': ({ to, ...seen }) => change(seen, (before) => rounds.goneBack(before, to)),
    'issue.removePaper': ({ type, ...seen }) => change(seen, (before) => rounds.withoutPaper(before, type)),
    'issue.again': (input) => change(input, (before) => rounds.begunAgain(before, input)),
    'issue.paper': (input) => setPaper(deps, input, deed()),
    'issue.issue': async (input) => startIssue(deps, input),
  };
}

async function freeze(library: OpenedLibrary, before: Compilation, deed: rounds.Deed): Promise<Compilation> {
  if (before.items.length === 0) throw new Failure('nothing-to-export');
  if (lastIssue(before.issues)?.frozen) throw new Failure('choice-closed', { where: before.period });
  const { revisions, failure } = await lookAtChoice(library, before);
  if (failure) throw failure;
  return rounds.frozen(before, revisions, deed);
}

async function setPaper(
  { library, platform }: IssueDependencies,
  { period, base, file: reference, ...said }: Input<'issue.paper'>,
  deed: rounds.Deed,
): Promise<Changed> {
  requireWritable(library);
  const given = reference && (await takeSigned(platform, reference));
  const type = await changeIssue(library, {
    ...{ period, base },
    ...(given
      ? { files: (transaction) => transaction.put(signedPath(period, given.file), given.bytes) }
      : {}),
    change: (before) => {
      const file = given?.file ?? fileOf(before, said.type);
      return rounds.withPaper(before, paperOf(said, file, deed));
    },
  });
  return { type, ...(await issueView(library, period)) };
}

function fileOf({ issues }: Compilation, type: SignedPaper['type']): SignedFile {
  const paper = lastIssue(issues)?.papers.find((one) => one.type === type);
  if (!paper) throw new Failure('bad-input', { where: 'file', rule: 'none' });
  return paper.file;
}

function paperOf(
  said: Omit<Input<'issue.paper'>, 'period' | 'base' | 'file'>,
  file: SignedFile,
  deed: rounds.Deed,
): SignedPaper {
  const { type, number, symbol, date, signer } = said;
  return { type, number, symbol: symbol.normalize('NFC'), date, signer, file, ...deed };
}

// Two issues of a period at once would overtake each other.
const serial = new Serial();

async function startIssue(
  deps: IssueDependencies,
  { period, base, number, limit = null, unsealed = false }: Input<'issue.issue'>,
): Promise<{ jobId: string }> {
  const { library, reference, seal, statements, platform, me } = deps;
  requireWritable(library);
  ourOffice(library);
  const { compilation, hash } = await readCompilation(library, period);
  if (hash !== base) throw new Failure('issue-changed', { where: period });
  const seen = rounds.signedRound(compilation);
  await seal.ready();
  const by = me();
  return deps.jobs.start('export', (control) =>
    serial.run(`${library.store.root}/${period}`, async () => {
      control.check();
      if (await seal.ensure()) await introduceOffice(deps);
      return exportBundle({
        ...{ library, reference, seal, statements, control, period, number, limit, unsealed, by },
        ...{ recipients: null, without: new Set<string>(), now: platform.now() },
        issuing: issuingOf(library, seen),
      });
    }),
  );
}
