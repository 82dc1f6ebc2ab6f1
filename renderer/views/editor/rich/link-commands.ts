import { type Editor, getMarkRange } from '@tiptap/core';
import { TextSelection } from '@tiptap/pm/state';
import { soleAddress } from '#renderer/views/editor/rich/fit-paste';
import { isSafeAddress } from '#renderer/views/editor/rich/rich-nodes';

/** The link at the caret, and whether a new one would need a text of its own. */
export function currentLink(editor: Editor): { href: string; needsText: boolean } {
  const href: unknown = editor.getAttributes('link')['href'];
  return {
    href: typeof href === 'string' ? href : '',
    needsText: editor.state.selection.empty && !editor.isActive('link'),
  };
}

/** The address as the reader takes it; undefined when it is none. `lantoa.vn` is taken for `https://lantoa.vn`. */
function readAddress(typed: string): string | undefined {
  const trimmed = typed.trim();
  const address = /^[a-z][a-z\d+.-]*:/i.test(trimmed) ? trimmed : `https://${trimmed}`;
  return isSafeAddress(address) && /^https:\/\/[^\s/.]+\.[^\s]+$/i.test(address) ? address : undefined;
}

/** Makes a link of what is selected, of the link at the caret, or of `text`; false when the address is none. */
export function setLink(editor: Editor, typed: string, text: string): boolean {
  const href = readAddress(typed);
  if (href === undefined) return false;
  const mark = { type: 'link', attrs: { href, title: null } };
  const chain = editor.chain().focus();
  if (editor.isActive('link')) chain.extendMarkRange('link').setMark('link', mark.attrs).run();
  else if (!editor.state.selection.empty) chain.setMark('link', mark.attrs).run();
  else chain.insertContent({ type: 'text', text: text.trim() || href, marks: [mark] }).run();
  return true;
}

export function removeLink(editor: Editor): void {
  const type = editor.schema.marks['link'];
  const range = type && getMarkRange(editor.state.selection.$from, type);
  const chain = editor.chain().focus();
  if (range && editor.state.selection.empty) chain.setTextSelection(range).unsetMark('link').run();
  else chain.unsetMark('link').run();
}

/** An address that is pasted over words makes them a link; false when it is something else. */
export function linkSelection(editor: Editor, text: string): boolean {
  const { selection } = editor.state;
  const href = soleAddress(text);
  if (href === undefined || selection.empty || !(selection instanceof TextSelection)) return false;
  const { $from, $to } = selection;
  if (!$from.sameParent($to) || $from.parent.type.spec.code === true) return false;
  return editor.chain().setMark('link', { href, title: null }).run();
}
