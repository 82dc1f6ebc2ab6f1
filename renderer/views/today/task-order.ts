import type { Role } from '#shared/model/office';

/** What is counted, and how it is named in the messages. */
export type Count = 'submitted' | 'returned' | 'drafts' | 'waiting' | 'questions' | 'damaged';

/** What each role looks at first; whoever has no role sees what anybody may do. */
const byRole: Record<Role, readonly Count[]> = {
  'department-head': ['submitted'],
  'division-head': ['submitted', 'returned'],
  coordinator: ['submitted', 'waiting', 'questions', 'returned'],
  clerk: ['waiting'],
  writer: ['returned', 'questions', 'drafts'],
};
const anybody: readonly Count[] = ['returned', 'submitted', 'questions', 'drafts', 'waiting'];

/** Kinds of work in the order of a person's roles, each once. */
export function taskOrder(roles: readonly Role[]): Count[] {
  const wanted = roles.length === 0 ? anybody : roles.flatMap((role) => byRole[role]);
  return [...new Set<Count>(['damaged', ...wanted])];
}
