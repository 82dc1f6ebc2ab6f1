import { dialog } from 'electron';
import type { Core } from '#core/core';
import type { EventData } from '#shared/contract/contract';
import { en } from '#shared/messages/en';
import { vi } from '#shared/messages/vi';

/**
 * The backup of a library that is closed with the program begins when no window is left: a small question says what the
 * program waits for, and is the way to end without it. It goes away by itself once the backup is made.
 */
export function offerToSkipBackup(core: Core): void {
  let asked: AbortController | undefined;
  core.subscribe((event, data) => {
    if (event !== 'job.changed') return;
    const job = data as EventData<'job.changed'>;
    if (job.kind !== 'closing-backup') return;
    if (job.state !== 'running') asked?.abort();
    else if (!asked) {
      asked = new AbortController();
      void ask(core, job.jobId, asked.signal);
    }
  });
}

async function ask(core: Core, jobId: string, signal: AbortSignal): Promise<void> {
  const { language } = await core.invoke('settings.get', {});
  if (signal.aborted) return;
  const words = (language === 'vi' ? vi : en).care.closing;
  const { response } = await dialog.showMessageBox({
    type: 'info',
    title: words.title,
    message: words.title,
    detail: words.text,
    buttons: [words.wait, words.skip],
    defaultId: 0,
    cancelId: 0,
    noLink: true,
    signal,
  });
  if (response === 1) await core.invoke('jobs.cancel', { jobId });
}
