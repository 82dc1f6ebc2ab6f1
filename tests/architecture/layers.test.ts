import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { cruise, type ICruiseOptions, type ICruiseResult, type IFlattenedRuleSet } from 'dependency-cruiser';
import { describe, expect, it } from 'vitest';
import { temporaryFolder } from '#tests/support/folders';

const root = fileURLToPath(new URL('../../', import.meta.url));
const require = createRequire(import.meta.url);
const { forbidden, options } = require('../../.dependency-cruiser.cjs') as {
  forbidden: (NonNullable<IFlattenedRuleSet['forbidden']>[number] & { name: string })[];
  options: ICruiseOptions;
};

async function violations(baseDir: string): Promise<ICruiseResult> {
  const { output } = await cruise(['shared', 'electron', 'renderer', 'tests', 'bench'], {
    ...options,
    baseDir,
    validate: true,
    ruleSet: { forbidden },
  });
  return output as ICruiseResult;
}

/** One file that breaks each rule, and what it imports. */
const breaches: Record<string, [file: string, text: string][]> = {
  'no-cycles': [
    ['shared/a.ts', "export { b as a } from './b';"],
    ['shared/b.ts', "export { a as b } from './a';"],
  ],
  'shared-knows-nobody': [['shared/c.ts', "import '../electron/core/x';"]],
  'shared-is-pure': [['shared/d.ts', "import 'node:fs';"]],
  'core-knows-no-host': [['electron/core/x.ts', "import '../main/m';"]],
  'core-knows-no-page': [['electron/core/y.ts', "import '../../renderer/p';"]],
  'page-knows-no-core': [['renderer/p.ts', "import '../electron/core/x';"]],
  'page-has-no-node': [['renderer/Q.svelte', '<script lang="ts">import "node:path";</script>']],
  'hosts-apart': [['electron/main/m.ts', "import '../loopback/l';"]],
  'preload-types-only': [['electron/preload/r.ts', "import '../../shared/d';"]],
  'electron-in-main-and-preload': [['electron/loopback/l.ts', "import 'electron';"]],
  'lunr-in-search': [['electron/core/z.ts', "import 'lunr';"]],
  'transport-in-backend': [
    ['renderer/views/v.ts', "import '../backend/http-backend';"],
    ['renderer/backend/http-backend.ts', 'export {};'],
  ],
  'resources-are-data': [
    ['electron/core/w.ts', "import '../../resources/x.json';"],
    ['resources/x.json', '{}'],
  ],
  'no-tests-in-the-program': [
    ['shared/e.ts', "import '../tests/t';"],
    ['tests/t.ts', 'export {};'],
  ],
};

describe('layers', () => {
  it('hold in the program, Svelte components included', async () => {
    const { summary, modules } = await violations(root);
    expect(summary.violations.map(({ rule, from, to }) => `${rule.name}: ${from} -> ${to}`)).toEqual([]);
    expect(
      modules.some(({ source, dependencies }) => source.endsWith('.svelte') && dependencies.length > 0),
    ).toBe(true);
  });

  it('would be seen where broken: every rule fires', async () => {
    const folder = temporaryFolder();
    for (const name of ['bench', 'tests']) mkdirSync(join(folder, name));
    symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'));
    for (const [file, text] of Object.values(breaches).flat()) {
      mkdirSync(dirname(join(folder, file)), { recursive: true });
      writeFileSync(join(folder, file), text);
    }
    const { summary } = await violations(folder);
    expect(new Set(summary.violations.map(({ rule }) => rule.name))).toEqual(
      new Set(forbidden.map(({ name }) => name)),
    );
    expect(Object.keys(breaches).sort()).toEqual(forbidden.map(({ name }) => name).sort());
  });
});
