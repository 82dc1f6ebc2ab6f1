/** The layers of docs/architecture.md: dependencies run one way. Held by tests/architecture/layers.test.ts. */
const node =
  '^node:|^(?:assert|buffer|child_process|crypto|fs|http|https|net|os|path|stream|url|util|worker_threads|zlib)$';
module.exports = {
  forbidden: [
    {
      name: 'no-cycles',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'shared-knows-nobody',
      severity: 'error',
      from: { path: '^shared/' },
      to: { path: '^(?:electron|renderer|tests|bench)/' },
    },
    { name: 'shared-is-pure', severity: 'error', from: { path: '^shared/' }, to: { path: node } },
    {
      name: 'core-knows-no-host',
      severity: 'error',
      from: { path: '^electron/core/' },
      to: { path: '^electron/(?:main|preload|loopback)/' },
    },
    {
      name: 'core-knows-no-page',
      severity: 'error',
      from: { path: '^electron/' },
      to: { path: '^renderer/' },
    },
    {
      name: 'page-knows-no-core',
      severity: 'error',
      from: { path: '^renderer/' },
      to: { path: '^electron/' },
    },
    { name: 'page-has-no-node', severity: 'error', from: { path: '^renderer/' }, to: { path: node } },
    {
      name: 'hosts-apart',
      severity: 'error',
      from: { path: '^electron/(main|loopback)/' },
      to: { path: '^electron/(?:main|preload|loopback)/', pathNot: '^electron/$1/' },
    },
    {
      name: 'preload-types-only',
      severity: 'error',
      from: { path: '^electron/preload/' },
      to: { path: '^(?:shared|electron/(?:core|main|loopback))/', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'electron-in-main-and-preload',
      severity: 'error',
      from: { path: '^(?:shared|renderer|electron/(?:core|loopback))/' },
      to: { path: '^(?:electron|electron-store)$|node_modules/(?:electron|electron-store)/' },
    },
    {
      name: 'lunr-in-search',
      severity: 'error',
      from: { path: '^(?:shared|renderer|electron)/', pathNot: '^electron/core/search/' },
      to: { path: 'node_modules/lunr/' },
    },
    {
      name: 'transport-in-backend',
      severity: 'error',
      from: { path: '^renderer/(?!backend/|main\\.ts)' },
      to: { path: '^renderer/backend/(?!backend\\.ts)' },
    },
    {
      name: 'resources-are-data',
      severity: 'error',
      from: { path: '^(?:shared|electron|renderer)/' },
      to: { path: '^resources/' },
    },
    {
      name: 'no-tests-in-the-program',
      severity: 'error',
      from: { path: '^(?:shared|electron|renderer)/' },
      to: { path: '^(?:tests|bench)/' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    exclude: { path: '^dist/' },
    enhancedResolveOptions: {
      conditionNames: ['svelte', 'import', 'require', 'node', 'default'],
      extensions: ['.ts', '.js', '.mjs', '.svelte', '.json'],
    },
  },
};
