import type { OfficialInput } from '#core/papers/official-input';
import { annexHead, pdfFoot, pdfHead, pdfTitle } from '#core/papers/official-pdf-head';
import { BytesSink, type PaperSink } from '#core/papers/paper-sink';
import { AnnexTexts } from '#core/papers/annex-texts';
import { PdfFile } from '#core/papers/pdf-file';
import { PdfFlow } from '#core/papers/pdf-flow';
import { pdfText } from '#core/papers/pdf-inline';
import { PdfParts } from '#core/papers/pdf-parts';
import { type PartsProgress, WrittenParts } from '#core/papers/written-parts';
import type { OfficialAnnex, OfficialPaper } from '#shared/paper/official-paper';

/** An official paper as a PDF to be read and signed, its type embedded. The same paper gives the same bytes. */
export function officialPdf(input: OfficialInput): Promise<Uint8Array> {
  const sink = new BytesSink();
  writeOfficialPdf(input, sink);
  return Promise.resolve(sink.bytes());
}

/** As `officialPdf`; pages go to the sink as they are filled. */
export function writeOfficialPdf(input: OfficialInput, sink: PaperSink, progress?: PartsProgress): void {
  const { paper } = input;
  const { title, from, language } = paper;
  const file = new PdfFile(sink, { title: pdfText(title.subject), author: pdfText(from), language });
  const flow = new PdfFlow(file);
  const parts = new PdfParts(flow, input);
  const written = new WrittenParts(paper, progress);
  if (paper.enclosure !== true) writeFront(flow, parts, paper, written);
  paper.annexes.forEach((annex, at) => {
    const { contents } = annex;
    if (contents) annexWithContents(flow, parts, annex, { title: contents.title, number: at, written });
    else {
      flow.begin();
      flow.place([annexHead(flow, annex)]);
      for (const part of written.each(annex.parts)) flow.place(parts.write(part));
    }
  });
  flow.finish();
  file.end();
}

function writeFront(flow: PdfFlow, parts: PdfParts, paper: OfficialPaper, written: WrittenParts): void {
  flow.begin();
  flow.place([...pdfHead(flow, paper), ...pdfTitle(flow, paper)]);
  const last = paper.body.at(-1);
  for (const part of written.each(paper.body)) flow.place(parts.write(part, part === last));
  flow.place([pdfFoot(flow, paper)]);
}

/** The texts are laid out first, on the pages behind the table of contents; then it is known what this has to say. */
function annexWithContents(
  flow: PdfFlow,
  parts: PdfParts,
  annex: OfficialAnnex,
  { title, number, written }: { title: string; number: number; written: WrittenParts },
): void {
  const { file } = flow;
  flow.finish();
  const first = file.pages;
  const texts = new AnnexTexts(flow, parts, annex, title, number);
  for (const part of written.each(annex.parts)) texts.place(part);
  const { head, contents } = texts.end();
  const behind = file.pages;
  flow.begin();
  flow.place([head, ...contents.blocks()]);
  flow.finish();
  file.movePages(behind, first);
}
