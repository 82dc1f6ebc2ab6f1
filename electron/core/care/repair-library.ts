import { createHash } from 'node:crypto';
import { checkPractice } from '#core/care/check-practice';
import type { Found, Mend } from '#core/care/mend';
import { inTransaction, type Transaction } from '#core/files/transaction';
import type { JobControl } from '#core/jobs/jobs';
import type { OpenedLibrary } from '#core/library/opened-library';
import { Failure } from '#shared/failure';

type Control = Pick<JobControl, 'report' | 'check'>;

/**
 * Repairs findings one by one, each as one transaction and each looked at anew right before, under the practice's lock. What
 * is damaged is kept as it is in a folder of the bin. Returns how many were repaired; those that no longer stand, or
 * can no longer be repaired, are passed over.
 */
export async function repairFindings(
  library: OpenedLibrary,
  findings: readonly Found[],
  now: Date,
  control: Control,
): Promise<number> {
  let repaired = 0;
  for (const [index, finding] of findings.entries()) {
    control.check();
    control.report(index, findings.length, finding.title);
    if (await repair(library, finding, binFolder(now))) repaired += 1;
  }
  control.report(1, 1);
  return repaired;
}

/** Where a repair keeps what it replaces. A full stop in the name: it is no practice that the bin lists. */
export function binFolder(now: Date): string {
  return `bin/damaged.${now.toISOString().replace(/[:.]/g, '-')}`;
}

async function repair(library: OpenedLibrary, finding: Found, bin: string): Promise<boolean> {
  const { store } = library;
  const { practiceId } = finding;
  if (finding.mend?.type === 'bin') return putAside(library, finding.path, bin);
  if (practiceId === null) return false;
  return store.exclusively(practiceId, async (held) => {
    const now = await checkPractice(store, practiceId, library.office?.officeId);
    const again = now.find(({ id }) => id === finding.id);
    const { mend } = again ?? {};
    if (!again || !mend || mend.type === 'bin') return false;
    const steps = [{ path: pathOf(again), mend }, ...(again.also ?? [])];
    const stage = async (transaction: Transaction): Promise<void> => {
      for (const step of steps) await mendFile(library, transaction, step.path, step.mend, bin);
    };
    await inTransaction(store.fileSystem, store.root, stage, held);
    return true;
  });
}

/** A revision that is not there at all is mended file by file; its record is the first. */
function pathOf({ code, path }: Found): string {
  return code === 'history-missing' ? `${path}/record.sha256` : path;
}

async function mendFile(
  { store }: OpenedLibrary,
  transaction: Transaction,
  path: string,
  mend: Exclude<Mend, { type: 'bin' }>,
  bin: string,
): Promise<void> {
  const at = store.at(path);
  const there = await store.fileSystem.information(at);
  if (there?.kind === 'file') await transaction.put(`${bin}/${path}`, store.fileSystem.stream(at));
  if (mend.type === 'text') {
    await transaction.put(path, mend.text);
    return;
  }
  const hash = createHash('sha256');
  async function* passing(from: string): AsyncGenerator<Uint8Array> {
    for await (const chunk of store.fileSystem.stream(store.at(from))) {
      hash.update(chunk);
      yield chunk;
    }
  }
  await transaction.put(path, passing(mend.from));
  // Thrown before the commit: nothing of it happens.
  if (hash.digest('hex') !== mend.sha256) throw new Failure('attachment-changed', { where: mend.from });
}

async function putAside({ store }: OpenedLibrary, path: string, bin: string): Promise<boolean> {
  if ((await store.fileSystem.information(store.at(path)))?.kind !== 'file') return false;
  await store.moveFolder(path, `${bin}/${path}`);
  return true;
}
