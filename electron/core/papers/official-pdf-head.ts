import {
  addresseeAt,
  addresseesAt,
  footShare,
  headShare,
  recipientsTogether,
  shortRule,
  signatureRoom,
  sizes,
  textRoom,
  wholeRule,
} from '#shared/paper/official-layout';
import { type Block, edges, pageRoom, type PdfFlow } from '#core/papers/pdf-flow';
import { pdfText } from '#core/papers/pdf-inline';
import { boxItem, drawItems, heightOf, type Item, ruleItem, textItem } from '#core/papers/pdf-stack';
import { TextBlock } from '#core/papers/pdf-text';
import { addresseeLines, type OfficialAnnex, type OfficialPaper } from '#shared/paper/official-paper';

/** Two stacks side by side; a share of the width for the left one. */
function columns(left: readonly Item[], right: readonly Item[], share: number): Block {
  const height = Math.max(heightOf(left), heightOf(right));
  return {
    beginning: height,
    draw(flow) {
      if (height > flow.room && !flow.isAtTop) flow.newPage();
      const top = flow.take(height);
      drawItems(left, edges.left, top);
      drawItems(right, edges.left + textRoom * share, top);
    },
  };
}

/** Kept together; it stands at the top of a page, where there is room for it. */
function together(items: readonly Item[]): Block {
  const height = heightOf(items);
  return {
    beginning: height,
    draw(flow) {
      drawItems(items, edges.left, flow.take(height));
    },
  };
}

/** As `officialHead` for Word. */
export function pdfHead(flow: PdfFlow, { head, title }: OfficialPaper): Block[] {
  const [left, right] = [textRoom * headShare, textRoom * (1 - headShare)];
  const bodies = [
    ...(head.parent === '' ? [] : [textItem(flow, head.parent, sizes.parent, left, { even: true })]),
    textItem(flow, head.office, sizes.office, left, { bold: true, even: true }),
    ruleItem(flow, shortRule(head.office, sizes.office, left), left),
  ];
  const motto = [
    textItem(flow, head.motto, sizes.motto, right, { bold: true }),
    textItem(flow, head.mottoBelow, sizes.mottoBelow, right, { bold: true }),
    ruleItem(flow, wholeRule(head.mottoBelow, sizes.mottoBelow), right),
  ];
  const number = [
    textItem(flow, head.number, sizes.number, left, { before: 6 }),
    ...(title.type === 'letter'
      ? [textItem(flow, title.subject, sizes.about, left, { before: 6, even: true })]
      : []),
  ];
  const place = [
    textItem(flow, head.place, sizes.place, right, { italics: true, before: 6 }),
    ...(head.circulation === '' ? [] : [boxItem(flow, head.circulation, sizes.circulation, right)]),
  ];
  return [columns(bodies, motto, headShare), columns(number, place, headShare)];
}

export function pdfTitle(flow: PdfFlow, { title, to }: OfficialPaper): Block[] {
  const lines = addresseeLines(to);
  const last = lines.length - 1;
  const addressees = lines.map((text, at) => {
    const look = { left: at === 0 ? addresseesAt : addresseeAt, before: at === 0 ? 12 : 0 };
    return new TextBlock(flow, [{ text: pdfText(text) }], { ...look, after: at === last ? 12 : 0 });
  });
  if (title.type === 'letter') return addressees;
  const rule = shortRule(title.subject, sizes.subject, textRoom);
  const named = [
    textItem(flow, title.name, sizes.name, textRoom, { bold: true, before: 18 }),
    textItem(flow, title.subject, sizes.subject, textRoom, { bold: true, even: true }),
    ruleItem(flow, rule, textRoom, 6),
  ];
  return [together(named), ...addressees];
}

export function annexHead(flow: PdfFlow, { label, title, note }: OfficialAnnex): Block {
  return together([
    ...(label === '' ? [] : [textItem(flow, label, sizes.annexLabel, textRoom, { bold: true })]),
    textItem(flow, title, sizes.annexTitle, textRoom, { bold: true, even: true }),
    ...(note === '' ? [] : [textItem(flow, note, sizes.annexNote, textRoom, { italics: true })]),
    ruleItem(flow, shortRule(title, sizes.annexTitle, textRoom), textRoom, 6),
  ]);
}

/** Who receives it on the left, who signs on the right; only a long list of recipients runs over the page. */
export function pdfFoot(flow: PdfFlow, { recipients, signature }: OfficialPaper): Block {
  const width = textRoom * footShare;
  const right = textRoom - width;
  const names = [
    textItem(flow, recipients.label, sizes.recipientsLabel, width, { ...labelLook, align: 'left' }),
    ...recipients.lines.map((text) => textItem(flow, text, sizes.recipient, width, { align: 'left' })),
  ];
  const signer = [
    ...signature.post.map((text) => textItem(flow, text, sizes.post, right, { bold: true, even: true })),
    textItem(flow, signature.name, sizes.signer, right, { bold: true, before: signatureRoom }),
  ];
  const [most, least] = [Math.max(heightOf(names), heightOf(signer)), heightOf(signer)];
  const whole = recipients.lines.length <= recipientsTogether && most + footAbove <= pageRoom;
  const beginning = whole ? most : Math.min(least, pageRoom);
  return {
    ...{ beginning, before: footAbove },
    draw() {
      flow.gap(footAbove);
      if (beginning > flow.room && !flow.isAtTop) flow.newPage();
      const top = flow.take(0);
      // What is on the left of a page is read before what is on its right.
      const rest = drawFitting(flow, names);
      drawItems(signer, edges.left + width, top);
      flow.y = Math.max(flow.y, top + least);
      drawOver(flow, rest);
    },
  };
}

const footAbove = 12;
const labelLook = { bold: true, italics: true };

/** As many as stand on this page, one below the other; the others. */
function drawFitting(flow: PdfFlow, items: readonly Item[]): readonly Item[] {
  const over = items.findIndex((item) => {
    if (item.height > flow.room) return true;
    item.draw(edges.left, flow.take(item.height));
    return false;
  });
  return over < 0 ? [] : items.slice(over);
}

function drawOver(flow: PdfFlow, items: readonly Item[]): void {
  for (let rest = items; rest.length > 0;) {
    flow.newPage();
    const left = drawFitting(flow, rest);
    // One that is higher than a page cannot be helped.
    if (left.length === rest.length) rest[0]?.draw(edges.left, flow.take(rest[0].height));
    rest = left.length === rest.length ? rest.slice(1) : left;
  }
}
