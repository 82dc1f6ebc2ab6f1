import { AlignmentType, Document, Packer, Paragraph, TextRun } from 'docx';
import { steadyWord } from '#core/forms/steady-bytes';
import type { OpenedLibrary } from '#core/library/opened-library';
import {
  landscapeSection,
  landscapeWidth,
  styleIds,
  wordHeaders,
  wordStyles,
} from '#core/papers/word-layout';
import { type WordCell, wordTable } from '#core/papers/word-table';
import { wordText } from '#core/papers/word-text';
import type { Input } from '#shared/contract/contract';
import type { Reference } from '#shared/contract/library';
import type { ReviewItem } from '#shared/contract/review';
import { Failure } from '#shared/failure';
import { en } from '#shared/messages/en';
import { vi } from '#shared/messages/vi';
import { officeName } from '#shared/model/office';
import { formatPeriod } from '#shared/model/period';
import { type ReviewPaperRow, reviewPaperRows } from '#shared/paper/review-paper';

/** Shares of the columns: number, title, unit, fields, results, proposal, the leader's opinion. */
const shares = [7, 24, 15, 13, 20, 17, 20];

/** The list that is laid before a leader, as Word: the practices that are named, in that order. Fails with `bad-input` for none. */
export async function reviewWord(
  library: OpenedLibrary,
  { fields }: Reference,
  { period, language, ids, items }: Input<'review.paper'> & { readonly items: readonly ReviewItem[] },
): Promise<{ file: string; bytes: Uint8Array }> {
  const found = new Map(items.map((item) => [item.id, item]));
  const wanted = ids.flatMap((id) => found.get(id) ?? []);
  if (wanted.length === 0) throw new Failure('bad-input', { where: 'ids' });
  const messages = { vi, en }[language];
  const words = messages.review.paper;
  const rows = reviewPaperRows(wanted, { messages, language, fields });
  const office = library.office ? officeName(library.office) : '';
  const columns = shares.map((share, at) => ({
    share,
    align: at === 0 ? ('center' as const) : ('left' as const),
  }));
  const head = words.columns.map((text) => [run(text, true)]);
  const document = new Document({
    title: wordText(words.title),
    ...{ creator: wordText(office), lastModifiedBy: wordText(office), description: '' },
    styles: wordStyles(language),
    sections: [
      {
        properties: landscapeSection,
        headers: wordHeaders,
        children: [
          line(office.toLocaleUpperCase(language), { bold: true }),
          line(words.title.toLocaleUpperCase(language), { bold: true, before: 200 }),
          line(words.about(formatPeriod(period, language), String(wanted.length)), { after: 200 }),
          wordTable(columns, head, rows.map(cells), landscapeWidth),
          line(words.signature, { alignment: AlignmentType.RIGHT, before: 240 }),
          line(words.signatureHint, { alignment: AlignmentType.RIGHT, italics: true }),
        ],
      },
    ],
  });
  const bytes = steadyWord(await Packer.toBuffer(document));
  return { file: `TrinhYKien_${period}.docx`, bytes };
}

function run(text: string, isHead = false): TextRun {
  const look = { bold: isHead };
  return new TextRun({ text: wordText(text), ...look });
}

function cells({ number, title, unit, fields, results, proposal }: ReviewPaperRow): WordCell[] {
  const lines = results.map(
    (text, at) => new TextRun({ text: wordText(text), ...(at > 0 ? { break: 1 } : {}) }),
  );
  return [[run(number)], [run(title)], [run(unit)], [run(fields)], lines, [run(proposal)], []];
}

interface LineLook {
  readonly bold?: boolean;
  readonly italics?: boolean;
  readonly alignment?: (typeof AlignmentType)[keyof typeof AlignmentType];
  readonly before?: number;
  readonly after?: number;
}

function line(text: string, { bold, italics, alignment, before = 0, after = 60 }: LineLook): Paragraph {
  const look = { ...(bold === undefined ? {} : { bold }), ...(italics === undefined ? {} : { italics }) };
  return new Paragraph({
    style: styleIds.cell,
    alignment: alignment ?? AlignmentType.CENTER,
    spacing: { before, after },
    children: [new TextRun({ text: wordText(text), ...look })],
  });
}
