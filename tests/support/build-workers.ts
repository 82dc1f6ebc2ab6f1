import { createBuilder } from 'vite';

/** Builds the Node side once before the tests: workers are real files, as in the program. */
export default async function buildWorkers(): Promise<void> {
  if (process.env['LANTOA_BUILT'] === '1') return;
  const builder = await createBuilder({ logLevel: 'error' });
  const environment = builder.environments['node'];
  if (!environment) throw new Error('vite.config.ts has no environment "node"');
  await builder.build(environment);
}
