import type { Content, ContentText } from 'pdfmake/interfaces';
import {
  addresseeAt,
  addresseesAt,
  footShare,
  headShare,
  shortRule,
  signatureRoom,
  sizes,
  textRoom,
  wholeRule,
} from '#core/papers/official-layout';
import { pdfText } from '#core/papers/pdf-inline';
import { addresseeLines, type OfficialAnnex, type OfficialPaper } from '#shared/paper/official-paper';

interface Look {
  readonly bold?: boolean;
  readonly italics?: boolean;
  readonly alignment?: 'left' | 'center';
  readonly before?: number;
}

function line(text: string, fontSize: number, look: Look = {}): ContentText {
  const { before = 0, alignment = 'center', ...marks } = look;
  return { text: pdfText(text), fontSize, lineHeight: 1, alignment, ...marks, margin: [0, before, 0, 0] };
}

/** A rule in the middle of so much room. */
function rule(length: number, room: number, after = 0): Content {
  const x1 = (room - length) / 2;
  return {
    canvas: [{ type: 'line', x1, y1: 0, x2: x1 + length, y2: 0, lineWidth: 0.75 }],
    margin: [0, 4, 0, after + 1],
  };
}

const columns = (left: Content[], right: Content[], share: number): Content => ({
  columns: [
    { width: textRoom * share, stack: left },
    { width: textRoom * (1 - share), stack: right },
  ],
});

/** As `officialHead` for Word. */
export function pdfHead({ head, title }: OfficialPaper): Content[] {
  const [left, right] = [textRoom * headShare, textRoom * (1 - headShare)];
  const bodies = [
    ...(head.parent === '' ? [] : [line(head.parent, sizes.parent)]),
    line(head.office, sizes.office, { bold: true }),
    rule(shortRule(head.office, sizes.office, left), left),
  ];
  const motto = [
    line(head.motto, sizes.motto, { bold: true }),
    line(head.mottoBelow, sizes.mottoBelow, { bold: true }),
    rule(wholeRule(head.mottoBelow, sizes.mottoBelow), right),
  ];
  const about = title.type === 'letter' ? [line(title.subject, sizes.about, { before: 6 })] : [];
  const box = head.circulation === '' ? [] : [circulation(head.circulation, right)];
  return [
    columns(bodies, motto, headShare),
    columns(
      [line(head.number, sizes.number, { before: 6 }), ...about],
      [line(head.place, sizes.place, { italics: true, before: 6 }), ...box],
      headShare,
    ),
  ];
}

/** Words in a box, as wide as they need. */
function circulation(text: string, room: number): Content {
  const width = wholeRule(text, sizes.circulation) + 4;
  return {
    table: { widths: [width], body: [[line(text, sizes.circulation, { bold: true })]] },
    layout: { hLineWidth: () => 0.75, vLineWidth: () => 0.75, paddingTop: () => 1, paddingBottom: () => 1 },
    margin: [(room - width - 10) / 2, 8, 0, 0],
  };
}

export function pdfTitle({ title, to }: OfficialPaper): Content[] {
  const named =
    title.type === 'letter'
      ? []
      : [
          line(title.name, sizes.name, { bold: true, before: 18 }),
          line(title.subject, sizes.subject, { bold: true }),
          rule(shortRule(title.subject, sizes.subject, textRoom), textRoom, 6),
        ];
  const lines = addresseeLines(to);
  const last = lines.length - 1;
  return [
    ...named,
    ...lines.map((text, at): Content => {
      const [above, below] = [at === 0 ? 12 : 0, at === last ? 12 : 0];
      return { text: pdfText(text), margin: [at === 0 ? addresseesAt : addresseeAt, above, 0, below] };
    }),
  ];
}

export function pdfFoot({ recipients, signature }: OfficialPaper): Content {
  const left = [
    line(recipients.label, sizes.recipientsLabel, { bold: true, italics: true, alignment: 'left' }),
    ...recipients.lines.map((text) => line(text, sizes.recipient, { alignment: 'left' })),
  ];
  const right = [
    ...signature.post.map((text) => line(text, sizes.post, { bold: true })),
    line(signature.name, sizes.signer, { bold: true, before: signatureRoom }),
  ];
  return { stack: [columns(left, right, footShare)], margin: [0, 12, 0, 0] };
}

/** The first line of an annex; the page that it stands on is the annex's first. */
export const annexLabel = ({ label }: OfficialAnnex): ContentText => ({
  ...line(label, sizes.annexLabel, { bold: true }),
  pageBreak: 'before',
});

export const annexTitle = ({ title, note }: OfficialAnnex): Content[] => [
  line(title, sizes.annexTitle, { bold: true }),
  line(note, sizes.annexNote, { italics: true }),
  rule(shortRule(title, sizes.annexTitle, textRoom), textRoom, 6),
];
