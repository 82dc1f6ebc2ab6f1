import { serveIsolated } from '#core/isolated/serve-isolated';
import type { OfficialInput } from '#core/papers/official-input';

/** Writes one paper, whose texts and pictures may be anybody's, in a process of its own. */
serveIsolated(import.meta.url, async ({ input, as }: { input: OfficialInput; as: 'docx' | 'pdf' }) => {
  if (as === 'docx') return (await import('#core/papers/official-word')).officialWord(input);
  return (await import('#core/papers/official-pdf')).officialPdf(input);
});
