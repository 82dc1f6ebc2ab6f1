import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Browser, type BrowserContext, type Page, test as base } from '@playwright/test';

const loopback = fileURLToPath(new URL('../../dist/node/loopback.js', import.meta.url));

/** The program as one office runs it: a host process with a profile of its own, and a page in a browser. */
export interface Program {
  readonly page: Page;
  readonly context: BrowserContext;
  /** Folder of this machine: documents and profile lie in it. */
  readonly home: string;
  readonly host: ChildProcess;
  /** That one and those before and after it: all are ended with the program. */
  readonly hosts: ChildProcess[];
}

function addressOf(host: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let output = '';
    const note = (chunk: Buffer): void => {
      output += chunk.toString();
      const [address] = /http:\/\/127\.0\.0\.1:\d+\/\S*/.exec(output) ?? [];
      if (address !== undefined) resolve(address);
    };
    host.stdout?.on('data', note);
    host.stderr?.on('data', note);
    host.on('exit', (code) => {
      reject(new Error(`the host ended with ${String(code)}: ${output}`));
    });
  });
}

/** Resolves when a host has ended and writes nothing any more. */
export function ended(host: ChildProcess): Promise<void> {
  return new Promise((resolve) => {
    if (host.exitCode !== null || host.signalCode !== null) resolve();
    else
      host.once('exit', () => {
        resolve();
      });
  });
}

function startHost(home: string, args: readonly string[]): ChildProcess {
  if (!existsSync(loopback)) throw new Error('The program is not built: run `npm run build`.');
  return spawn(process.execPath, [loopback, '--no-open', '--profile', join(home, 'profile'), ...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
}

/** Starts the host of a program again after it was killed, and opens its page beside the old one. */
export async function restart(program: Program): Promise<Program> {
  await ended(program.host);
  const host = startHost(program.home, []);
  program.hosts.push(host);
  const page = await program.context.newPage();
  await page.goto(await addressOf(host));
  return { ...program, page, host };
}

/** Starts a host with the given arguments and opens its page; `stop` ends both and removes the folder. */
export async function startProgram(
  browser: Browser,
  options: { args?: readonly string[]; home?: string; viewport?: { width: number; height: number } } = {},
): Promise<{ program: Program; stop: () => Promise<void> }> {
  const home = options.home ?? mkdtempSync(join(tmpdir(), 'lantoa-e2e-'));
  const host = startHost(home, options.args ?? []);
  const address = await addressOf(host);
  const context = await browser.newContext({
    viewport: options.viewport ?? { width: 1280, height: 800 },
    locale: 'vi-VN',
  });
  const page = await context.newPage();
  await page.goto(address);
  const hosts = [host];
  const stop = async (): Promise<void> => {
    await context.close();
    for (const each of hosts) each.kill('SIGTERM');
    await Promise.all(hosts.map(ended));
    if (options.home === undefined) rmSync(home, { recursive: true, force: true });
  };
  return { program: { page, context, home, host, hosts }, stop };
}

/** Playwright's test with a way to start as many programs as a story has offices. */
export const test = base.extend<{
  start: (options?: Parameters<typeof startProgram>[1]) => Promise<Program>;
}>({
  start: async ({ browser }, use) => {
    const stops: (() => Promise<void>)[] = [];
    await use(async (options) => {
      const { program, stop } = await startProgram(browser, options);
      stops.push(stop);
      return program;
    });
    for (const stop of stops) await stop();
  },
});
export { expect } from '@playwright/test';
