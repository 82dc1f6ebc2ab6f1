import type { Application } from '#renderer/state/application.svelte';
import type { Task } from '#renderer/views/today/today-state.svelte';
import type { Output } from '#shared/contract/contract';
import { formatNumber } from '#shared/model/number';
import type { Person, Role } from '#shared/model/office';
import { formatPeriod } from '#shared/model/period';

/** Who sees to it that units send in time. */
const seeToIt: ReadonlySet<Role> = new Set<Role>(['coordinator', 'department-head', 'division-head']);

/** The line of the nearest deadline that units have not met: for those who see to it, for everybody where nobody has that role. */
export function dueTask(
  { open, messages, language }: Pick<Application, 'open' | 'messages' | 'language'>,
  due: Output<'call.due'>,
): Task[] {
  const [first] = due;
  const sees = (person: Person): boolean => person.roles.some((role) => seeToIt.has(role));
  if (!first || (open?.me && !sees(open.me) && open.people.some(sees))) return [];
  const { standing, left, remind, period, waiting } = first;
  const number = (count: number): string => formatNumber(count, language);
  const { today, todayWaiting, todayRemind } = messages.call;
  const when = today[standing](number(Math.abs(left)), formatPeriod(period, language));
  const text = `${when}; ${todayWaiting(number(waiting))}`;
  return [{ key: 'due', text: remind ? todayRemind(text) : text, screen: 'quarter', path: [period, 'call'] }];
}
