import type { Editor } from '@tiptap/core';
import { closeHistory, isHistoryTransaction } from '@tiptap/pm/history';
import { type Node, Slice } from '@tiptap/pm/model';
import type { Selection, Transaction } from '@tiptap/pm/state';
import {
  attachBeside,
  type AttachedBeside,
  type PasteTarget,
  readDrop,
  type ReadPaste,
  readPaste,
  type TakenPaste,
  takePaste,
} from '#renderer/views/editor/paste/take-paste';
import { insertFitting } from '#renderer/views/editor/rich/fit-paste';
import { linkSelection } from '#renderer/views/editor/rich/link-commands';
import { pictureFile } from '#renderer/views/editor/rich/picture-node';
import { openSection } from '#renderer/views/editor/rich/section-source';

interface Told extends Pick<TakenPaste, 'report' | 'failures'> {
  /** One that is taken back is told of no more: the text has its own way to do it again. */
  readonly isUndone: false;
  readonly editor: Editor;
}

/** Pastes and drops into the rich editor: what is formatted comes in cleaned, its pictures as attachments. */
export class RichPaste {
  busy = $state(false);
  /** What to tell of the last paste: until the text is changed again. */
  told = $state.raw<Told | null>(null);
  /** Dropped files that went to the attachments. */
  beside = $state.raw<AttachedBeside | null>(null);
  readonly #target: () => PasteTarget;
  /** Editors whose undo and redo are followed. */
  readonly #followed = new WeakSet<Editor>();

  constructor(target: () => PasteTarget) {
    this.#target = target;
  }

  /** True when it is taken care of; what was copied in this editor is left to it. */
  take(editor: Editor, data: DataTransfer, dropped = false): boolean {
    const html = data.getData('text/html');
    if (html.includes('data-pm-slice') || this.busy) return false;
    if (!dropped && linkSelection(editor, data.getData('text/plain'))) return true;
    const result = dropped ? readDrop(data, true) : readPaste(data, true);
    if (result !== null) {
      void this.#take(editor, result);
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

  redo(): void {
    this.told?.editor.chain().focus().redo().run();
  }

  close(): void {
    this.told = null;
    this.beside = null;
  }

  async #take(editor: Editor, result: ReadPaste): Promise<void> {
    const target = this.#target();
    this.beside = null;
    if (result.html !== '') await this.#insert(editor, result, target);
    this.beside = await attachBeside(result, target);
  }

  async #insert(editor: Editor, result: ReadPaste, target: PasteTarget): Promise<void> {
    this.busy = result.pictures.length > 0;
    const place = holdPlace(editor);
    try {
      const taken = await takePaste(result, target);
      if (editor.isDestroyed) return;
      if (taken.markdown !== '') put(editor, taken, place.selection());
      if (taken.added.length > 0) this.#follow(editor);
      this.#tell(editor, taken);
    } finally {
      place.letGo();
      this.busy = false;
    }
  }

  #tell(editor: Editor, { report, failures }: TakenPaste): void {
    this.told = { report, failures, editor, isUndone: false };
    const forget = ({ transaction }: { transaction: Transaction }): void => {
      if (!transaction.docChanged) return;
      editor.off('transaction', forget);
      this.told = null;
    };
    editor.on('transaction', forget);
  }

  /** A paste that is taken back takes its pictures off the list, by whatever key or button; one that is done again puts them back. */
  #follow(editor: Editor): void {
    if (this.#followed.has(editor)) return;
    this.#followed.add(editor);
    editor.on('transaction', ({ transaction }) => {
      if (!isHistoryTransaction(transaction)) return;
      const before = picturesIn(transaction.before);
      const after = picturesIn(transaction.doc);
      const { pasted } = this.#target().list;
      if (isUndo(transaction)) void pasted.undone([...before].filter((file) => !after.has(file)));
      void pasted.redone([...after].filter((file) => !before.has(file)));
    });
  }
}

/** By the mark that prosemirror-history gives its own transactions. */
const isUndo = (transaction: Transaction): boolean =>
  (transaction.getMeta('history$') as { redo?: boolean } | undefined)?.redo === false;

function picturesIn(doc: Node): ReadonlySet<string> {
  const files: string[] = [];
  doc.descendants((node) => {
    if (node.type.name === 'image') files.push(pictureFile(String(node.attrs['src'])));
  });
  return new Set(files);
}

/** Where something is to be put that comes later: what is typed meanwhile moves it along, the caret may be elsewhere by then. */
function holdPlace(editor: Editor): { selection: () => Selection; letGo: () => void } {
  let { selection } = editor.state;
  const follow = ({ transaction }: { transaction: Transaction }): void => {
    if (transaction.docChanged) selection = selection.map(transaction.doc, transaction.mapping);
  };
  editor.on('transaction', follow);
  return { selection: () => selection, letGo: () => editor.off('transaction', follow) };
}

/** In one step of its own, so that one undo takes back the paste and nothing else. */
function put(editor: Editor, { markdown, inline }: TakenPaste, selection: Selection): void {
  const tr = closeHistory(editor.state.tr).setSelection(selection);
  const opened = openSection(markdown, editor.schema);
  if (opened.type === 'plain') {
    editor.view.dispatch(tr);
    editor.view.pasteText(markdown);
    return;
  }
  const { content } = opened.doc;
  const depth = inline && content.childCount === 1 ? 1 : 0;
  insertFitting(editor.view, tr, new Slice(content, depth, depth));
}
