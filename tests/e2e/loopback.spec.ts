import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Frame } from '@playwright/test';
import { expect, test } from './program';

/** A page of somebody else on this machine: other port, same host, so that cookies are sent along. */
async function serveForeignPage(): Promise<{ server: Server; address: string }> {
  const server = createServer((_request, response) => {
    response.writeHead(200, { 'Content-Type': 'text/html' });
    response.end('<!doctype html><title>foreign</title><body></body>');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { server, address: `http://127.0.0.1:${String((server.address() as AddressInfo).port)}/` };
}

test('a page of another port gets nothing, though the browser holds the cookie', async ({ start }) => {
  const { page, context } = await start({ args: ['--sample'] });
  const own = new URL(page.url()).origin;
  const { server, address } = await serveForeignPage();
  try {
    const foreign = await context.newPage();
    await foreign.goto(address);
    const outcomes = await foreign.evaluate(async (target) => {
      const reads = async (path: string, init?: RequestInit): Promise<string> =>
        fetch(target + path, { credentials: 'include', ...init }).then(
          async (response) => (response.type === 'opaque' ? 'opaque' : response.text()),
          () => 'refused',
        );
      const json = { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: '{}' };
      const listens = new Promise<string>((resolve) => {
        const events = new EventSource(`${target}/events`, { withCredentials: true });
        events.onopen = () => {
          resolve('open');
        };
        events.onerror = () => {
          events.close();
          resolve('refused');
        };
      });
      const script = new Promise<string>((resolve) => {
        const element = document.createElement('script');
        element.src = `${target}/`;
        element.onload = () => {
          resolve('loaded');
        };
        element.onerror = () => {
          resolve('refused');
        };
        document.body.append(element);
      });
      return {
        page: await reads('/'),
        operation: await reads('/invoke/library.state', json),
        simple: await reads('/invoke/library.close', { method: 'POST', mode: 'no-cors', body: '{}' }),
        events: await listens,
        script: await script,
      };
    }, own);
    expect(outcomes).toEqual({
      page: 'refused',
      operation: 'refused',
      // Sent by the browser, refused by the host: see below that nothing was closed.
      simple: expect.stringMatching(/opaque|refused/) as unknown,
      events: 'refused',
      script: 'refused',
    });
    const state = await page.evaluate(async () => {
      const init = { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: '{}' };
      return (await fetch('invoke/library.state', init)).json() as Promise<{ value: { type: string } }>;
    });
    expect(state.value.type).toBe('open');

    await foreign.evaluate((target) => {
      const frame = document.createElement('iframe');
      frame.src = target;
      document.body.append(frame);
    }, own);
    const framed = (): Frame | undefined =>
      foreign.frames().find((frame) => frame !== foreign.mainFrame() && frame.url() !== 'about:blank');
    await expect.poll(() => framed()?.url() ?? '').not.toBe('');
    await framed()?.waitForLoadState();
    expect(
      framed()?.url().startsWith('chrome-error:') === true || (await framed()?.locator('#app').count()) === 0,
    ).toBe(true);
  } finally {
    server.close();
  }
});

test('the printed address lets in one browser; another one is told what to do', async ({
  start,
  browser,
}) => {
  const { page, host } = await start({ args: ['--sample'] });
  expect(page.url()).not.toContain('token');
  const other = await browser.newContext();
  const stranger = await other.newPage();
  const response = await stranger.goto(new URL(page.url()).origin);
  expect(response?.status()).toBe(401);
  await expect(
    stranger.getByRole('heading', { name: 'Chưa mở được Lan Tỏa trong trình duyệt này' }),
  ).toBeVisible();
  expect(host.exitCode).toBeNull();
  await other.close();
});

test('nothing runs but the program’s own script', async ({ start }) => {
  const { page } = await start({ args: ['--sample'] });
  const outcomes = await page.evaluate(async () => {
    const violations: string[] = [];
    document.addEventListener('securitypolicyviolation', (event) =>
      violations.push(event.effectiveDirective),
    );
    const script = document.createElement('script');
    script.textContent = 'globalThis.ran = true';
    const image = document.createElement('img');
    image.setAttribute('onerror', 'globalThis.ran = true');
    image.src = 'nowhere.png';
    document.body.append(script, image);
    const reached = await fetch('https://example.org/').then(
      () => true,
      () => false,
    );
    const told = (): string[] => [...new Set(violations)].sort();
    for (let waited = 0; waited < 10_000 && told().length < 3; waited += 50)
      await new Promise((resolve) => setTimeout(resolve, 50));
    return { ran: 'ran' in globalThis, reached, violations: told() };
  });
  expect(outcomes).toEqual({
    ran: false,
    reached: false,
    violations: ['connect-src', 'script-src-attr', 'script-src-elem'],
  });
});

test('the screens break no rule of the page’s policy', async ({ start }) => {
  const { page, context } = await start({ args: ['--sample'] });
  const next = await context.newPage();
  const broken: string[] = [];
  next.on('console', (message) => {
    if (message.text().includes('Content Security Policy')) broken.push(message.text());
  });
  for (const screen of ['today', 'search', 'write', 'quarter', 'exchange', 'settings']) {
    await next.goto(`${new URL(page.url()).origin}/#/${screen}`);
    await expect(next.locator('main, #app > *').first()).toBeVisible();
    await next.waitForTimeout(200);
  }
  expect(broken).toEqual([]);
});
