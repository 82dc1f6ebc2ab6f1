import type { Work } from '#shared/model/practice';

/** A step that was taken with a version: submitted, returned, approved, reopened, restored. */
interface VersionStep {
  readonly step: string;
  readonly by: string;
  /** ISO 8601 in UTC. */
  readonly at: string;
  /** It was taken back afterwards. */
  readonly undone: boolean;
}

/** The steps that were taken with each version, by its hash, oldest first. That it was saved is told anyway. */
export function stepsByVersion(log: Work['log']): ReadonlyMap<string, readonly VersionStep[]> {
  const steps = log.filter(({ step }) => step !== 'minted');
  const found = new Map<string, VersionStep[]>();
  for (const [index, { step, by, at, revision }] of steps.entries()) {
    if (revision === undefined) continue;
    const undone = steps[index + 1]?.step === 'undo';
    found.set(revision, [...(found.get(revision) ?? []), { step, by, at, undone }]);
  }
  return found;
}
