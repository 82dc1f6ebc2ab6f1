import { serveIsolated } from '#core/isolated/serve-isolated';
import type { OfficialInput } from '#core/papers/official-input';
import { FileSink } from '#core/papers/paper-sink';

/** A paper, and the path that it is written to: neither its pictures nor its own bytes go from process to process. */
export interface PaperTask {
  readonly input: OfficialInput;
  readonly as: 'docx' | 'pdf';
  readonly to: string;
}

/** Writes one paper, whose texts and pictures may be anybody's, in a process of its own; gives its length. */
serveIsolated(import.meta.url, async ({ input, as, to }: PaperTask) => {
  const sink = new FileSink(to);
  if (as === 'docx') await (await import('#core/papers/official-word')).writeOfficialWord(input, sink);
  else (await import('#core/papers/official-pdf')).writeOfficialPdf(input, sink);
  return sink.close();
});
