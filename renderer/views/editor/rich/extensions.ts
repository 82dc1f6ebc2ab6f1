import type { Extensions } from '@tiptap/core';
import { TableRow } from '@tiptap/extension-table';
import { StarterKit } from '@tiptap/starter-kit';
import { FitPaste } from '#renderer/views/editor/rich/fit-paste';
import { createHeaderRows } from '#renderer/views/editor/rich/header-rows';
import { createPicture, type PictureOptions } from '#renderer/views/editor/rich/picture-node';
import * as nodes from '#renderer/views/editor/rich/rich-nodes';

/** What stands in the document beside the text that was written, in the language of the page. */
export interface ShownOptions extends PictureOptions {
  /** Names a header cell in which nothing stands, for those who hear the page. */
  readonly emptyHead: () => string;
}

/** Everything that a section may hold in the rich editor: what Markdown can say, and nothing else. */
export function createExtensions({ emptyHead, ...pictures }: ShownOptions): Extensions {
  return [
    StarterKit.configure({
      heading: false,
      code: false,
      link: false,
      underline: false,
      trailingNode: false,
      dropcursor: { color: false, class: 'drop-cursor' },
    }),
    nodes.Heading,
    nodes.InlineCode,
    nodes.Link,
    nodes.SoftBreak,
    nodes.MarkdownAttributes,
    nodes.PlainTable,
    TableRow,
    nodes.HeaderCell,
    nodes.TextCell,
    nodes.CellText,
    createHeaderRows(emptyHead),
    FitPaste,
    createPicture(pictures),
  ];
}
