import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type * as z from 'zod';

/** Megabytes a process may fill with objects: several engines need more than Node gives by itself. */
const heap = 8_192;

/** What one process is to do; folders of the run and of the engine's index. */
export interface Task {
  readonly phase: 'build' | 'ask';
  readonly engine: string;
  readonly work: string;
  readonly index: string;
  readonly pairs: boolean;
}

/** Runs one task in a process of its own and reads what it has measured. Throws with the last words of a process that fails. */
export async function runChild<T>(
  task: Task,
  schema: z.ZodType<T>,
  { node, child, patience }: { node: string; child: string; patience: number },
): Promise<T> {
  const { phase, engine, work, index, pairs } = task;
  const result = join(work, `${engine}-${phase}.json`);
  const args = [`--max-old-space-size=${String(heap)}`, child, phase, engine, work, index, result];
  try {
    await promisify(execFile)(node, pairs ? [...args, '--pairs'] : args, { timeout: patience });
  } catch (error) {
    throw new Error(reasonOf(error, patience), { cause: error });
  }
  return schema.parse(JSON.parse(readFileSync(result, 'utf8')));
}

function reasonOf(error: unknown, patience: number): string {
  const { killed, stderr } = error as { killed?: boolean; stderr?: string };
  if (killed === true) return `not ready after ${String(patience / 1_000)} s`;
  const lines = (stderr ?? '').split('\n');
  return lines.find((line) => /^\S*(?:Error|FATAL)/.test(line)) ?? lines.at(-1) ?? 'failed';
}
