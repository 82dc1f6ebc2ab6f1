import { Serial } from '#core/files/serial';
import type { JobControl, Jobs } from '#core/jobs/jobs';
import type { OpenedLibrary } from '#core/library/opened-library';
import { makePaper } from '#core/papers/make-paper';
import type { OfficialInput } from '#core/papers/official-input';
import type { PaperShelf } from '#core/papers/paper-shelf';
import { periodPaper } from '#core/papers/period-paper';
import { practiceWord } from '#core/papers/practice-word';
import { practicesPaper } from '#core/papers/practices-paper';
import type { PaperSource } from '#core/papers/told-practice';
import type { HostServices } from '#core/platform';
import type { HandlersOf } from '#shared/contract/contract';
import type { Reference } from '#shared/contract/library';
import type { OfficialPaperType, PaperFormat, papersOperations as operations } from '#shared/contract/papers';
import type { AboutPractice } from '#shared/contract/statements';

const fileNames: Record<OfficialPaperType, string> = {
  report: 'BaoCao',
  letter: 'CongVan',
  'dispatch-note': 'PhieuGui',
  'enclosed-list': 'DanhMucTaiLieu',
  digest: 'Digest',
};

interface PapersDependencies {
  readonly shelf: PaperShelf;
  readonly reference: Reference;
  readonly jobs: Jobs;
  readonly host: Pick<HostServices, 'runIsolated'>;
  /** The open library; fails when there is none. */
  library(): OpenedLibrary;
  /** What offices have said about a practice of it. */
  said(practice: string): Promise<AboutPractice>;
}

/** Papers that leave the program as files. */
export function papersOperations(deps: PapersDependencies): HandlersOf<typeof operations> {
  const { reference, jobs } = deps;
  const source = (): PaperSource => ({ library: deps.library(), reference, said: (id) => deps.said(id) });
  return {
    async 'papers.practice'(input) {
      const said = await deps.said(input.id);
      const { file, bytes } = await practiceWord(deps.library(), reference, input, said);
      return deps.shelf.put(file, bytes);
    },
    'papers.practices'({ as, ...asked }) {
      const from = source();
      const job = jobs.start('paper', async (control) => {
        const { input, name } = await read(control, (told) => practicesPaper(from, asked, told));
        return write(deps, input, { file: `${name}.${as}`, as }, control);
      });
      return Promise.resolve(job);
    },
    'papers.official'({ as, ...asked }) {
      const from = source();
      const job = jobs.start('paper', async (control) => {
        const input = await read(control, (told) => periodPaper(from, asked, told));
        return write(deps, input, { file: `${fileNames[asked.paper]}_${asked.period}.${as}`, as }, control);
      });
      return Promise.resolve(job);
    },
  };
}

/** Of a hundred: reading the practices takes that much of the time, writing them the rest. */
const readingShare = 10;

/** One after the other: while the first paper is written the practices of the next one are read. */
const reading = new Serial();

/** Reads what a paper is made of and tells how many practices were read; ends where the job is to stop. */
function read<T>(
  control: JobControl,
  work: (told: (done: number, total: number) => void) => Promise<T>,
): Promise<T> {
  return reading.run('paper', () =>
    work((done, total) => {
      control.check();
      control.report(Math.round((done / total) * readingShare), 100);
    }),
  );
}

/** One after the other: each takes a hundred megabytes. */
const writing = new Serial();

/** In a process of its own, which ends where the job is to stop. Gives where the paper can be fetched. */
async function write(
  { shelf, host }: PapersDependencies,
  input: OfficialInput,
  { file, as }: { readonly file: string; readonly as: PaperFormat },
  control: JobControl,
): Promise<string> {
  const { token } = await writing.run('paper', async () => {
    control.check();
    const progress = (done: number, total: number): void => {
      control.report(readingShare + Math.round((done / total) * (100 - readingShare)), 100);
    };
    return shelf.fill(file, (to) => makePaper(host, { input, as, to }, control.signal, progress));
  });
  return `${token}/${file}`;
}
