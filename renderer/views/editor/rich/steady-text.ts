import type { Editor } from '@tiptap/core';

/** Where the text of an editor begins, in CSS pixels below the top of the window. */
export const textTop = (editor: Editor | undefined): number | undefined =>
  editor?.view.dom.getBoundingClientRect().top;

/** Scrolls the text back to where it stood, when something above it has grown or gone. */
export function scrollText(editor: Editor | undefined, before: number | undefined): void {
  const now = textTop(editor);
  if (editor === undefined || now === undefined || before === undefined) return;
  scrollerOf(editor.view.dom)?.scrollBy({ top: now - before, behavior: 'instant' });
}

function scrollerOf(element: HTMLElement): HTMLElement | null {
  for (let parent = element.parentElement; parent; parent = parent.parentElement)
    if (/auto|scroll/.test(getComputedStyle(parent).overflowY) && parent.scrollHeight > parent.clientHeight)
      return parent;
  return null;
}
