import { getSchema } from '@tiptap/core';
import type { Node, Schema } from '@tiptap/pm/model';
import { createExtensions } from '#renderer/views/editor/rich/extensions';
import { openSection, type SectionSource } from '#renderer/views/editor/rich/section-source';

export const shownInTests = {
  address: (file: string) => `/attachments/${file}`,
  missing: () => 'missing',
  noCaption: () => 'caption?',
  emptyHead: () => 'empty',
};

/** The schema of the editor, without an editor. */
export function richSchema(): Schema {
  return getSchema(createExtensions(shownInTests));
}

/** Opens what must open in the rich editor. */
export function openRich(markdown: string, schema: Schema): { doc: Node; source: SectionSource } {
  const opened = openSection(markdown, schema);
  if (opened.type === 'plain') throw new Error(`opened as plain (${opened.reason}): ${markdown}`);
  return opened;
}
