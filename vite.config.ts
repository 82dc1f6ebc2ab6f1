import { builtinModules } from 'node:module';
import { fileURLToPath } from 'node:url';
import { svelte } from '@sveltejs/vite-plugin-svelte';
import { svelteTesting } from '@testing-library/svelte/vite';
import { defineConfig } from 'vitest/config';

const at = (path: string): string => fileURLToPath(new URL(path, import.meta.url));
const external = ['electron', /^electron\//, /^node:/, ...builtinModules];

const randomSeed = String(Date.now() % 2 ** 31);
/** Of all tests that draw random cases: the number given, a new one for `random`; each test's own fixed one otherwise. */
const seed = process.env['LANTOA_SEED'] === 'random' ? randomSeed : process.env['LANTOA_SEED'];

/** Node code is bundled whole, so that a package carries no node_modules. */
const nodeBuild = {
  target: 'node20',
  ssr: true,
  copyPublicDir: false,
  minify: false,
  sourcemap: true,
} as const;
const nodeResolve = { noExternal: true as const, external: ['electron'] };

export default defineConfig({
  root: at('./renderer'),
  base: './',
  publicDir: false,
  plugins: [svelte({ configFile: at('./svelte.config.js') })],
  environments: {
    client: {
      build: {
        outDir: at('./dist/renderer'),
        emptyOutDir: true,
        sourcemap: true,
        // The page's security policy forbids data: addresses.
        assetsInlineLimit: 0,
        target: 'chrome120',
        rolldownOptions: { input: at('./renderer/index.html') },
      },
    },
    /** Both hosts and their workers: the loopback host runs on Node 20, the desktop host on Electron's Node. */
    node: {
      consumer: 'server',
      resolve: nodeResolve,
      build: {
        ...nodeBuild,
        outDir: at('./dist/node'),
        emptyOutDir: true,
        rolldownOptions: {
          input: {
            main: at('./electron/main/main.ts'),
            loopback: at('./electron/loopback/loopback.ts'),
            'search-worker': at('./electron/core/search/search-worker.ts'),
            'index-worker': at('./electron/core/search/index-worker.ts'),
            'extract-worker': at('./electron/core/extraction/extract-worker.ts'),
            'form-worker': at('./electron/core/forms/form-worker.ts'),
            'paper-worker': at('./electron/core/papers/paper-worker.ts'),
            'look-worker': at('./electron/core/library/look-worker.ts'),
            'near-duplicates-worker': at('./electron/core/near-duplicates/near-duplicates-worker.ts'),
          },
          external,
          output: { format: 'es', entryFileNames: '[name].js' },
        },
      },
    },
    /** A sandboxed preload script must be one CommonJS file. */
    preload: {
      consumer: 'server',
      resolve: nodeResolve,
      build: {
        ...nodeBuild,
        outDir: at('./dist/preload'),
        emptyOutDir: true,
        rolldownOptions: {
          input: { preload: at('./electron/preload/preload.ts') },
          external,
          output: { format: 'cjs', entryFileNames: '[name].cjs', codeSplitting: false },
        },
      },
    },
  },
  builder: {
    sharedConfigBuild: true,
    async buildApp(builder) {
      for (const name of ['client', 'node', 'preload']) {
        const environment = builder.environments[name];
        if (environment) await builder.build(environment);
      }
    },
  },
  test: {
    root: at('.'),
    // Many tests wait for the disk (every write is flushed) or for programs of their own: three keep two cores busy.
    maxWorkers: 3,
    setupFiles: ['tests/support/property-seed.ts'],
    env: seed === undefined ? {} : { LANTOA_SEED: seed },
    projects: [
      {
        extends: true,
        test: {
          name: 'node',
          environment: 'node',
          include: ['tests/{core,contract,shared,architecture,main,loopback,bench}/**/*.test.ts'],
          globalSetup: ['tests/support/build-program.ts'],
          // No module keeps anything of its own, so files share them: most of a file's time would go into loading them anew.
          isolate: false,
          // A busy machine takes many times as long; only what fails waits for all of it.
          testTimeout: 180_000,
        },
      },
      {
        extends: true,
        test: {
          name: 'long',
          environment: 'node',
          // The tests that draw random cases, some with many more rounds, and another seed each time; a failure names it.
          include: [
            'tests/{core,shared,loopback}/**/*.test.ts',
            'tests/core/care/large-backups.long.ts',
            'tests/renderer/editor/rich/{typed-text,untouched-bytes}.test.ts',
          ],
          env: {
            LANTOA_SEED: seed ?? randomSeed,
            LANTOA_MUTATIONS: process.env['LANTOA_MUTATIONS'] ?? '20000',
            LANTOA_KILLS: process.env['LANTOA_KILLS'] ?? '200',
            LANTOA_OFFICES: process.env['LANTOA_OFFICES'] ?? '40',
            LANTOA_WRITING: process.env['LANTOA_WRITING'] ?? '60',
            LANTOA_VANISH: process.env['LANTOA_VANISH'] ?? '30',
            LANTOA_HOST_KILLS: process.env['LANTOA_HOST_KILLS'] ?? '30',
            LANTOA_FORMS: process.env['LANTOA_FORMS'] ?? '200',
            LANTOA_FUZZ_SECONDS: process.env['LANTOA_FUZZ_SECONDS'] ?? '600',
          },
          globalSetup: ['tests/support/build-program.ts'],
          testTimeout: 1_800_000,
        },
      },
      {
        extends: true,
        plugins: [svelteTesting()],
        test: {
          name: 'page',
          environment: 'jsdom',
          include: ['tests/renderer/**/*.test.ts'],
          testTimeout: 120_000,
        },
      },
    ],
  },
});
