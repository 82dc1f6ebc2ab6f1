import type { PDFDocumentProxy, RenderTask } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { fetchBytes } from '#renderer/components/fetch-bytes';
import { secrecyMarks } from '#shared/model/secrecy';

/** Larger files are not read into the page, in bytes. */
export const pdfLimit = 256 * 1024 ** 2;
/** A page is drawn with at most this many points, whatever the zoom and the screen: 4 bytes each. */
const mostPoints = 8_000_000;
/** Pages in which marks of secrecy are looked for: a stamp stands on the first ones. */
const markedPages = 3;
const zoomSteps = [0.5, 0.75, 1, 1.25, 1.5, 2, 3];

type State = 'loading' | 'ready' | 'empty' | 'damaged' | 'password' | 'too-large' | 'failed';
interface Size {
  readonly width: number;
  readonly height: number;
}

const stateOf = (error: unknown): State => {
  const { name } = error as { name?: unknown };
  if (name === 'PasswordException') return 'password';
  return name === 'InvalidPDFException' || name === 'FormatError' ? 'damaged' : 'failed';
};

/** One PDF on the screen: pages are drawn when they come near and let go when they are far. */
export class PdfView {
  state = $state<State>('loading');
  /** Of the file that has arrived, from 0 to 1. */
  share = $state(0);
  /** Sizes in points; the first one's until a page was drawn. */
  sizes = $state<Size[]>([]);
  zoom = $state(1);
  /** The page that is in sight, counted from 1. */
  current = $state(1);
  failedPages = $state<number[]>([]);
  marks = $state.raw<readonly string[]>([]);
  #document: PDFDocumentProxy | undefined;
  #destroy: (() => Promise<void>) | undefined;
  readonly #stop = new AbortController();
  readonly #scrollTo: (number: number) => void;

  /** `scrollTo` brings a page, counted from 1, into sight. */
  constructor(scrollTo: (number: number) => void) {
    this.#scrollTo = scrollTo;
  }

  async load(address: string): Promise<void> {
    const { signal } = this.#stop;
    try {
      const [{ openPdf }, { bytes, whole }] = await Promise.all([
        import('#renderer/components/open-pdf'),
        fetchBytes(address, { signal, limit: pdfLimit, progress: (share) => (this.share = share) }),
      ]);
      if (!whole) {
        this.state = 'too-large';
        return;
      }
      if (bytes.length === 0) {
        this.state = 'empty';
        return;
      }
      const { document, destroy } = await openPdf(bytes);
      if (signal.aborted) {
        await destroy();
        return;
      }
      this.#document = document;
      this.#destroy = destroy;
      const { width, height } = (await document.getPage(1)).getViewport({ scale: 1 });
      this.sizes = Array.from({ length: document.numPages }, () => ({ width, height }));
      this.state = 'ready';
      await this.#lookForMarks(document);
    } catch (error) {
      if (!signal.aborted && this.state === 'loading') this.state = stateOf(error);
    }
  }

  canZoom(steps: 1 | -1): boolean {
    return zoomSteps[zoomSteps.indexOf(this.zoom) + steps] !== undefined;
  }

  zoomBy(steps: 1 | -1): void {
    const at = zoomSteps.indexOf(this.zoom);
    this.zoom = zoomSteps[Math.min(zoomSteps.length - 1, Math.max(0, at + steps))] ?? 1;
  }

  /** Asks for a page by what was typed; false when there is no such page. */
  goTo(typed: string): boolean {
    const number = /^\s*\d{1,6}\s*$/.test(typed) ? Number(typed) : 0;
    if (number < 1 || number > this.sizes.length) return false;
    this.current = number;
    this.#scrollTo(number);
    return true;
  }

  /** Lays the text of a page over its picture; the function takes it away. */
  layText(number: number, container: HTMLElement): () => void {
    const laying = { live: true };
    let stop: (() => void) | undefined;
    const run = async (): Promise<void> => {
      const page = await this.#document?.getPage(number);
      const { layText } = await import('#renderer/components/open-pdf');
      if (page && laying.live) stop = layText(page, container);
    };
    run().catch(() => undefined);
    return () => {
      laying.live = false;
      stop?.();
      container.replaceChildren();
    };
  }

  /** Draws a page `width` CSS pixels wide into the canvas; the function stops that and lets the canvas go. */
  draw(number: number, canvas: HTMLCanvasElement, width: number): () => void {
    let task: RenderTask | undefined;
    const drawing = { live: true };
    const run = async (): Promise<void> => {
      const page = await this.#document?.getPage(number);
      if (!page || !drawing.live) return;
      const whole = page.getViewport({ scale: 1 });
      const wanted = (width / whole.width) * devicePixelRatio;
      const scale = Math.min(wanted, Math.sqrt(mostPoints / (whole.width * whole.height)));
      const viewport = page.getViewport({ scale });
      canvas.width = Math.max(1, Math.floor(viewport.width));
      canvas.height = Math.max(1, Math.floor(viewport.height));
      task = page.render({ canvas, viewport });
      await task.promise;
      page.cleanup();
      const { width: wide, height: high } = this.sizes[number - 1] ?? whole;
      if (wide !== whole.width || high !== whole.height)
        this.sizes[number - 1] = { width: whole.width, height: whole.height };
    };
    run().catch(() => {
      if (drawing.live && !this.failedPages.includes(number)) this.failedPages.push(number);
    });
    return () => {
      drawing.live = false;
      task?.cancel();
      canvas.width = 0;
      canvas.height = 0;
    };
  }

  close(): void {
    this.#stop.abort();
    void this.#destroy?.();
  }

  async #lookForMarks(document: PDFDocumentProxy): Promise<void> {
    for (let number = 1; number <= Math.min(markedPages, document.numPages); number += 1) {
      const { items } = await (await document.getPage(number)).getTextContent();
      const text = items.map((item) => ('str' in item ? item.str + (item.hasEOL ? '\n' : '') : '')).join('');
      const found = secrecyMarks([text]);
      if (found.length > 0) this.marks = secrecyMarks([...this.marks, ...found]);
    }
  }
}
