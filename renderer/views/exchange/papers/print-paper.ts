import { fetchBytes } from '#renderer/components/fetch-bytes';
import { pdfLimit } from '#renderer/components/pdf-view.svelte';
import { Failure } from '#shared/failure';
import type { BundlePaper } from '#shared/model/bundle';

/** What all drawn pages may hold together, in bytes: four a point. */
const mostBytes = 300_000_000;
const best = 150 / 72;
/** Below this the small type of a paper is no longer read easily. */
const least = 90 / 72;

/**
 * Prints a paper sheet by sheet, as it is in the file: both hosts can print a page of ours, and neither would have to show
 * somebody else's PDF to do it. Fails where it is none, or too long to be drawn sharply enough.
 */
export async function printPaper(address: string, mediaType: BundlePaper['mediaType']): Promise<void> {
  const sheets = document.createElement('div');
  sheets.className = 'on-paper paper-only whole-sheets';
  try {
    if (mediaType === 'application/pdf') await drawPages(address, sheets);
    else sheets.append(await picture(address));
    document.body.append(sheets);
    print();
  } finally {
    sheets.remove();
  }
}

async function picture(address: string): Promise<HTMLImageElement> {
  const image = new Image();
  image.src = address;
  await image.decode();
  return image;
}

async function drawPages(address: string, sheets: HTMLElement): Promise<void> {
  const { signal } = new AbortController();
  const [{ openPdf }, { bytes, whole }] = await Promise.all([
    import('#renderer/components/open-pdf'),
    fetchBytes(address, { signal, limit: pdfLimit }),
  ]);
  if (!whole) throw new Failure('bad-input', { where: address });
  const { document: paper, destroy } = await openPdf(bytes);
  try {
    let left = mostBytes;
    for (let number = 1; number <= paper.numPages; number += 1) {
      const page = await paper.getPage(number);
      const { width, height } = page.getViewport({ scale: 1 });
      const share = left / (paper.numPages - number + 1);
      const scale = Math.min(best, Math.sqrt(share / 4 / (width * height)));
      if (scale < least) throw new Failure('bad-input', { where: address });
      const viewport = page.getViewport({ scale });
      const canvas = document.createElement('canvas');
      canvas.width = Math.floor(viewport.width);
      canvas.height = Math.floor(viewport.height);
      left -= 4 * canvas.width * canvas.height;
      await page.render({ canvas, viewport, intent: 'print' }).promise;
      page.cleanup();
      sheets.append(canvas);
    }
  } finally {
    await destroy();
  }
}
