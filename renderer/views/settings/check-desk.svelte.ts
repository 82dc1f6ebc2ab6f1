import type { Backend } from '#renderer/backend/backend';
import { RunningJob } from '#renderer/state/running-job.svelte';
import { Failure, type FailureData, toFailure } from '#shared/failure';
import type { CheckResult, Finding } from '#shared/model/care';

export interface FindingGroup {
  readonly level: Finding['level'];
  readonly findings: readonly Finding[];
}

/** Null where no library is open any more: there is nothing to show then. */
function notClosed(error: unknown): FailureData | null {
  const failure = toFailure(error);
  return failure.code === 'no-library' ? null : failure;
}

/** The check of the library and its repairs, as the settings show them. */
export class CheckDesk {
  readonly job: RunningJob;
  result = $state.raw<CheckResult | null>(null);
  busy = $state<'check' | 'repair' | null>(null);
  failure = $state.raw<FailureData | null>(null);
  /** How many findings the last repair has mended. */
  repaired = $state<number | null>(null);
  /** How many files were taken back from backups just now. */
  rescued = $state<number | null>(null);
  readonly groups = $derived<readonly FindingGroup[]>(
    (['bad', 'warn', 'note'] as const)
      .map((level) => ({ level, findings: this.#at(level) }))
      .filter(({ findings }) => findings.length > 0),
  );
  readonly restorable = $derived(this.#by('history'));
  readonly movable = $derived(this.#by('bin'));
  /** What only a backup may still have. */
  readonly lost = $derived(
    (this.result?.findings ?? []).filter(
      ({ code, level, repair }) =>
        code === 'parent-unknown' || (level === 'bad' && (repair === null || repair === 'older')),
    ),
  );
  readonly #backend: Backend;

  constructor(backend: Backend) {
    this.#backend = backend;
    this.job = new RunningJob(backend);
  }

  async load(): Promise<void> {
    try {
      this.result = await this.#backend.invoke('library.findings', {});
    } catch (error) {
      this.result = null;
      this.failure ??= notClosed(error);
    }
  }

  async check(): Promise<void> {
    await this.#run('check', () => this.#backend.invoke('library.check', {}));
  }

  /** After files were taken back, which looks for what is left. */
  async noteRescued(files: number): Promise<void> {
    this.rescued = files;
    await this.load();
  }

  async repair(findings: readonly Finding[]): Promise<void> {
    const ids = findings.map(({ id }) => id);
    const subject = await this.#run('repair', () => this.#backend.invoke('library.repair', { ids }));
    this.repaired = subject === null ? null : Number(subject);
  }

  /** The subject of the job; null unless it ended well. */
  async #run(what: 'check' | 'repair', start: () => Promise<{ jobId: string }>): Promise<string | null> {
    if (this.busy) return null;
    this.busy = what;
    this.failure = null;
    this.repaired = null;
    this.rescued = null;
    try {
      const job = await this.job.run(start());
      if (job.state === 'failed') this.failure = job.failure ?? new Failure('internal');
      await this.load();
      return job.state === 'done' ? job.subject : null;
    } catch (error) {
      this.failure = toFailure(error);
      return null;
    } finally {
      this.busy = null;
    }
  }

  #at(level: Finding['level']): readonly Finding[] {
    return (this.result?.findings ?? []).filter((finding) => finding.level === level);
  }

  #by(repair: Finding['repair']): readonly Finding[] {
    return (this.result?.findings ?? []).filter((finding) => finding.repair === repair);
  }
}
