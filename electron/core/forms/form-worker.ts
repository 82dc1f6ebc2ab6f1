import type { FormInput } from '#core/forms/form-input';
import { serveIsolated } from '#core/isolated/serve-isolated';

/** Reads one filled form, which may be hostile, in a process of its own. */
serveIsolated(import.meta.url, async (input: FormInput) => {
  const { readFormFile } = await import('#core/forms/read-form-file');
  return readFormFile(input);
});
