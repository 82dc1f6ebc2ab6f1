import { describe, expect, it } from 'vitest';
import { AttachmentList } from '#renderer/views/editor/attachment-list.svelte';
import { sectionsThatShow } from '#renderer/views/editor/shown-files';
import { ShrinkList } from '#renderer/views/editor/shrink-list.svelte';
import { Failure } from '#shared/failure';
import type { Backend } from '#renderer/backend/backend';
import type { PracticeEditor } from '#renderer/views/editor/practice-editor.svelte';
import type { Attachment } from '#shared/model/practice';
import { fakePractice } from '#tests/support/fake-backend';

const practice = fakePractice({ id: '0193e4a0-0000-7000-8000-000000000001' }, [], { ours: true });

/** An editor that only counts, and a host that answers by the file's name. */
function desk(): { list: AttachmentList; attached: string[]; kept: string[] } {
  const attached: string[] = [];
  const kept: string[] = [];
  const editor = {
    id: practice.summary.id,
    practice,
    form: { values: { reusable: [] } },
    flush: () => Promise.resolve(true),
    enqueue: <T>(work: () => Promise<T>) => work(),
    takeOver: () => undefined,
  } as unknown as PracticeEditor;
  const backend = {
    async give(file: File, progress: (share: number) => void, signal: AbortSignal) {
      progress(0.5);
      await new Promise((resolve) => setTimeout(resolve));
      if (signal.aborted) throw new Failure('cancelled');
      if (file.name === 'full.pdf') throw new Failure('disk-full', { where: file.name });
      return { type: 'upload', token: '0'.repeat(32), name: file.name };
    },
    invoke(_operation: string, { file, despiteMarks }: { file: { name: string }; despiteMarks: boolean }) {
      if (file.name === 'same.png') return Promise.resolve({ type: 'present', file: 'a.png', practice });
      if (file.name === 'secret.docx' && !despiteMarks)
        return Promise.resolve({ type: 'marked', marks: ['TỐI MẬT'], practice });
      if (despiteMarks) kept.push(file.name);
      attached.push(file.name);
      return Promise.resolve({ type: 'saved', practice });
    },
  } as unknown as Backend;
  return { list: new AttachmentList(backend, editor), attached, kept };
}

const files = (...names: string[]): File[] => names.map((name) => new File(['x'], name));
const twenty = Array.from({ length: 20 }, (_, n) => (n === 7 ? 'full.pdf' : `${String(n)}.png`));

describe('many files at once', () => {
  it('are attached but for the one that fails, which is named', async () => {
    const { list, attached } = desk();
    await list.add(files(...twenty));
    expect(attached).toEqual(twenty.filter((name) => name !== 'full.pdf'));
    expect(list.uploads).toMatchObject([
      { name: 'full.pdf', state: 'failed', failure: { code: 'disk-full', where: 'full.pdf' } },
    ]);
    list.putAside(list.uploads[0]?.key ?? 0);
    expect(list.uploads).toEqual([]);
  });

  it('can be stopped one by one, on their way and before', async () => {
    const { list, attached } = desk();
    const adding = list.add(files('a.png', 'b.png', 'c.png', 'd.png'));
    expect(list.uploads.map(({ state }) => state)).toEqual(['sending', 'waiting', 'waiting', 'waiting']);
    const [first, , third] = list.uploads.map(({ key }) => key);
    list.putAside(first ?? 0);
    list.putAside(third ?? 0);
    await adding;
    expect(attached).toEqual(['b.png', 'd.png']);
    expect(list.uploads).toEqual([]);
  });

  it('with the same bytes or with marks of secrecy are said so; marked ones wait for a decision', async () => {
    const { list, attached, kept } = desk();
    await list.add(files('same.png', 'secret.docx', 'secret.docx'));
    expect(list.uploads).toMatchObject([
      { state: 'present', same: 'a.png' },
      { state: 'marked', marks: ['TỐI MẬT'] },
      { state: 'marked' },
    ]);
    expect(attached).toEqual([]);
    list.putAside(list.uploads[2]?.key ?? 0);
    await list.keep(list.uploads[1]?.key ?? 0);
    expect(kept).toEqual(['secret.docx']);
    expect(list.uploads).toMatchObject([{ state: 'present' }]);
  });
});

describe('making pictures smaller', () => {
  const attachment = (file: string): Attachment => ({
    file,
    title: file,
    mediaType: 'image/png',
    bytes: 4_000_000,
    sha256: '0'.repeat(64),
  });

  it('computes first, writes what is agreed to only, and goes on where one cannot be read', async () => {
    const replaced: string[] = [];
    globalThis.fetch = () => Promise.resolve(new Response('picture'));
    const list = new ShrinkList(
      {
        address: (file) => file,
        shrink: (_blob, name) =>
          name === 'broken.png'
            ? Promise.reject(new Error('not a picture'))
            : Promise.resolve(
                name === 'small.png'
                  ? null
                  : {
                      file: new File(['s'], name.replace('png', 'jpg')),
                      width: 1,
                      height: 1,
                      before: { width: 2, height: 2 },
                      location: false,
                    },
              ),
        replace: (file, smaller) => {
          replaced.push(`${file} ${smaller.name}`);
          return Promise.resolve(file !== 'c.png');
        },
      },
      ['broken.png', 'small.png', 'a.png', 'b.png', 'c.png'].map(attachment),
    );
    await list.compute();
    expect(list.items.map(({ state }) => state)).toEqual(['failed', 'nothing', 'ready', 'ready', 'ready']);
    expect(replaced).toEqual([]);
    const [, , a] = list.items;
    if (a) await list.accept(a);
    expect(replaced).toEqual(['a.png a.jpg']);
    await list.acceptAll();
    expect(replaced).toEqual(['a.png a.jpg', 'b.png b.jpg', 'c.png c.jpg']);
    expect(list.items.map(({ state }) => state)).toEqual(['failed', 'nothing', 'done', 'done', 'ready']);
  });
});

describe('a file that is to be removed', () => {
  it.each([
    ['![a](attachments/anh.png)', ['Mục đích']],
    ['![a](./attachments/anh.png "x")', ['Mục đích']],
    ['[a](<anh.png>)', ['Mục đích']],
    ['[1]: attachments/anh.png', ['Mục đích']],
    ['![a](attachments/anh.png2) anh.png (attachments/anhxpng)', []],
    ['![a](attachments/anh-png)', []],
  ])('in %j is shown in %j', (body, shown) => {
    expect(sectionsThatShow('anh.png', [{ key: 'purpose', body }], 'vi')).toEqual(shown);
  });
});
