import { getContext, setContext } from 'svelte';
import type { PracticeEditor } from '#renderer/views/editor/practice-editor.svelte';

const key = Symbol('editor');

/** The practice that the fields below write to. */
export function provideEditor(editor: PracticeEditor): void {
  setContext(key, editor);
}

export function useEditor(): PracticeEditor {
  return getContext<PracticeEditor>(key);
}
