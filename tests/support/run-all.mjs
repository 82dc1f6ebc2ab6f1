/*
 * `npm test`: every check and test, one after another but for the slowest check, and the sum of all at the end as
 * "N passed, N failed, N skipped" on a line of its own. A check counts as one.
 */
import { spawn } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../../', import.meta.url));
const results = join(root, 'test-results');
const require = createRequire(import.meta.url);

/** The script behind a package's command, so that no shell and no .cmd file is needed. */
function command(name, bin = name) {
  const manifest = join(root, 'node_modules', name, 'package.json');
  const { bin: bins } = JSON.parse(readFileSync(manifest, 'utf8'));
  return join(dirname(manifest), typeof bins === 'string' ? bins : bins[bin]);
}

/** Resolves with the exit code; what is printed goes to `printed`, or else to the terminal. */
function run(script, args, environment = {}, printed) {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [script, ...args], {
      cwd: root,
      stdio: printed ? ['ignore', 'pipe', 'pipe'] : 'inherit',
      env: { ...process.env, ...environment },
    });
    child.stdout?.on('data', (chunk) => printed.push(chunk));
    child.stderr?.on('data', (chunk) => printed.push(chunk));
    child.on('close', (code) => resolve(code ?? 1));
  });
}

const total = { passed: 0, failed: 0, skipped: 0 };
const troubles = [];

function add(name, counts) {
  for (const key of Object.keys(total)) total[key] += counts[key];
  if (counts.failed > 0) troubles.push(name);
}

/** What a check prints is shown at its end, so that several at a time can be read. */
async function check(name, script, args) {
  const printed = [];
  const code = await run(script, args, {}, printed);
  console.log(`\n== ${name}\n${Buffer.concat(printed).toString()}`);
  add(name, { passed: code === 0 ? 1 : 0, failed: code === 0 ? 0 : 1, skipped: 0 });
}

/** Runs a test runner that leaves its results in a JSON file; one that dies before that counts as a failure. */
async function suite(name, script, args, file, count, environment) {
  console.log(`\n== ${name}`);
  rmSync(file, { force: true });
  const code = await run(script, args, environment);
  try {
    const counts = count(JSON.parse(readFileSync(file, 'utf8')));
    // Errors outside any test fail the run without a failed test.
    if (code !== 0 && counts.failed === 0) counts.failed = 1;
    add(name, counts);
  } catch (error) {
    console.error(`${name}: no results (${String(error)})`);
    add(name, { passed: 0, failed: 1, skipped: 0 });
  }
}

/** What failed among thousands of lines, named once more at the end, each with the first lines of its reason. */
const failures = [];
function vitestCounts(report) {
  for (const { name, message, assertionResults } of report.testResults) {
    const failed = assertionResults.filter(({ status }) => status === 'failed');
    for (const { fullName, failureMessages } of failed)
      failures.push([name, fullName, failureMessages.join('\n')]);
    if (failed.length === 0 && message) failures.push([name, 'the file itself', message]);
  }
  return {
    passed: report.numPassedTests,
    failed: report.numFailedTests + (report.numFailedTestSuites > 0 && report.numFailedTests === 0 ? 1 : 0),
    skipped: report.numPendingTests + report.numTodoTests,
  };
}
/** What passed only when repeated counts as passed and is named at the end: somebody has to find out why. */
const unsteady = [];
function playwrightCounts({ suites, stats, errors }) {
  unsteady.push(...flakyTitles(suites));
  return {
    passed: stats.expected + stats.flaky,
    failed: stats.unexpected + errors.length,
    skipped: stats.skipped,
  };
}

function flakyTitles(suites) {
  return suites.flatMap(({ file, specs, suites: inner = [] }) => [
    ...specs
      .filter(({ tests }) => tests.some(({ status }) => status === 'flaky'))
      .map(({ title }) => `${file}: ${title}`),
    ...flakyTitles(inner),
  ]);
}

mkdirSync(results, { recursive: true });
// It takes longer than all other checks together.
const lint = check('lint', command('eslint'), ['.']);
await check('format', command('prettier'), ['--check', '--log-level', 'warn', '.']);
for (const part of ['shared', 'electron', 'tests'])
  await check(`types of ${part}/`, command('typescript', 'tsc'), ['-p', part]);
await check('types of renderer/', command('svelte-check'), [
  '--tsconfig',
  'renderer/tsconfig.json',
  '--fail-on-warnings',
]);
await check('unused code', command('knip'), []);
await check('build', command('vite'), ['build', '--app', '--logLevel', 'warn']);
await check('independent readers', fileURLToPath(new URL('prepare-readers.mjs', import.meta.url)), []);
const vitestFile = join(results, 'vitest.json');
await suite(
  'unit tests',
  command('vitest'),
  [
    'run',
    '--project',
    'node',
    '--project',
    'page',
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${vitestFile}`,
  ],
  vitestFile,
  vitestCounts,
  { LANTOA_BUILT: '1' },
);
// Browsers are not disturbed by it.
await lint;
await check('browser', fileURLToPath(new URL('../e2e/prepare-chromium.mjs', import.meta.url)), []);
const playwrightFile = join(results, 'playwright.json');
await suite(
  'end-to-end tests',
  join(dirname(require.resolve('@playwright/test/package.json')), 'cli.js'),
  ['test', '--reporter=list,json'],
  playwrightFile,
  playwrightCounts,
  { PLAYWRIGHT_JSON_OUTPUT_NAME: playwrightFile, LANTOA_BUILT: '1' },
);

for (const [file, title, reason] of failures)
  console.log(`\nFailed: ${relative(root, file)}: ${title}\n${reason.split('\n').slice(0, 12).join('\n')}`);
for (const title of unsteady) console.log(`\nPassed only at the second try: ${title}`);
if (troubles.length > 0) console.log(`\nFailed: ${troubles.join(', ')}`);
console.log(`\n${total.passed} passed, ${total.failed} failed, ${total.skipped} skipped`);
process.exitCode = total.failed === 0 ? 0 : 1;
