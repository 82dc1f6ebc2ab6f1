import { settleInlines } from '#renderer/views/editor/paste/inline-text';
import { type Block, type Inline, noMarks, type PictureRun } from '#renderer/views/editor/paste/paste-blocks';
import { tableOfGrid } from '#renderer/views/editor/paste/table-grid';

const isPicture = (inline: Inline): inline is PictureRun => inline.type === 'picture';
const alone = (picture: PictureRun): Block => ({ type: 'paragraph', inlines: [picture] });

/** A paragraph with its pictures as paragraphs of their own, text before and behind them staying in order. */
function splitParagraph(inlines: readonly Inline[]): Block[] {
  const parts: Inline[][] = [[]];
  for (const inline of inlines) {
    if (isPicture(inline)) parts.push([inline], []);
    else parts.at(-1)?.push(inline);
  }
  return parts.flatMap((part): Block[] =>
    part.some(isPicture)
      ? [{ type: 'paragraph', inlines: part }]
      : settleInlines(part).map((settled) => ({ type: 'paragraph', inlines: settled })),
  );
}

/** A write-up shows a picture as a block with its caption: those in headings and tables come right behind them. */
export function placePictures(blocks: readonly Block[]): Block[] {
  return blocks.flatMap((block): Block[] => {
    switch (block.type) {
      case 'paragraph':
        return splitParagraph(block.inlines);
      case 'heading': {
        const pictures = block.inlines.filter(isPicture).map(alone);
        const text = block.inlines.flatMap((inline): Inline[] => {
          if (isPicture(inline)) return [];
          return inline.type === 'break' ? [{ type: 'text', text: ' ', marks: noMarks }] : [inline];
        });
        const [inlines] = settleInlines(text);
        return [...(inlines ? [{ ...block, inlines }] : []), ...pictures];
      }
      case 'table': {
        const pictures = block.rows.flat(2).filter(isPicture).map(alone);
        if (pictures.length === 0) return [block];
        const rows = block.rows.map((row) =>
          row.map((cell) => settleInlines(cell.filter((inline) => !isPicture(inline)))[0] ?? []),
        );
        return [...(tableOfGrid({ rows, align: block.align }) ?? []), ...pictures];
      }
      case 'quote':
        return [{ ...block, blocks: placePictures(block.blocks) }];
      case 'list':
        return [{ ...block, items: block.items.map(placePictures) }];
    }
  });
}
