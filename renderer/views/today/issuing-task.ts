import type { Application } from '#renderer/state/application.svelte';
import type { Task } from '#renderer/views/today/today-state.svelte';
import type { Output } from '#shared/contract/contract';
import type { Person, Role } from '#shared/model/office';
import { formatPeriod } from '#shared/model/period';

/** Who has papers signed, numbers them and issues. */
const issues: ReadonlySet<Role> = new Set<Role>(['coordinator', 'clerk']);

/** The next step of issuing, of the latest period that has begun with it: for those who issue, for everybody where nobody has that role. */
export function issuingTask(
  { open, messages, language }: Pick<Application, 'open' | 'messages' | 'language'>,
  compilations: Output<'compilations.list'>,
): Task[] {
  const doesIssue = (person: Person): boolean => person.roles.some((role) => issues.has(role));
  if (open?.me && !doesIssue(open.me) && open.people.some(doesIssue)) return [];
  for (const { period, issuing } of compilations) {
    if (issuing === null) continue;
    const { today, todayAgain, rounds } = messages.issue;
    const named = formatPeriod(period, language);
    const { kind, step } = issuing;
    const text = today[step](kind === 'first' ? named : todayAgain(named, rounds[kind]));
    return [{ key: 'issuing', text, screen: 'quarter', path: [period, 'issue'] }];
  }
  return [];
}
