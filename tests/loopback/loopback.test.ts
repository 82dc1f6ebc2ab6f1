import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { temporaryFolder } from '#tests/support/folders';
import { installProgram, type RunningScript, runScript } from '#tests/loopback/program-on-trial';

const addressLine = /^Lan Tỏa: (http:\/\/127\.0\.0\.1:\d+\/\?token=[\w-]{43})$/m;

function start(program: string, ...args: string[]): RunningScript {
  return runScript(join(program, 'dist/node/loopback.js'), ['--no-open', ...args]);
}

async function comeIn(address: string): Promise<(operation: string, input?: object) => Promise<unknown>> {
  const { headers } = await fetch(address, { redirect: 'manual' });
  const { origin } = new URL(address);
  const sent = {
    Cookie: (headers.get('Set-Cookie') ?? '').split(';', 1)[0] ?? '',
    Origin: origin,
    'Content-Type': 'application/json',
  };
  return async (operation, input = {}) => {
    const response = await fetch(`${origin}/invoke/${operation}`, {
      method: 'POST',
      headers: sent,
      body: JSON.stringify(input),
    });
    return ((await response.json()) as { value: unknown }).value;
  };
}

describe('the loopback host as a program', () => {
  test('prints one line with its address, serves, and ends when asked to, leaving no uploads', async () => {
    const profile = temporaryFolder();
    const host = start(installProgram(), '--profile', profile, '--sample');
    const [, address = ''] = await host.until(addressLine);
    expect(host.output().trim().split('\n')).toHaveLength(1);
    const invoke = await comeIn(address);
    expect(await invoke('library.state')).toMatchObject({ type: 'open', sample: true });
    expect(await invoke('application.information')).toMatchObject({
      version: '0.0.0-test',
      documentsFolder: join(profile, 'documents'),
      notices: [],
    });
    expect(readdirSync(join(profile, 'cache', 'uploads'))).toHaveLength(1);
    host.child.kill('SIGTERM');
    expect(await host.ended).toBe(0);
    expect(readdirSync(join(profile, 'cache', 'uploads'))).toEqual([]);
  });

  test('comes back on the port of the last run, and on another one while that is taken', async () => {
    const program = installProgram();
    const profile = temporaryFolder();
    const portOf = async (host: RunningScript): Promise<string> =>
      new URL((await host.until(addressLine))[1] ?? '').port;
    const first = start(program, '--profile', profile);
    const port = await portOf(first);
    const beside = start(program, '--profile', profile);
    const other = await portOf(beside);
    expect(other).not.toBe(port);
    for (const host of [first, beside]) host.child.kill('SIGTERM');
    await Promise.all([first.ended, beside.ended]);
    expect(await portOf(start(program, '--profile', profile))).toBe(other);
  });

  test('opens the last library the next time, and says what happened to damaged settings', async () => {
    const program = installProgram();
    const profile = temporaryFolder();
    const first = start(program, '--profile', profile);
    const invoke = await comeIn((await first.until(addressLine))[1] ?? '');
    expect(await invoke('library.state')).toEqual({ type: 'none' });
    const path = join(profile, 'kho');
    await invoke('library.create', { path, name: 'Kho' });
    first.child.kill('SIGINT');
    expect(await first.ended).toBe(0);

    const second = start(program, '--profile', profile, '--sample');
    const again = await comeIn((await second.until(addressLine))[1] ?? '');
    expect(await again('library.state')).toMatchObject({ type: 'open', path, name: 'Kho' });
    second.child.kill('SIGTERM');
    await second.ended;

    writeFileSync(join(profile, 'settings.json'), '{"language":');
    const third = start(program, '--profile', profile);
    const after = await comeIn((await third.until(addressLine))[1] ?? '');
    expect(await after('application.information')).toMatchObject({ notices: [{ code: 'settings-reset' }] });
  });

  test('--library opens that one, and one that is none is a state and not an end', async () => {
    const host = start(installProgram(), '--profile', temporaryFolder(), '--library', temporaryFolder());
    const invoke = await comeIn((await host.until(addressLine))[1] ?? '');
    expect(await invoke('library.state')).toMatchObject({ type: 'not-a-library' });
  });

  test('uploads of a process that ended abruptly are removed, those of a running one are not', async () => {
    const profile = temporaryFolder();
    const uploads = join(profile, 'cache', 'uploads');
    for (const name of ['999999999-abc', `${String(process.pid)}-abc`])
      mkdirSync(join(uploads, name), { recursive: true });
    const host = start(installProgram(), '--profile', profile);
    await host.until(addressLine);
    expect(existsSync(join(uploads, '999999999-abc'))).toBe(false);
    expect(existsSync(join(uploads, `${String(process.pid)}-abc`))).toBe(true);
  });

  test.each([[['--prot', '1']], [['--port', 'abc']]])('%j ends with a sentence', async (args) => {
    const host = start(installProgram(), ...args);
    expect(await host.ended).toBe(1);
    expect(host.output()).toContain(args[0]);
    expect(host.output()).not.toContain('    at ');
  });

  test('a port that is taken ends the program', async () => {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as { port: number };
    try {
      const host = start(installProgram(), '--profile', temporaryFolder(), '--port', String(port));
      expect(await host.ended).toBe(1);
      expect(host.output()).toContain('EADDRINUSE');
    } finally {
      server.close();
    }
  });
});
