/* `npm run bench:<name> -- ...`: runs bench/<name>.ts, translated on the fly by Vite. */
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { createBuilder, runnerImport } from 'vite';

const [name = '', ...args] = process.argv.slice(2);
const root = fileURLToPath(new URL('../', import.meta.url));
const file = `${root}bench/${name}.ts`;
if (!existsSync(file)) throw new Error(`there is no benchmark "${name}"`);

if (!process.argv.includes('--no-build')) {
  const builder = await createBuilder({
    root: `${root}renderer`,
    configFile: `${root}vite.config.ts`,
    logLevel: 'warn',
  });
  await builder.buildApp();
}
const { module } = await runnerImport(file, { root, configFile: false });
await module.run(args);
