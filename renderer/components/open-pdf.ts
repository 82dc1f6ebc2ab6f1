import { getDocument, GlobalWorkerOptions, type PDFDocumentProxy } from 'pdfjs-dist/legacy/build/pdf.mjs';
import workerAddress from 'pdfjs-dist/legacy/build/pdf.worker.min.mjs?url';

// A file of our own build: the page's policy allows no other worker.
GlobalWorkerOptions.workerSrc = workerAddress;

/**
 * Opens a PDF in pdf.js's worker, which takes the bytes over. Without eval and WebAssembly, which the page's policy
 * forbids: pdf.js decodes in JavaScript instead. Fails with an error named `PasswordException` or
 * `InvalidPDFException`. `destroy` ends the worker.
 */
export async function openPdf(
  bytes: Uint8Array,
): Promise<{ document: PDFDocumentProxy; destroy: () => Promise<void> }> {
  const task = getDocument({
    data: bytes,
    isEvalSupported: false,
    useWasm: false,
    enableXfa: false,
    verbosity: 0,
  });
  // pdf.js would wait for a password for ever.
  task.onPassword = (): void => {
    throw Object.assign(new Error('password'), { name: 'PasswordException' });
  };
  const destroy = (): Promise<void> => task.destroy();
  try {
    return { document: await task.promise, destroy };
  } catch (error) {
    await destroy();
    throw error;
  }
}
