import * as z from 'zod';
import { type Role, roles } from '#shared/model/office';
import { type Status, type Work } from '#shared/model/practice';

/** Lãnh đạo phòng, then lãnh đạo Sở; with one level only the latter. */
export const reviewLevels = ['division', 'department'] as const;
export type ReviewLevel = (typeof reviewLevels)[number];
export const levelCountSchema = z.union([z.literal(1), z.literal(2)]);
export type LevelCount = z.infer<typeof levelCountSchema>;

/**
 * `pass`: the head of the division has looked at it and proposes approval. `opinion`: the leader said something else than yes
 * or no; the status stays.
 */
export const reviewDecisions = ['pass', 'approve', 'return', 'opinion'] as const;
export const reviewDecisionSchema = z.enum(reviewDecisions);
export type ReviewDecision = z.infer<typeof reviewDecisionSchema>;

type Line = Work['log'][number];

/** What the log calls each decision. `approve` and `return` are the steps of all versions of the program. */
export const logSteps = {
  pass: 'reviewed',
  approve: 'approve',
  return: 'return',
  opinion: 'opinion',
} as const satisfies Record<ReviewDecision, string>;

/** Where a decision leads; null where the status stays as it is. */
export const decisionStatus = {
  pass: null,
  approve: 'approved',
  return: 'returned',
  opinion: null,
} as const satisfies Record<ReviewDecision, Status | null>;

/** Lines that repeat the status and undo nothing. */
const repeating: ReadonlySet<string> = new Set(['minted', 'restored']);

/** What a line of the log says besides, where it was written by a reviewer. */
const lineNoteSchema = z.looseObject({
  /** The role in which it was done. */
  role: z.enum(roles).optional(),
  /** Whoever did it has not this role: it was noted for somebody who has. */
  onBehalf: z.boolean().optional(),
  /** What a leader said on paper: who and when (YYYY-MM-DD); `by` of the line is whose hand entered it. */
  opinion: z.looseObject({ leader: z.string(), on: z.iso.date() }).optional(),
});
export type LineNote = z.infer<typeof lineNoteSchema>;

/** A line of another make has no note. */
export function noteOf(line: Line): LineNote {
  const { success, data } = lineNoteSchema.safeParse(line);
  if (!success) return {};
  const { role, onBehalf, opinion } = data;
  return {
    ...(role === undefined ? {} : { role }),
    ...(onBehalf === undefined ? {} : { onBehalf }),
    ...(opinion === undefined ? {} : { opinion }),
  };
}

export interface Standing {
  readonly status: Status;
  /** The line with which the head of the division passed what was submitted; null where none holds. */
  readonly passed: Line | null;
  /** The last line with which it was returned, if any: what changed since is told from there. */
  readonly returned: Line | null;
  /** The line with which it was submitted as it is now. */
  readonly submitted: Line | null;
  /** What leaders said of it since it was submitted, without a decision. */
  readonly opinions: readonly Line[];
}

function begun(status: Status, returned: Line | null): Standing {
  return { status, passed: null, returned, submitted: null, opinions: [] };
}

/** Where a practice stands, from its log. Where the log does not lead to the status (an edit by hand), the status counts. */
export function standingOf({ status, log }: Pick<Work, 'status' | 'log'>): Standing {
  const before: Standing[] = [];
  let now = begun(log.length === 0 ? status : 'draft', null);
  for (const line of log) {
    if (repeating.has(line.step)) continue;
    if (line.step === 'undo') {
      const former = before.pop();
      now = former?.status === line.to ? former : begun(line.to, now.returned);
      continue;
    }
    before.push(now);
    now = after(now, line);
  }
  return now.status === status ? now : begun(status, now.returned);
}

function after(now: Standing, line: Line): Standing {
  if (line.step === logSteps.pass && line.to === 'submitted')
    return { ...now, status: line.to, passed: line };
  if (line.step === logSteps.opinion && line.to === now.status)
    return { ...now, opinions: [...now.opinions, line] };
  const next = begun(line.to, line.step === logSteps.return ? line : now.returned);
  if (line.to === 'submitted') return { ...next, submitted: line };
  // What was approved keeps who passed it.
  return line.to === 'approved' ? { ...now, status: line.to } : next;
}

/** Whose look a practice waits for; null where it waits for none. */
export function waitsFor({ status, passed }: Standing, count: LevelCount): ReviewLevel | null {
  if (status !== 'submitted') return null;
  return count === 2 && passed === null ? 'division' : 'department';
}

/** Whether a decision can be made of a practice that stands so: how many levels there are does not matter for it. */
export function canDecide({ status, passed }: Standing, decision: ReviewDecision): boolean {
  if (decision === 'opinion') return status === 'submitted' || status === 'approved';
  return status === 'submitted' && !(decision === 'pass' && passed !== null);
}

/** The role in which a decision is made of a practice that waits for a level. */
export function roleFor(decision: ReviewDecision, level: ReviewLevel | null): Role {
  if (decision === 'pass') return 'division-head';
  return decision === 'return' && level === 'division' ? 'division-head' : 'department-head';
}

/**
 * Whether somebody with these roles does in their own right what asks for a role. A leader of the office may return what still
 * waits for the head of a division.
 */
export function hasRole(mine: readonly Role[], role: Role, decision: ReviewDecision): boolean {
  return mine.includes(role) || (decision === 'return' && mine.includes('department-head'));
}

/** The levels at which somebody with these roles looks at practices; both for whoever heads nothing, such as the coordinator. */
export function levelsOf(mine: readonly Role[]): ReviewLevel[] {
  const found = reviewLevels.filter((level) => mine.includes(`${level}-head`));
  return found.length === 0 ? [...reviewLevels] : found;
}
