import type { PDFDocumentProxy } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { type Effort, type FoundText, Unreadable } from '#core/extraction/extraction';

/** A page of text has more letters than this; fewer are a stamp or a signature on a scan. */
const fewLetters = 30;

/** Drawing needs these of a browser; text does not, but pdf.js asks for them while it is loaded. */
const NotDrawn = class {
  readonly drawn = false;
};

async function loadPdfJs(): Promise<typeof import('pdfjs-dist/legacy/build/pdf.mjs')> {
  Object.assign(globalThis, { DOMMatrix: NotDrawn, ImageData: NotDrawn, Path2D: NotDrawn });
  // Its worker runs in this thread: the process is its own prison.
  Object.assign(globalThis, { pdfjsWorker: await import('pdfjs-dist/legacy/build/pdf.worker.mjs') });
  return import('pdfjs-dist/legacy/build/pdf.mjs');
}

/** Text of a PDF, page after page, as far as the effort goes. */
export async function readPdf(bytes: Buffer, effort: Effort): Promise<FoundText> {
  const { getDocument } = await loadPdfJs();
  const task = getDocument({
    data: new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.byteLength),
    isEvalSupported: false,
    useWasm: false,
    useSystemFonts: false,
    disableFontFace: true,
    enableXfa: false,
    verbosity: 0,
  });
  // pdf.js would wait for a password for ever.
  task.onPassword = (): void => {
    throw new Unreadable('password');
  };
  try {
    return await textOf(await task.promise, effort);
  } catch (error) {
    if (error instanceof Error && error.name === 'PasswordException') throw new Unreadable('password');
    throw error;
  }
}

async function textOf(document: PDFDocumentProxy, effort: Effort): Promise<FoundText> {
  let [text, letters, failed] = ['', 0, 0];
  let page = 0;
  while (page < document.numPages && text.length <= effort.mostText && !effort.spent()) {
    page += 1;
    try {
      const found = await textOfPage(document, page);
      text += found;
      letters += found.match(/\p{L}/gu)?.length ?? 0;
    } catch {
      // One page may be damaged; the others are read.
      failed += 1;
    }
  }
  if (failed === page) throw new Unreadable('damaged');
  if (letters === 0 && page < document.numPages) throw new Unreadable('too-long');
  if (letters < fewLetters * page) return { text, note: 'no-text' };
  return { text, ...(page < document.numPages || failed > 0 ? { note: 'cut' } : {}) };
}

async function textOfPage(document: PDFDocumentProxy, number: number): Promise<string> {
  const page = await document.getPage(number);
  const { items } = await page.getTextContent();
  page.cleanup();
  return items.map((item) => ('str' in item ? item.str + (item.hasEOL ? '\n' : '') : '')).join('') + '\n';
}
