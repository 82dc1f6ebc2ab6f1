import { serveIsolated } from '#core/isolated/serve-isolated';
import type { OfficialInput } from '#core/papers/official-input';
import { FileSink } from '#core/papers/paper-sink';

/** A paper, and the path that it is written to: neither its pictures nor its own bytes go from process to process. */
export interface PaperTask {
  readonly input: OfficialInput;
  readonly as: 'docx' | 'pdf';
  readonly to: string;
}

/** Milliseconds between two tellings. */
const every = 100;

/** Writes one paper, whose texts and pictures may be anybody's, in a process of its own; gives its length. */
serveIsolated(import.meta.url, async ({ input, as, to }: PaperTask, tell) => {
  const sink = new FileSink(to);
  let last = performance.now();
  const progress = (done: number, total: number): void => {
    if (performance.now() - last < every) return;
    last = performance.now();
    tell({ done, total });
  };
  if (as === 'docx')
    await (await import('#core/papers/official-word')).writeOfficialWord(input, sink, progress);
  else (await import('#core/papers/official-pdf')).writeOfficialPdf(input, sink, progress);
  return sink.close();
});
