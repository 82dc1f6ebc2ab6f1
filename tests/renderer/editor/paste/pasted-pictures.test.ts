import { describe, expect, it, vi } from 'vitest';
import { PastedPictures } from '#renderer/views/editor/paste/pasted-pictures';
import { SectionPaste } from '#renderer/views/editor/paste/section-paste.svelte';
import type { Attachment } from '#shared/model/practice';
import { eventually } from '#tests/support/eventually';

const entry = (file: string): Attachment => ({
  file,
  title: file,
  mediaType: 'image/png',
  bytes: 1,
  sha256: file.padEnd(64, '0'),
});

/** A practice that lists `a.png` and `b.png` from a paste, and shows what `text` says. */
function desk(): {
  pasted: PastedPictures;
  state: { listed: Attachment[]; text: string; reusable: string[]; fails: boolean; steps: string[] };
} {
  const state = {
    listed: [entry('a.png'), entry('b.png')],
    text: '',
    reusable: [] as string[],
    fails: false,
    steps: [] as string[],
  };
  const pasted = new PastedPictures({
    now: () => ({
      frontMatter: { attachments: state.listed, reusable: state.reusable, language: 'vi' },
      sections: [{ key: 'purpose', body: state.text }],
    }),
    async takeOff(file) {
      await Promise.resolve();
      if (state.fails) return false;
      state.steps.push(`- ${file}`);
      state.listed = state.listed.filter((other) => other.file !== file);
      return true;
    },
    async putBack(added) {
      await Promise.resolve();
      state.steps.push(`+ ${added.file}`);
      state.listed = [...state.listed, added];
      return true;
    },
  });
  pasted.note(state.listed);
  return { pasted, state };
}
const files = ({ listed }: { listed: Attachment[] }): string[] => listed.map(({ file }) => file);

describe('pictures of a paste', () => {
  it('leave the list with it and come back with it, as they were', async () => {
    const { pasted, state } = desk();
    await pasted.undone(['a.png', 'b.png', 'khac.png']);
    expect(files(state)).toEqual([]);
    await pasted.redone(['a.png', 'b.png']);
    expect(state.listed).toEqual([entry('a.png'), entry('b.png')]);
  });

  it('stay where a text shows them, where they were marked for reuse, renamed, replaced or are gone already', async () => {
    const { pasted, state } = desk();
    state.text = 'Xem ![Ảnh](attachments/a.png)';
    state.reusable = ['b.png'];
    await pasted.undone(['a.png', 'b.png']);
    expect(files(state)).toEqual(['a.png', 'b.png']);
    Object.assign(state, { text: '', reusable: [], listed: [{ ...entry('a.png'), title: 'Mới' }] });
    await pasted.undone(['a.png', 'b.png']);
    expect(state.steps).toEqual([]);
    state.listed = [{ ...entry('a.png'), sha256: 'f'.repeat(64) }];
    await pasted.undone(['a.png']);
    expect(state.steps).toEqual([]);
  });

  it('end as was wanted last, however often that changes meanwhile', async () => {
    const { pasted, state } = desk();
    const turns = [pasted.undone(['a.png']), pasted.redone(['a.png']), pasted.undone(['a.png'])];
    await Promise.all(turns);
    expect(files(state)).toEqual(['b.png']);
    await Promise.all([pasted.redone(['a.png']), pasted.undone(['b.png']), pasted.redone(['b.png'])]);
    expect(files(state).toSorted()).toEqual(['a.png', 'b.png']);
  });

  it('are tried again at the next turn where the library did not answer', async () => {
    const { pasted, state } = desk();
    state.fails = true;
    await pasted.undone(['a.png']);
    expect(files(state)).toEqual(['a.png', 'b.png']);
    state.fails = false;
    await pasted.undone(['a.png']);
    expect(files(state)).toEqual(['b.png']);
  });
});

describe('a paste into plain text', () => {
  it('is taken back with its pictures, and done again', async () => {
    const turns: string[] = [];
    const turn =
      (name: string) =>
      (names: readonly string[]): Promise<void> => {
        turns.push(`${name} ${names.join()}`);
        return Promise.resolve();
      };
    let text = 'một';
    const added = { type: 'attached' as const, file: 'anh-1.png', added: entry('anh-1.png') };
    const paste = new SectionPaste({ read: () => text, write: (next) => (text = next) }, () => ({
      list: {
        attachPicture: () => Promise.resolve(added),
        add: () => Promise.resolve([]),
        pasted: { note: () => undefined, undone: turn('undone'), redone: turn('redone') },
      },
      taken: [],
      pictureTitle: (number) => `Ảnh ${number}`,
    }));
    const area = document.createElement('textarea');
    area.value = text;
    area.setSelectionRange(3, 3);
    const file = new File(['x'], 'image.png', { type: 'image/png' });
    const data = { files: [file], getData: () => '' };
    const event = Object.assign(new Event('drop', { cancelable: true }), { dataTransfer: data });
    vi.stubGlobal('ClipboardEvent', class extends Event {});
    area.addEventListener('drop', (dropped) => void paste.take(dropped));
    area.dispatchEvent(event);
    expect(event.defaultPrevented).toBe(true);
    await eventually(() => {
      expect(text).toBe('một\n\n![image](anh-1.png)');
    });
    paste.undo();
    expect(text).toBe('một');
    expect(paste.told?.isUndone).toBe(true);
    paste.redo();
    expect(text).toBe('một\n\n![image](anh-1.png)');
    expect(turns).toEqual(['undone anh-1.png', 'redone anh-1.png']);
    text = 'khác';
    expect(paste.told).toBeNull();
  });
});
