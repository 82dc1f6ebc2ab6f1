import type { Editor } from '@tiptap/core';
import { closeHistory } from '@tiptap/pm/history';
import { type Node, Slice } from '@tiptap/pm/model';
import {
  type PasteTarget,
  readPaste,
  type TakenPaste,
  takePaste,
} from '#renderer/views/editor/paste/take-paste';
import { openSection } from '#renderer/views/editor/rich/section-source';

interface Told extends Pick<TakenPaste, 'report' | 'failures'> {
  readonly editor: Editor;
}

/** Pastes and drops into the rich editor: what is formatted comes in cleaned, its pictures as attachments. */
export class RichPaste {
  busy = $state(false);
  /** What to tell of the last paste: until the text is changed again. */
  told = $state.raw<Told | null>(null);
  readonly #target: () => PasteTarget;

  constructor(target: () => PasteTarget) {
    this.#target = target;
  }

  /** True when it is taken care of; what was copied in this editor and files of other kinds are left to others. */
  take(editor: Editor, data: DataTransfer): boolean {
    const html = data.getData('text/html');
    if (html.includes('data-pm-slice') || this.busy) return false;
    const result = readPaste(data);
    if (result !== null) {
      void this.#insert(editor, takePaste(result, this.#target()), result.pictures.length > 0);
      return true;
    }
    if (html === '') return false;
    editor.view.pasteText(data.getData('text/plain'));
    return true;
  }

  undo(): void {
    const told = this.told;
    this.told = null;
    told?.editor.chain().focus().undo().run();
  }

  close(): void {
    this.told = null;
  }

  async #insert(editor: Editor, coming: Promise<TakenPaste>, busy: boolean): Promise<void> {
    this.busy = busy;
    try {
      const taken = await coming;
      if (editor.isDestroyed) return;
      const opened = openSection(taken.markdown, editor.schema);
      if (opened.type === 'plain') editor.view.pasteText(taken.markdown);
      else put(editor, opened.doc, taken.inline);
      this.told = { report: taken.report, failures: taken.failures, editor };
      const forget = ({ transaction }: { transaction: { docChanged: boolean } }): void => {
        if (!transaction.docChanged) return;
        editor.off('transaction', forget);
        this.told = null;
      };
      editor.on('transaction', forget);
    } finally {
      this.busy = false;
    }
  }
}

/** In one step of its own, so that one undo takes back the paste and nothing else. */
function put(editor: Editor, { content }: Node, inline: boolean): void {
  const depth = inline && content.childCount === 1 ? 1 : 0;
  const { tr } = editor.state;
  editor.view.dispatch(
    closeHistory(tr)
      .replaceSelection(new Slice(content, depth, depth))
      .scrollIntoView(),
  );
}
