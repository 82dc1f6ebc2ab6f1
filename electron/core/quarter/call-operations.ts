import { vietnamDate } from '#core/bundle/vietnam-date';
import type { OpenedLibrary } from '#core/library/opened-library';
import { officeOfLibrary } from '#core/papers/office-of-library';
import { PaperShelf } from '#core/papers/paper-shelf';
import type { Platform } from '#core/platform';
import { readCalendar } from '#core/quarter/calendar-operations';
import { readCall, saveCall } from '#core/quarter/call-file';
import { receivedCalls } from '#core/quarter/received-calls';
import { callBody, statementOf, tellCall, untellCall } from '#core/quarter/tell-call';
import { readUnits } from '#core/quarter/units-operations';
import { dueCalls, type WaitingDependencies, waitingUnits } from '#core/quarter/waiting-units';
import { StatementJudge } from '#core/statements/judge';
import { sentStatements } from '#core/statements/sent-statements';
import type { Statements } from '#core/statements/statement-store';
import type { callOperations as operations, FoundCall } from '#shared/contract/call';
import type { HandlersOf, Input } from '#shared/contract/contract';
import type { Reference } from '#shared/contract/library';
import type { MadePaper, PaperFormat } from '#shared/contract/papers';
import { Failure } from '#shared/failure';
import { en } from '#shared/messages/en';
import { vi } from '#shared/messages/vi';
import type { Call } from '#shared/model/call';
import type { Period } from '#shared/model/period';
import {
  deadlineOf,
  reminderDays,
  type ReportingCalendar,
  timeLeft,
  windowOf,
} from '#shared/model/reporting-calendar';
import { type CallFacts, callLetter, reminderLetter } from '#shared/paper/call-paper';
import type { OfficialPaper } from '#shared/paper/official-paper';

interface CallDependencies extends WaitingDependencies {
  readonly platform: Platform;
  readonly reference: Reference;
  readonly statements: Statements;
  readonly me: () => string;
  readonly coverageChanged: () => void;
}

/** What is asked of whom for a period: the call, its papers and its statement, and who has not answered. */
export function callOperations(deps: CallDependencies): HandlersOf<typeof operations> {
  const { library, platform, me } = deps;
  const shelf = new PaperShelf(platform);
  const judge = new StatementJudge(library);
  const today = (): string => vietnamDate(platform.now().toISOString());
  const found = (period: Period): Promise<FoundCall> => foundCall(deps, judge, period, today());
  return {
    'call.get': ({ period }) => found(period),
    async 'call.save'(input) {
      const type = await saveCall(library, input, { by: me(), now: platform.now() });
      if (type === 'saved') deps.coverageChanged();
      return { type, ...(await found(input.period)) };
    },
    async 'call.tell'({ period }) {
      await tellCall(deps, period, me());
      return found(period);
    },
    async 'call.untell'({ period }) {
      await untellCall(deps, period);
      return found(period);
    },
    async 'call.paper'(input) {
      const { call, facts } = await factsOf(deps, input);
      if (!call) throw new Failure('not-found', { where: input.period });
      const names = (await readUnits(library))
        .filter(({ id }) => call.units.includes(id))
        .map(({ name }) => name);
      return letterPaper(shelf, `CongVan_${input.period}`, input.as, callLetter(call, names, facts));
    },
    async 'call.reminder'(input) {
      const { call, facts } = await factsOf(deps, input);
      const names = (await readUnits(library))
        .filter(({ id }) => input.units.includes(id))
        .map(({ name }) => name);
      if (names.length === 0) throw new Failure('bad-input', { where: 'units' });
      const letter = reminderLetter(call, names, facts, today());
      return letterPaper(shelf, `DonDoc_${input.period}`, input.as, letter);
    },
    'call.waiting': async ({ period }) =>
      (await waitingUnits(deps, period)).map(({ id, name }) => ({ id, name })),
    'call.due': () => dueCalls(deps, platform.now()),
  };
}

async function foundCall(
  { library, statements }: Pick<CallDependencies, 'library' | 'statements'>,
  judge: StatementJudge,
  period: Period,
  today: string,
): Promise<FoundCall> {
  const stored = await readCall(library, period);
  const calendar = await readCalendar(library);
  const deadline = deadlineOf(period, calendar, stored?.value);
  return {
    call: stored?.value ?? null,
    hash: stored?.hash ?? null,
    plan: {
      ...{ ...windowOf(period, calendar), deadline, reminders: reminderDays(deadline, calendar) },
      ...timeLeft(today, deadline, calendar),
    },
    told: stored ? await told(library, statements, stored.value, calendar) : null,
    received: await receivedCalls({ library, statements, judge }, period),
  };
}

async function told(
  library: OpenedLibrary,
  statements: Statements,
  call: Call,
  calendar: ReportingCalendar,
): Promise<FoundCall['told']> {
  const known = await statementOf(statements, call);
  if (!known) return null;
  const { id, at, body } = known.statement;
  const current = JSON.stringify(body) === JSON.stringify(callBody(call, calendar));
  return { id, at, current, sent: (await sentStatements(library)).has(id) };
}

async function factsOf(
  { library, reference }: CallDependencies,
  { period, language }: Pick<Input<'call.paper'>, 'period' | 'language'>,
): Promise<{ call: Call | undefined; facts: CallFacts }> {
  const call = (await readCall(library, period))?.value;
  const calendar = await readCalendar(library);
  const messages = { vi, en }[language];
  const provinces = new Map(reference.provinces.map((province) => [province.id, province]));
  const facts = {
    ...{ period, language, messages, fields: reference.fields, internal: false },
    ...(await officeOfLibrary(library, provinces, messages)),
    plan: { ...windowOf(period, calendar), deadline: deadlineOf(period, calendar, call) },
  };
  return { call, facts };
}

async function letterPaper(
  shelf: PaperShelf,
  name: string,
  as: PaperFormat,
  paper: OfficialPaper,
): Promise<MadePaper> {
  const input = { paper, pictures: new Map() };
  // Libraries of a megabyte that most sittings do not need.
  const bytes =
    as === 'pdf'
      ? await (await import('#core/papers/official-pdf')).officialPdf(input)
      : await (await import('#core/papers/official-word')).officialWord(input);
  return shelf.put(`${name}.${as}`, bytes);
}
