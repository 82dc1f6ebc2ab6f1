import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { stringify } from 'yaml';
import * as z from 'zod';
import { buildProgram } from '#bench/built-program';
import { practiceId } from '#bench/generate-library';
import { levels, type Planted, type WriteUp, writeUps } from '#bench/near-duplicates/write-ups';

const measuredSchema = z.object({
  /** Seconds of a first look, after one practice has changed, and in the next start of the program. */
  cold: z.number(),
  changed: z.number(),
  warm: z.number(),
  megabytes: z.number(),
  pairs: z.array(z.object({ practices: z.tuple([z.string(), z.string()]), degree: z.number() })),
});
type Measured = z.infer<typeof measuredSchema>;

function writeLibrary(home: string, all: readonly WriteUp[]): void {
  const list = all.map(({ title, summary, office, body }, number) => {
    const id = practiceId(number + 1);
    const folder = join(home, 'library/practices', id);
    const matter = {
      format: '1.0',
      id,
      origin: practiceId(3_000_000 + office),
      language: 'vi',
      title,
      summary,
    };
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, 'practice.md'), `---\n${stringify(matter, { lineWidth: 0 })}---\n\n${body}`);
    return { id, fingerprint: String(number), title, summary };
  });
  writeFileSync(join(home, 'list.json'), JSON.stringify(list));
}

/** What was found of what was planted. */
function report({ pairs, ...figures }: Measured, planted: readonly Planted[], practices: number): void {
  const key = (one: string, other: string): string => [one, other].sort().join(' ');
  const found = new Map(pairs.map(({ practices: [a, b], degree }) => [key(a, b), degree]));
  const keyOf = ({ original, copy }: Planted): string => key(practiceId(original + 1), practiceId(copy + 1));
  const recallOf = (some: readonly Planted[]): number =>
    some.filter((pair) => found.has(keyOf(pair))).length / some.length;
  for (const level of levels) {
    const some = planted.filter((pair) => pair.level === level);
    const degrees = some.map((pair) => found.get(keyOf(pair)) ?? 0).sort((a, b) => a - b);
    console.log(
      `${percent(level)} edited: recall ${share(recallOf(some))} of ${String(some.length)}, degree ${share(degrees[0] ?? 0)} to ${share(degrees.at(-1) ?? 0)}`,
    );
  }
  const wanted = new Set(planted.map(keyOf));
  const wrong = [...found].filter(([pair]) => !wanted.has(pair)).map(([, degree]) => degree);
  console.log(
    `${String(wrong.length)} pairs that are no copies${wrong.length === 0 ? '' : `, degree up to ${share(Math.max(...wrong))}`}`,
  );
  const { cold, changed, warm, megabytes } = figures;
  console.log(
    `one practice changed ${changed.toFixed(1)} s, next start ${warm.toFixed(1)} s, memory ${megabytes.toFixed(0)} MB`,
  );
  const counted = recallOf(planted.filter(({ level }) => level <= 0.2));
  const precision = found.size === 0 ? 0 : 1 - wrong.length / found.size;
  console.log(
    `recall ${share(counted)}, precision ${share(precision)}, ${cold.toFixed(0)} s (${String(practices)} practices)`,
  );
}

function share(value: number): string {
  return value.toFixed(2).replace(/^0/, '');
}

function percent(value: number): string {
  return `${String(Math.round(value * 100))} %`;
}

export async function run(args: string[]): Promise<void> {
  const { values } = parseArgs({
    args,
    options: {
      practices: { type: 'string', default: '20000' },
      pairs: { type: 'string', default: '500' },
      seed: { type: 'string', default: '1' },
      corpus: { type: 'string' },
      'no-build': { type: 'boolean' },
    },
  });
  const home = mkdtempSync(join(tmpdir(), 'lantoa-near-'));
  const child = await buildProgram('near-duplicates/child.ts');
  try {
    const { all, planted } = writeUps(Number(values.practices), Number(values.pairs), {
      seed: Number(values.seed),
      corpus: values.corpus,
    });
    writeLibrary(home, all);
    const result = join(home, 'result.json');
    execFileSync(process.execPath, [child.file, home, result], { stdio: 'inherit' });
    report(measuredSchema.parse(JSON.parse(readFileSync(result, 'utf8'))), planted, all.length);
  } finally {
    child.remove();
    rmSync(home, { recursive: true, force: true });
  }
}
