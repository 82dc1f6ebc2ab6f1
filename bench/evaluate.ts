import { spawnSync } from 'node:child_process';
import { buildProgram } from '#bench/built-program';

/** `npm run eval:search`, in a process without the tools that translate it. */
export async function run(args: string[]): Promise<void> {
  const program = await buildProgram('search/quality/evaluate.ts');
  try {
    const { status } = spawnSync(process.execPath, [program.file, ...args], { stdio: 'inherit' });
    process.exitCode = status ?? 1;
  } finally {
    program.remove();
  }
}
