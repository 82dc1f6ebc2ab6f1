import pdfmake from 'pdfmake';
import type { Content, ContentText, TDocumentDefinitions } from 'pdfmake/interfaces';
import type { OfficialInput } from '#core/papers/official-input';
import { lineDistance, numberAt, points, sheet, sizes } from '#core/papers/official-layout';
import { annexLabel, annexTitle, pdfFoot, pdfHead, pdfTitle } from '#core/papers/official-pdf-head';
import { PdfParts } from '#core/papers/pdf-parts';
import { tinos } from '#core/papers/tinos';

/** The library adds the time of making otherwise. */
const moment = new Date(Date.UTC(2000, 0, 1));

/** An official paper as a PDF to be read and signed, its type embedded. The same paper gives the same bytes. */
export async function officialPdf(input: OfficialInput): Promise<Uint8Array> {
  const { paper } = input;
  const parts = new PdfParts(input);
  const labels = paper.annexes.map(annexLabel);
  const content: Content[] = [
    ...[...pdfHead(paper), ...pdfTitle(paper)],
    ...[...parts.write(paper.body), pdfFoot(paper)],
    ...paper.annexes.flatMap((annex, at): Content[] => [
      labels[at] ?? [],
      ...annexTitle(annex),
      ...parts.write(annex.parts),
    ]),
  ];
  const definition: TDocumentDefinitions = {
    ...{ content, images: parts.pictures.images, language: paper.language },
    pageSize: 'A4',
    pageMargins: [sheet.left, sheet.top, sheet.right, sheet.bottom].map(points) as [
      number,
      number,
      number,
      number,
    ],
    defaultStyle: { font: 'Tinos', fontSize: sizes.text, lineHeight: lineDistance },
    header: (page) => numberOf(page, labels),
    info: { title: paper.title.subject, author: paper.from, creationDate: moment, modDate: moment },
  };
  openFonts();
  return new Uint8Array(await pdfmake.createPdf(definition).getBuffer());
}

/** The number of a page within the paper or the annex that it belongs to; none on the first of each. */
function numberOf(page: number, labels: readonly ContentText[]): Content | null {
  // The library notes where each text begins before it asks for what stands above the pages.
  const starts = labels.map((label) => (label as Placed).positions?.[0]?.pageNumber ?? Infinity);
  const first = Math.max(1, ...starts.filter((start) => start <= page));
  if (page === first) return null;
  return {
    text: String(page - first + 1),
    ...{ fontSize: sizes.page, lineHeight: 1 },
    alignment: 'center',
    margin: [points(sheet.left), points(numberAt), points(sheet.right), 0],
  };
}

type Placed = ContentText & { readonly positions?: readonly { readonly pageNumber: number }[] };

/** Where the library looks for files first, which its types leave out. Its own asks where the program lies. */
interface WithFiles {
  virtualfs: { existsSync(name: string): boolean; readFileSync(name: string): Buffer };
}

let opened = false;
/** Nothing but what is handed over is read: no address, no file. */
function openFonts(): void {
  if (opened) return;
  opened = true;
  const files = new Map(Object.entries(tinos).map(([name, address]) => [name, bytesOf(address)]));
  (pdfmake as unknown as WithFiles).virtualfs = {
    existsSync: (name) => files.has(name),
    readFileSync: (name) => files.get(name) ?? Buffer.alloc(0),
  };
  pdfmake.setUrlAccessPolicy(() => false);
  pdfmake.setLocalAccessPolicy(() => false);
  const names = Object.keys(tinos).map((name) => [name, name]);
  pdfmake.setFonts({ Tinos: Object.fromEntries(names) as Record<string, string> });
}

const bytesOf = (address: string): Buffer =>
  Buffer.from(address.slice(address.indexOf('base64,') + 'base64,'.length), 'base64');
