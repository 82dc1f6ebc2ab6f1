/*
 * The programs of others that judge what this one writes: tests that need a missing one are skipped by name. Where
 * LANTOA_INSTALL_READERS is set, as in CI, Debian's packages of the small ones are installed first. LibreOffice is used where it is.
 */
import { spawnSync } from 'node:child_process';

/** Program, and the Debian package that has it. */
const readers = {
  minisign: 'minisign',
  age: 'age',
  script: 'bsdutils',
  unzip: 'unzip',
  zip: 'zip',
  python3: 'python3-minimal',
  pdftotext: 'poppler-utils',
  soffice: undefined,
};
/** Milliseconds: a network that does not answer holds up nobody. */
const patience = 120_000;

const isThere = (program) => spawnSync(program, ['--version'], { stdio: 'ignore' }).error === undefined;
const missing = () => Object.keys(readers).filter((program) => !isThere(program));

function install(packages) {
  const environment = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const apt = (...args) =>
    spawnSync('apt-get', args, { timeout: patience, stdio: 'ignore', env: environment });
  const installed = () => apt('install', '-y', '-q', '--no-install-recommends', ...packages).status === 0;
  // The lists of packages may be missing, or older than the packages.
  return installed() || (apt('update', '-q').status === 0 && installed());
}

const wanted = missing().flatMap((program) => readers[program] ?? []);
if (wanted.length > 0 && process.env.LANTOA_INSTALL_READERS && !install(wanted))
  console.log(`Could not be installed: ${wanted.join(', ')}`);
const left = missing();
console.log(`Independent readers that are missing: ${left.join(', ') || 'none'}`);
