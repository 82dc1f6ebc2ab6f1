import { annexHead } from '#core/papers/official-pdf-head';
import { type Entry, PdfContents } from '#core/papers/pdf-contents';
import type { Block, PdfFlow } from '#core/papers/pdf-flow';
import type { PdfParts } from '#core/papers/pdf-parts';
import type { OfficialAnnex, OfficialPart } from '#shared/paper/official-paper';

/** The parts of an annex that has a table of contents, on the pages behind this; where its clauses come to stand is noted. */
export class AnnexTexts {
  readonly #flow: PdfFlow;
  readonly #parts: PdfParts;
  readonly #head: Block;
  readonly #contents: PdfContents;
  readonly entries: readonly Entry[];
  #next = 0;

  constructor(flow: PdfFlow, parts: PdfParts, annex: OfficialAnnex, title: string, number: number) {
    this.#flow = flow;
    this.#parts = parts;
    this.entries = annex.parts.flatMap((part, at): Entry[] =>
      part.type === 'clause' ? [{ text: part.text, name: `${String(number)}-${String(at)}`, page: 0 }] : [],
    );
    this.#contents = new PdfContents(flow, title, this.entries);
    this.#head = annexHead(flow, annex);
    flow.beginAt(this.#contents.pages(this.#head.beginning) + 1);
  }

  /** To be called with each part in its order. */
  place(part: OfficialPart): void {
    const entry = part.type === 'clause' ? this.entries[this.#next++] : undefined;
    this.#flow.place(entry ? [this.#parts.title(entry)] : this.#parts.write(part));
  }

  /** Once it was called the pages of all entries are known. */
  end(): { readonly head: Block; readonly contents: PdfContents } {
    this.#flow.finish();
    return { head: this.#head, contents: this.#contents };
  }
}
