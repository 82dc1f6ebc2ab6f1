import { boldWidth } from '#shared/paper/bold-width';

// Decree 30/2020/NĐ-CP, annex I, part I: what both writers of an official paper keep to. Millimetres and points.

/** The sheet and its margins. */
export const sheet = { width: 210, height: 297, top: 20, bottom: 20, left: 30, right: 20 };
export const points = (millimetres: number): number => (millimetres * 72) / 25.4;
export const textRoom = points(sheet.width - sheet.left - sheet.right);
/** The page number stands so far below the edge, in the upper margin. */
export const numberAt = 10;
export const firstLineAt = 10;

/** Row by row as section V has them. */
export const sizes = {
  ...{ motto: 12, mottoBelow: 13, parent: 12, office: 12, number: 13, place: 13, about: 12, circulation: 13 },
  ...{ name: 14, subject: 14, to: 14, text: 14, table: 13, caption: 13, page: 14 },
  ...{ post: 14, signer: 14, recipientsLabel: 12, recipient: 11 },
  ...{ annexLabel: 14, annexTitle: 14, annexNote: 14 },
};

/** Of the width of the text: bodies and number on the left, motto and place on the right; recipients and signature. */
export const headShare = 0.4;
export const footShare = 0.5;
/** Addressees begin so far from the left edge of the text; more of them with their dashes below the colon of "Kính gửi:". */
export const addresseesAt = 85;
export const addresseeAt = 135;
/** Room for a signature. */
export const signatureRoom = 70;
/** More recipients than this may run over the page. */
export const recipientsTogether = 20;
/** Above and below a paragraph, and the distance of lines. */
export const paragraphGap = 6;
export const lineDistance = 1.15;

/** Lengths of the rules below: as long as the words, or between a third and a half of the longest line of them. */
export const wholeRule = (text: string, size: number): number => boldWidth(text, size);
export function shortRule(text: string, size: number, room: number): number {
  return Math.min(widest(evenLines(text, size, room), size), room) * 0.4;
}

const widest = (lines: readonly string[], size: number): number =>
  Math.max(...lines.map((line) => boldWidth(line, size)));

/**
 * A text that stands in the middle of so much room, in as few lines as it fits into, none much shorter than the others: as
 * offices break their names by hand. Points.
 */
export function evenLines(text: string, size: number, room: number): string[] {
  let even = filledLines(text, size, room);
  for (let width = Math.floor(room); width > 0; width -= 1) {
    const lines = filledLines(text, size, width);
    if (lines.length > even.length) break;
    even = lines;
  }
  return even;
}

function filledLines(text: string, size: number, room: number): string[] {
  const lines: string[] = [];
  for (const word of text.split(' ')) {
    const last = lines.at(-1);
    if (last !== undefined && boldWidth(`${last} ${word}`, size) <= room)
      lines.splice(-1, 1, `${last} ${word}`);
    else lines.push(word);
  }
  return lines;
}
