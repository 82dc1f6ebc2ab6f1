import { vietnamDate } from '#core/bundle/vietnam-date';
import type { OpenedLibrary } from '#core/library/opened-library';
import { readCalendar } from '#core/quarter/calendar-operations';
import { readCall } from '#core/quarter/call-file';
import { readUnits } from '#core/quarter/units-operations';
import type { Handlers, Output } from '#shared/contract/contract';
import { layout } from '#core/library/layout';
import { Failure } from '#shared/failure';
import { unitKey } from '#shared/model/coverage';
import { type Period, periodSchema } from '#shared/model/period';
import { deadlineOf, reminderDays, timeLeft } from '#shared/model/reporting-calendar';
import { type Unit, unitsIn } from '#shared/model/unit';

export interface WaitingDependencies {
  readonly library: OpenedLibrary;
  readonly coverage: Handlers['coverage.get'];
}

/** A deadline is told of so many working days before it even where no reminder is due, and so many after it. */
const near = 10;
const over = 20;

/** Units that were asked for a period and have neither sent nor reported nil, in the order of the list. */
export async function waitingUnits(
  { library, coverage }: WaitingDependencies,
  period: Period,
): Promise<Unit[]> {
  const call = await readCall(library, period);
  if (!call) return [];
  const asked = new Set(call.value.units);
  const units = unitsIn(await readUnits(library), period).filter(({ id }) => asked.has(id));
  if (units.length === 0) return [];
  const { rows } = await coverage({ period });
  // By name: two units of one name are one row, as what practices say of them cannot be told apart.
  const states = new Map(rows.map(({ key, state }) => [key, state]));
  return units.filter(({ name }) => {
    const state = states.get(unitKey(name)) ?? 'empty';
    return state === 'late' || state === 'empty';
  });
}

/** Calls whose deadline is near or over and that units have not answered; what cannot be read is told where it is opened. */
export async function dueCalls(deps: WaitingDependencies, now: Date): Promise<Output<'call.due'>> {
  const { library } = deps;
  const today = vietnamDate(now.toISOString());
  const folders = await library.store.fileSystem.list(library.store.at(layout.compilations));
  const periods = folders.filter(
    ({ name, kind }) => kind === 'folder' && periodSchema.safeParse(name).success,
  );
  const due: Output<'call.due'> = [];
  for (const { name } of periods) {
    const one = await dueCall(deps, name, today).catch((error: unknown) => {
      if (error instanceof Failure) return undefined;
      throw error;
    });
    if (one) due.push(one);
  }
  return due.toSorted((a, b) => (a.deadline < b.deadline ? -1 : 1));
}

async function dueCall(
  deps: WaitingDependencies,
  period: Period,
  today: string,
): Promise<Output<'call.due'>[number] | undefined> {
  const call = await readCall(deps.library, period);
  if (!call) return undefined;
  const calendar = await readCalendar(deps.library);
  const deadline = deadlineOf(period, calendar, call.value);
  const time = timeLeft(today, deadline, calendar);
  const remind = today <= deadline && reminderDays(deadline, calendar).some((day) => day <= today);
  if ((time.left > near && !remind) || time.left < -over) return undefined;
  const waiting = await waitingUnits(deps, period);
  return waiting.length === 0 ? undefined : { period, deadline, ...time, waiting: waiting.length, remind };
}
