import { type ChildProcess, spawn } from 'node:child_process';
import { cpSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { onTestFinished } from 'vitest';
import { temporaryFolder } from '#tests/support/folders';

const root = fileURLToPath(new URL('../../', import.meta.url));

/** The built program in a folder of its own, with a page that says where it is; its sources are older than it. */
export function installProgram(): string {
  const folder = temporaryFolder();
  cpSync(join(root, 'dist', 'node'), join(folder, 'dist', 'node'), { recursive: true });
  for (const [name, text] of [
    ['package.json', '{"name":"lan-toa","version":"0.0.0-test","type":"module"}'],
    ['dist/renderer/index.html', '<!doctype html><title>page</title>'],
    ['dist/preload/preload.cjs', ''],
  ] as const) {
    mkdirSync(join(folder, name, '..'), { recursive: true });
    writeFileSync(join(folder, name), text);
  }
  symlinkSync(join(root, 'resources'), join(folder, 'resources'), 'junction');
  return folder;
}

export interface RunningScript {
  readonly child: ChildProcess;
  readonly output: () => string;
  /** Waits until the output matches; fails when the program ends before, or after ten seconds. */
  until(pattern: RegExp): Promise<RegExpExecArray>;
  readonly ended: Promise<number | null>;
}

/** Runs a script of an installed program with no more of our environment than it needs. */
export function runScript(
  script: string,
  args: readonly string[],
  environment: Record<string, string> = {},
): RunningScript {
  const child = spawn(process.execPath, [script, ...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { PATH: process.env['PATH'] ?? '', HOME: temporaryFolder(), ...environment },
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk: Buffer) => (output += chunk.toString()));
  const ended = new Promise<number | null>((resolve) => child.on('close', resolve));
  onTestFinished(async () => {
    child.kill('SIGKILL');
    await ended;
  });
  const until = async (pattern: RegExp): Promise<RegExpExecArray> => {
    const deadline = Date.now() + 50_000;
    for (;;) {
      const found = pattern.exec(output);
      if (found) return found;
      if (child.exitCode !== null || Date.now() > deadline)
        throw new Error(`${String(pattern)} is not in:\n${output}`);
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
  };
  return { child, output: () => output, until, ended };
}
