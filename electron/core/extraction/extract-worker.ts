import type { ExtractInput } from '#core/extraction/extraction';
import { serveIsolated } from '#core/isolated/serve-isolated';

/** Reads the text of one foreign file in a process of its own. What reads it is loaded there only, not by the watching thread. */
serveIsolated(import.meta.url, async (input: ExtractInput) => {
  const { extractText } = await import('#core/extraction/extract-text');
  return extractText(input);
});
