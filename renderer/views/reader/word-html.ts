import { renderMarkdown } from '#renderer/components/render-markdown';
import { make, makeTable, styleForWord } from '#renderer/views/reader/word-elements';
import type { Practice } from '#shared/contract/practices';
import type { Discontinued } from '#shared/paper/discontinued';
import type { PaperPart, PaperWords } from '#shared/paper/paper';
import { practicePaper } from '#shared/paper/practice-paper';

type Whole = Pick<Practice, 'summary' | 'frontMatter' | 'preamble' | 'sections'>;

/** Markdown as Word takes it: no frames around tables, and a line in the place of each picture. */
function written(markdown: string, { messages }: PaperWords): Node[] {
  const holder = document.createElement('div');
  const { picture } = messages.paper;
  holder.append(
    renderMarkdown(markdown, {
      // Word does not reach the library's files, and drops pictures that stand in the text itself.
      pictures: new Map(),
      pictureOutside: '',
      table: '',
      under: 2,
    }),
  );
  for (const frame of holder.querySelectorAll('.table-frame')) frame.replaceWith(...frame.childNodes);
  for (const note of holder.querySelectorAll('.picture-outside'))
    note.replaceWith(picture(note.textContent.replace(/^: /, '').trim()));
  return [...holder.childNodes];
}

function elementsOf(part: PaperPart, words: PaperWords): Node[] {
  switch (part.type) {
    case 'title':
      return [make('h1', part.text)];
    case 'heading':
      return [make('h2', part.text)];
    case 'origin':
    case 'text':
      return [make('p', part.text)];
    case 'list':
      return [make('ul', ...part.items.map((text) => make('li', text)))];
    case 'table':
      return [makeTable(part.columns, part.rows)];
    case 'markdown':
      return written(part.text, words);
    case 'source':
      return [make('p', make('em', part.text))];
  }
}

/**
 * A practice as HTML that Word takes over when it is pasted: headings that are headings, tables with borders,
 * Times New Roman 14, pictures left out with a line in their place, and its source as the last line.
 */
export function wordHtml(practice: Whole, words: PaperWords, discontinued?: Discontinued): string {
  const parts = practicePaper(practice, words, discontinued);
  const root = make('div', ...parts.flatMap((part) => elementsOf(part, words)));
  root.lang = practice.summary.language;
  styleForWord(root);
  return root.outerHTML;
}
