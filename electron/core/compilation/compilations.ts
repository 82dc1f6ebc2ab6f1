import { listCompilations, readCompilation, saveCompilation } from '#core/compilation/compilation-file';
import { exportBundle } from '#core/compilation/export-bundle';
import { issuedQuarters } from '#core/compilation/issued-quarters';
import { Serial } from '#core/files/serial';
import { issuedBefore } from '#core/issue/issuing';
import type { Jobs } from '#core/jobs/jobs';
import { type OpenedLibrary, ourOffice, requireWritable } from '#core/library/opened-library';
import type { Platform } from '#core/platform';
import { introduceOffice } from '#core/seal/office-introduction';
import type { OfficeSeal } from '#core/seal/office-seal';
import { acknowledgements, heldByAll } from '#core/sending/acknowledgements';
import { readRecipients } from '#core/sending/recipients-file';
import { StatementJudge } from '#core/statements/judge';
import type { Statements } from '#core/statements/statement-store';
import type { HandlersOf } from '#shared/contract/contract';
import type { Reference } from '#shared/contract/library';
import type { quarterOperations } from '#shared/contract/quarter';
import { Failure } from '#shared/failure';
import type { Period } from '#shared/model/period';
import type { Recipient } from '#shared/model/recipient';

interface CompilationsDependencies {
  readonly platform: Pick<Platform, 'now'>;
  readonly library: OpenedLibrary;
  readonly reference: Reference;
  readonly jobs: Jobs;
  readonly seal: OfficeSeal;
  readonly statements: Statements;
  /** Name of the person at the keyboard. */
  readonly me: () => string;
}

/** What an office chooses for a period, and the bundle that becomes of it. */
export function createCompilations(deps: CompilationsDependencies): HandlersOf<typeof quarterOperations> {
  const { platform, library, reference, jobs, seal, me } = deps;
  // Two exports of a period at once would pack the same twice, or overtake each other.
  const serial = new Serial();
  return {
    'compilations.list': () => listCompilations(library),
    'compilations.get': ({ period }) => readCompilation(library, period),
    'compilations.ofQuarters': ({ period }) => issuedQuarters(library, period),
    'compilations.save': async (input) => {
      requireWritable(library);
      return saveCompilation(library, input);
    },
    'compilations.export': async ({ period, number, limit = null, unsealed = false, ...meant }) => {
      requireWritable(library);
      ourOffice(library);
      await seal.ready();
      const by = me();
      return Promise.resolve(
        jobs.start('export', (control) =>
          serial.run(period, async () => {
            control.check();
            if (await seal.ensure()) await introduceOffice(deps);
            const asked = { period, number, limit, ...(await addressees(deps, period, meant)) };
            const { compilation } = await readCompilation(library, period);
            const issuing = issuedBefore(library, compilation, number);
            return exportBundle({
              library,
              reference,
              ...asked,
              seal,
              statements: deps.statements,
              unsealed,
              ...(issuing ? { issuing } : {}),
              by,
              now: platform.now(),
              control,
            });
          }),
        ),
      );
    },
  };
}

/** The offices that a bundle is made for, and what they have already where only the rest is wanted. */
async function addressees(
  { library, statements }: CompilationsDependencies,
  period: Period,
  { audience, lacking = false }: { audience?: readonly string[] | undefined; lacking?: boolean | undefined },
): Promise<{ recipients: readonly Recipient[] | null; without: ReadonlySet<string> }> {
  if (!audience) return { recipients: null, without: new Set() };
  const { recipients: list } = (await readRecipients(library)).file;
  const recipients = list.filter(({ id }) => audience.includes(id));
  if (recipients.length < new Set(audience).size) throw new Failure('bad-input', { where: 'audience' });
  if (!lacking) return { recipients, without: new Set() };
  const known = await acknowledgements(
    { statements, judge: new StatementJudge(library) },
    library.office?.officeId,
  );
  const { compilation } = await readCompilation(library, period);
  return { recipients, without: await heldByAll(library, compilation.items, recipients, known) };
}
