import { createBuilder } from 'vite';

/** Builds the program once before the tests: hosts and workers are started as real files. */
export default async function buildProgram(): Promise<void> {
  if (process.env['LANTOA_BUILT'] === '1') return;
  const builder = await createBuilder({ logLevel: 'error' });
  await builder.buildApp();
}
