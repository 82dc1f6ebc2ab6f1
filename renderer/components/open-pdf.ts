import {
  getDocument,
  GlobalWorkerOptions,
  type PDFDocumentProxy,
  type PDFPageProxy,
  TextLayer,
} from 'pdfjs-dist/legacy/build/pdf.mjs';
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
  const destroy = async (): Promise<void> => {
    await task.destroy();
    TextLayer.cleanup();
  };
  try {
    return { document: await task.promise, destroy };
  } catch (error) {
    await destroy();
    throw error;
  }
}

/**
 * Puts the text of a page into the element, each piece where it stands in the picture of the page: transparent, to be selected,
 * copied and found. Its size follows the custom property `--total-scale-factor`. The function stops that.
 */
export function layText(page: PDFPageProxy, container: HTMLElement): () => void {
  const layer = new TextLayer({
    textContentSource: page.streamTextContent(),
    container,
    viewport: page.getViewport({ scale: 1 }),
  });
  // A page whose text cannot be read is still a picture.
  layer.render().catch(() => undefined);
  return () => {
    layer.cancel();
  };
}
