import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import * as z from 'zod';
import { buildProgram } from '#bench/built-program';
import { writeReportLibrary } from '#bench/report/library';
import { makePhotos } from '#bench/report/photos';

const paperSchema = z.object({ seconds: z.number(), bytes: z.number() });
const figuresSchema = z.object({
  ...{ seconds: z.number(), processor: z.number() },
  ...{ before: z.number(), most: z.number(), papers: z.number() },
  ...{ word: paperSchema, pdf: paperSchema },
});
type Figures = z.infer<typeof figuresSchema>;

const inMegabytes = (bytes: number): string => (bytes / 1024 ** 2).toFixed(1);

function told({ seconds, processor, before, most, papers, word, pdf }: Figures): string {
  const one = (name: string, paper: Figures['word']): string =>
    `${name} ${paper.seconds.toFixed(1)} s, ${inMegabytes(paper.bytes)} MB`;
  const memory = `memory ${String(most)} MB: ${String(before)} of the program before, ${String(papers)} of the process that makes papers`;
  return `${one('Word', word)}; ${one('PDF', pdf)}; both ${seconds.toFixed(1)} s, ${processor.toFixed(1)} s of a processor; ${memory}`;
}

/**
 * The report of `--practices`, as Word and as PDF at once, `--rounds` times; the middle one is told last. Its memory is what is
 * added to the program with its open library, for which `bench:library` has a figure of its own.
 */
export async function run(args: string[]): Promise<void> {
  const { values } = parseArgs({
    args,
    options: {
      practices: { type: 'string', default: '100' },
      rounds: { type: 'string', default: '3' },
      'no-build': { type: 'boolean' },
    },
  });
  const home = mkdtempSync(join(tmpdir(), 'lantoa-report-'));
  const child = await buildProgram('report/child.ts');
  try {
    writeReportLibrary(join(home, 'library'), Number(values.practices), await makePhotos(12));
    const rounds: Figures[] = [];
    for (let round = 0; round < Number(values.rounds); round += 1) {
      const result = join(home, 'result.json');
      execFileSync(process.execPath, [child.file, home, result], { stdio: 'inherit' });
      const figures = figuresSchema.parse(JSON.parse(readFileSync(result, 'utf8')));
      console.log(told(figures));
      rounds.push(figures);
    }
    const middle = rounds.toSorted((a, b) => a.seconds - b.seconds)[Math.floor(rounds.length / 2)];
    const added = Math.max(...rounds.map(({ most, before }) => most - before));
    console.log(
      `report ${String(middle?.seconds.toFixed(1))} s, memory ${String(added)} MB (${values.practices} practices)`,
    );
  } finally {
    child.remove();
    rmSync(home, { recursive: true, force: true });
  }
}
