import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { builtinModules } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';

const root = fileURLToPath(new URL('../', import.meta.url));

/**
 * Builds a program below `bench` into a folder of its own below `dist`, where packages are found. Run from there by
 * Node alone it holds nothing but what it uses, so that its memory and its times are its own.
 */
export async function buildProgram(program: string): Promise<{ file: string; remove(): void }> {
  mkdirSync(join(root, 'dist'), { recursive: true });
  const folder = mkdtempSync(join(root, 'dist/bench-'));
  await build({
    root,
    configFile: false,
    logLevel: 'warn',
    build: {
      ssr: join(root, 'bench', program),
      outDir: folder,
      target: 'node20',
      minify: false,
      rolldownOptions: { external: [/^node:/, ...builtinModules], output: { entryFileNames: 'program.mjs' } },
    },
  });
  return {
    file: join(folder, 'program.mjs'),
    remove: () => {
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
