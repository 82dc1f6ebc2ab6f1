import { getContext, setContext } from 'svelte';
import type { AttachmentList } from '#renderer/views/editor/attachment-list.svelte';
import type { PracticeFinder } from '#renderer/views/editor/practice-finder.svelte';
import type { PracticeEditor } from '#renderer/views/editor/practice-editor.svelte';

const key = Symbol('editor');

/** The practice that the fields below write to. */
export function provideEditor(editor: PracticeEditor): void {
  setContext(key, editor);
}

export function useEditor(): PracticeEditor {
  return getContext<PracticeEditor>(key);
}

const attachmentsKey = Symbol('attachments');

/** Where pictures go that are pasted or dropped into a text. */
export function provideAttachments(list: AttachmentList): void {
  setContext(attachmentsKey, list);
}

export function useAttachments(): AttachmentList {
  return getContext<AttachmentList>(attachmentsKey);
}

const finderKey = Symbol('finder');

/** What was found to be like the practice that is written. */
export function provideFinder(finder: PracticeFinder): void {
  setContext(finderKey, finder);
}

export function useFinder(): PracticeFinder {
  return getContext<PracticeFinder>(finderKey);
}
