import type { Core } from '#core/core';
import type { Job } from '#shared/contract/application';
import { eventually } from '#tests/support/eventually';

/** A job of a core once it has ended, however it did. */
export async function endedJob(core: Core, { jobId }: { jobId: string }): Promise<Job> {
  return eventually(async () => {
    const job = (await core.invoke('jobs.list', {})).find((one) => one.jobId === jobId);
    if (!job || job.state === 'running') throw new Error('it runs');
    return job;
  });
}
