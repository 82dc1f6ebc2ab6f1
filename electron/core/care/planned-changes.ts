import { join } from 'node:path';
import type { FileSystem } from '#core/files/file-system';
import { planFile, readPlan, type Step } from '#core/files/plan';
import { transactionsOf } from '#core/files/transaction-folder';

/** Paths that changes which are decided but not finished will touch; see formats.md, "Writing". */
export async function plannedChanges(fileSystem: FileSystem, root: string): Promise<string[]> {
  const paths: string[] = [];
  for (const { name, kind } of await transactionsOf(fileSystem, root)) {
    const plan = join(root, '.transactions', name, planFile);
    if (kind !== 'folder' || !(await fileSystem.information(plan))) continue;
    // It may be finished, and gone, in between; one that cannot be read is told when the library is opened.
    const steps = await readPlan(fileSystem, plan).catch((): readonly Step[] => []);
    for (const step of steps) {
      if (step.type === 'move') paths.push(step.from, step.to);
      else paths.push(step.type === 'put' ? step.to : step.path);
    }
  }
  return paths;
}
