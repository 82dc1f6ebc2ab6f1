import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type ElectronApplication, expect, type Page, test as base } from '@playwright/test';
import { findRuntime } from '../../electron/find-runtime.mjs';

const root = fileURLToPath(new URL('../../', import.meta.url));
const runtime = findRuntime();

interface Desktop {
  readonly application: ElectronApplication;
  readonly page: Page;
  readonly profile: string;
}

const test = base.extend<{ desktop: Desktop }>({
  desktop: async ({ playwright }, use) => {
    const profile = mkdtempSync(join(tmpdir(), 'lan-toa-electron-'));
    const bundle = join(profile, 'given.lantoa');
    writeFileSync(bundle, 'not a bundle');
    const application = await playwright._electron.launch({
      ...(runtime === undefined ? {} : { executablePath: runtime }),
      // Chromium's sandbox does not run as root; test machines often do.
      args: [
        root,
        '--profile',
        profile,
        '--sample',
        bundle,
        ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
      ],
    });
    await use({ application, page: await application.firstWindow(), profile });
    await application.close();
    rmSync(profile, { recursive: true, force: true });
  },
});

test.describe('the desktop program', () => {
  test.skip(
    runtime === undefined,
    'no Electron runtime here: neither ELECTRON_OVERRIDE_DIST_PATH nor node_modules/electron/dist',
  );

  test('shows its page from its own scheme, without Node and with three functions', async ({
    desktop: { page },
  }) => {
    await expect(page.locator('#app')).not.toBeEmpty();
    expect(page.url()).toMatch(/^app:\/\/lan-toa\//);
    const globals = await page.evaluate(() => ({
      require: typeof (globalThis as { require?: unknown }).require,
      process: typeof (globalThis as { process?: unknown }).process,
      bridge: Object.keys(window.lanToa ?? {}).sort(),
    }));
    expect(globals).toEqual({
      require: 'undefined',
      process: 'undefined',
      bridge: ['invoke', 'pathOf', 'subscribe'],
    });
  });

  test('answers operations and finds the sample library', async ({ desktop: { page } }) => {
    const answer = await page.evaluate(() => window.lanToa?.invoke('library.state', {}));
    expect(answer).toMatchObject({ ok: true, value: { type: 'open', sample: true } });
    const refused = await page.evaluate(() => window.lanToa?.invoke('constructor', {}));
    expect(refused).toMatchObject({ ok: false, failure: { code: 'not-found' } });
  });

  test('searches in its worker', async ({ desktop: { page } }) => {
    const search = (): Promise<unknown> =>
      page.evaluate(async () => {
        const query = { text: 'ngam hoa cap vien thong', facets: {}, sort: 'relevance', limit: 3 };
        const answer = await window.lanToa?.invoke('search.query', query);
        return answer?.ok === true ? (answer.value as { total: number }).total : -1;
      });
    await expect.poll(search).toBeGreaterThan(0);
  });

  test('runs no inline script, evaluates no text and reaches no network', async ({ desktop: { page } }) => {
    const outcomes = await page.evaluate(async () => {
      const script = document.createElement('script');
      script.textContent = 'globalThis.ran = true';
      document.body.append(script);
      const evaluated = ((): boolean => {
        try {
          return Boolean((0, eval)('1'));
        } catch {
          return false;
        }
      })();
      const reached = await fetch('https://example.org/').then(
        () => true,
        () => false,
      );
      return { ran: 'ran' in globalThis, evaluated, reached };
    });
    expect(outcomes).toEqual({ ran: false, evaluated: false, reached: false });
  });

  test('does not leave its page and opens no window', async ({ desktop: { page, application } }) => {
    await page.evaluate(() => {
      window.open('https://example.org/');
      location.href = 'https://example.org/';
    });
    await page.waitForTimeout(500);
    expect(page.url()).toMatch(/^app:\/\/lan-toa\//);
    expect(application.windows()).toHaveLength(1);
  });

  test('serves nothing beside its page', async ({ desktop: { page } }) => {
    const statuses = await page.evaluate(() =>
      Promise.all(
        [
          'index.html',
          '../package.json',
          '%2e%2e/package.json',
          '..%2fpackage.json',
          'files/attachments/a/b',
        ].map(async (path) => (await fetch(path)).status),
      ),
    );
    expect(statuses).toEqual([200, 404, 404, 404, 404]);
  });
});
