import { defineConfig } from '@playwright/test';
import { chromiumLaunch } from './tests/e2e/chromium';

export default defineConfig({
  testDir: 'tests/e2e',
  testMatch: '*.spec.ts',
  outputDir: 'test-results/e2e',
  reporter: 'list',
  workers: 2,
  // A browser on a busy machine may lose a key. `npm test` names what passed only at the second try.
  retries: 1,
  // A busy machine takes many times as long; only what fails waits for all of it.
  timeout: 180_000,
  expect: { timeout: 30_000 },
  use: {
    viewport: { width: 1280, height: 800 },
    locale: 'vi-VN',
    trace: 'retain-on-failure',
    actionTimeout: 30_000,
    launchOptions: chromiumLaunch(),
  },
});
