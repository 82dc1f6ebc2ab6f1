import { Editor } from '@tiptap/core';
import { TextSelection } from '@tiptap/pm/state';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { shapeTable } from '#renderer/views/editor/rich/cell-keys';
import { createExtensions } from '#renderer/views/editor/rich/extensions';
import { moveBlock } from '#renderer/views/editor/rich/move-block';
import { RichPaste } from '#renderer/views/editor/rich/rich-paste.svelte';
import { forDocument, sourceText, updateSource } from '#renderer/views/editor/rich/section-source';
import { openRich, richSchema, shownInTests } from '#tests/renderer/editor/rich/rich-schema';

/** An editor on a text with the caret behind `before`. */
function edit(text: string, before: string): { editor: Editor; written: () => string } {
  const { doc, source } = openRich(text, richSchema());
  const editor = new Editor({
    element: document.body.appendChild(document.createElement('div')),
    extensions: createExtensions(shownInTests),
    content: doc.toJSON() as Record<string, unknown>,
    injectCSS: false,
  });
  onTestFinished(() => {
    editor.destroy();
  });
  let place = 0;
  editor.state.doc.descendants((node, pos) => {
    const at = node.isText ? (node.text ?? '').indexOf(before) : -1;
    if (at >= 0) place = pos + at + before.length;
  });
  editor.view.dispatch(editor.state.tr.setSelection(TextSelection.create(editor.state.doc, place)));
  const start = forDocument(source, editor.state.doc);
  return { editor, written: () => sourceText(updateSource(start, editor.state.doc)) };
}

// jsdom has none.
vi.stubGlobal('ClipboardEvent', Event);

const key = (name: string): KeyboardEvent => new KeyboardEvent('keydown', { key: name });
const table = '| A | B |\n| :-- | --: |\n| một | 1 |\n| hai | 2 |';

describe('the shape of a table', () => {
  it.each([
    ['ArrowDown', '| A | B |\n| :- | -: |\n| một | 1 |\n| | |\n| hai | 2 |'],
    ['ArrowUp', '| A | B |\n| :- | -: |\n| | |\n| một | 1 |\n| hai | 2 |'],
    ['ArrowRight', '| A | | B |\n| :- | - | -: |\n| một | | 1 |\n| hai | | 2 |'],
    ['Delete', '| A | B |\n| :- | -: |\n| hai | 2 |'],
    ['Backspace', '| B |\n| -: |\n| 1 |\n| 2 |'],
  ])('Alt+Shift+%s', (name, after) => {
    const { editor, written } = edit(table, 'một');
    expect(shapeTable(editor, key(name))).toBe(true);
    expect(written()).toBe(after);
  });

  it('keeps its header on top and its columns aligned', () => {
    const { editor, written } = edit(table, 'A');
    shapeTable(editor, key('ArrowUp'));
    moveBlock(editor.view, true);
    expect(written()).toBe(table);
    shapeTable(editor, key('ArrowDown'));
    const row = editor.state.doc.child(0).child(1);
    expect(row.children.map(({ attrs, type }) => `${type.name} ${String(attrs['align'])}`)).toEqual([
      'tableCell left',
      'tableCell right',
    ]);
  });
});

const paste = new RichPaste(() => ({
  list: {
    attachPicture: () => Promise.reject(new Error('no pictures here')),
    add: () => Promise.resolve([]),
    pasted: { note: () => undefined, undone: () => Promise.resolve(), redone: () => Promise.resolve() },
  },
  taken: [],
  pictureTitle: (number) => number,
}));

function clipboard(types: Readonly<Record<string, string>>): DataTransfer {
  const getData = (type: string): string => types[type] ?? '';
  return { getData, files: [], types: Object.keys(types) } as unknown as DataTransfer;
}

describe('what is pasted', () => {
  it('fills cells with cells', async () => {
    const { editor, written } = edit(table, 'hai');
    const html =
      '<table><tr><td>x</td><td>y</td><td>z</td></tr><tr><td>u</td><td></td><td>w</td></tr></table>';
    expect(paste.take(editor, clipboard({ 'text/html': html }))).toBe(true);
    await expect
      .poll(written)
      .toBe('| A | B | |\n| :- | -: | - |\n| một | 1 | |\n| x | y | z |\n| u | | w |');
  });

  it('makes a link of selected words', () => {
    const { editor, written } = edit('Xem trang', 'Xem');
    editor.commands.setTextSelection({ from: 1, to: 4 });
    expect(paste.take(editor, clipboard({ 'text/plain': 'https://lantoa.vn ' }))).toBe(true);
    expect(written()).toBe('[Xem](https://lantoa.vn) trang');
  });
});
