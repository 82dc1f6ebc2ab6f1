import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import * as z from 'zod';
import { writePayload } from '#bench/bundle/payload';
import { buildProgram } from '#bench/built-program';
import { median } from './on-library';

const figures = z.object({ seconds: z.number(), megabytes: z.number() });
type Figures = z.infer<typeof figures>;

/** 2GB, 300MB, 1000000: bytes, in powers of ten as disks are sold. */
function parseBytes(text: string): number {
  const [, figure = '', unit = ''] = /^(\d+(?:\.\d+)?)\s*([KMG]?)B?$/i.exec(text) ?? [];
  if (figure === '') throw new Error(`not a size: ${text}`);
  return Number(figure) * ({ K: 1e3, M: 1e6, G: 1e9 }[unit.toUpperCase()] ?? 1);
}

/** Everything written so far is on the disk before the clock starts, and what is read is in memory for both sides. */
function settle(...files: string[]): void {
  execFileSync('sync');
  for (const file of files) execFileSync('sh', ['-c', `find '${file}' -type f -exec cat {} + > /dev/null`]);
}

function seconds(command: string, cwd: string): number {
  const began = performance.now();
  execFileSync('sh', ['-c', command], { cwd, stdio: ['ignore', 'ignore', 'inherit'] });
  return (performance.now() - began) / 1_000;
}

/** Runs the steps of one round in folders of their own, each beside the programs that it is compared with. */
function round(
  child: string,
  work: string,
  office: string,
): Record<'ours' | 'theirs', [Figures | number, Figures | number]> {
  const ours = (step: string, home: string, given = ''): Figures => {
    const result = join(work, 'result.json');
    execFileSync(process.execPath, [child, step, home, given, result], { stdio: 'inherit' });
    return figures.parse(JSON.parse(readFileSync(result, 'utf8')));
  };
  const fresh = (name: string): string => {
    const folder = join(work, name);
    rmSync(folder, { recursive: true, force: true });
    mkdirSync(folder, { recursive: true });
    return folder;
  };
  const bundles = join(office, 'kho/compilations/2026-Q3/bundles');
  rmSync(bundles, { recursive: true, force: true });
  settle(join(office, 'kho/practices'));
  const exported = ours('export', office);
  const bundle = join(bundles, readdirSync(bundles)[0] ?? '');
  const zipped = fresh('zip');
  const practices = join(office, 'kho/practices');
  settle(practices);
  const zip = seconds(
    `find . -type f -exec sha256sum {} + > '${zipped}/sums' && zip -qr '${zipped}/a.zip' . && sync '${zipped}/a.zip'`,
    practices,
  );
  settle(bundle);
  const imported = ours('import', fresh('other'), bundle);
  const unzipped = fresh('unzip');
  settle(bundle);
  const unzip = seconds(
    `unzip -q '${bundle}' && cd * && sha256sum --quiet -c manifest-sha256.txt && sync -f .`,
    unzipped,
  );
  return { ours: [imported, exported], theirs: [unzip, zip] };
}

export async function run(args: string[]): Promise<void> {
  const { values } = parseArgs({
    args,
    options: {
      bytes: { type: 'string', default: '200MB' },
      rounds: { type: 'string', default: '3' },
      'no-build': { type: 'boolean' },
    },
  });
  const work = mkdtempSync(join(tmpdir(), 'lantoa-bundle-'));
  const child = await buildProgram('bundle/child.ts');
  try {
    const office = join(work, 'office');
    const payload = join(work, 'payload');
    writePayload(payload, parseBytes(values.bytes));
    execFileSync(process.execPath, [child.file, 'prepare', office, payload, join(work, 'result.json')]);
    const imports: number[] = [];
    const exports: number[] = [];
    const memory: number[] = [];
    for (let number = 0; number < Number(values.rounds); number += 1) {
      const { ours, theirs } = round(child.file, work, office);
      const [[imported, exported], [unzip, zip]] = [ours as [Figures, Figures], theirs as [number, number]];
      console.log(
        `import ${imported.seconds.toFixed(1)} s beside ${unzip.toFixed(1)}, export ${exported.seconds.toFixed(1)} s beside ${zip.toFixed(1)}`,
      );
      imports.push(imported.seconds / unzip);
      exports.push(exported.seconds / zip);
      memory.push(imported.megabytes, exported.megabytes);
    }
    console.log(
      `import ${median(imports).toFixed(2)} of unzip+sha256sum, export ${median(exports).toFixed(2)} of zip+sha256sum, memory ${String(Math.round(Math.max(...memory)))} MB`,
    );
  } finally {
    child.remove();
    rmSync(work, { recursive: true, force: true });
  }
}
