import type { Role } from '#shared/model/office';
import { quarterOf } from '#shared/model/period';

/** What is counted, and how it is named in the messages. */
export type Count = 'review' | 'submitted' | 'returned' | 'drafts' | 'waiting' | 'questions' | 'damaged';

/** What each role looks at first; whoever has no role sees what anybody may do. */
const byRole: Record<Role, readonly Count[]> = {
  'department-head': ['review'],
  'division-head': ['review', 'returned'],
  coordinator: ['submitted', 'waiting', 'questions', 'returned'],
  clerk: ['waiting'],
  writer: ['returned', 'questions', 'drafts'],
};
const anybody: readonly Count[] = ['returned', 'submitted', 'questions', 'drafts', 'waiting'];

/** Kinds of work in the order of a person's roles, each once. */
export function taskOrder(roles: readonly Role[]): Count[] {
  const wanted = roles.length === 0 ? anybody : roles.flatMap((role) => byRole[role]);
  // Whoever looks at them needs no second line for the same.
  const counts = wanted.includes('review') ? wanted.filter((count) => count !== 'submitted') : wanted;
  return [...new Set<Count>(['damaged', ...counts])];
}

/** Where what waits for a look is: on the page of its period. What names no period stands on the pages of all. */
export function reviewPath(period: string | null): readonly string[] {
  return [period ?? quarterOf(new Date()), 'review'];
}
