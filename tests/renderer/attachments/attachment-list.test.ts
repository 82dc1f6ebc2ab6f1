import { describe, expect, it } from 'vitest';
import { AttachmentList } from '#renderer/views/editor/attachment-list.svelte';
import { sectionsThatShow } from '#renderer/views/editor/shown-files';
import type { UploadQueue } from '#renderer/views/editor/upload-queue.svelte';
import { ShrinkList } from '#renderer/views/editor/shrink-list.svelte';
import { Failure } from '#shared/failure';
import type { Backend } from '#renderer/backend/backend';
import type { PracticeEditor } from '#renderer/views/editor/practice-editor.svelte';
import type { Attachment } from '#shared/model/practice';
import { eventually } from '#tests/support/eventually';
import { fakePractice } from '#tests/support/fake-backend';

const practice = fakePractice({ id: '0193e4a0-0000-7000-8000-000000000001' }, [], { ours: true });

interface Held {
  /** The host writes when this resolves. */
  disk: Promise<void>;
  refuses: string[];
}

/** An editor that only counts, and a host that answers by the file's name. */
function desk(): {
  list: AttachmentList;
  queue: UploadQueue;
  attached: string[];
  kept: string[];
  held: Held;
} {
  const attached: string[] = [];
  const kept: string[] = [];
  const held: Held = { disk: Promise.resolve(), refuses: ['full.pdf'] };
  const saved = (name: string): unknown => {
    const entry = { file: name, title: name, mediaType: 'image/png', bytes: 1, sha256: '0'.repeat(64) };
    return {
      type: 'saved',
      practice: { ...practice, frontMatter: { ...practice.frontMatter, attachments: [entry] } },
    };
  };
  const editor = {
    id: practice.summary.id,
    practice,
    form: { values: { reusable: [] } },
    flush: () => Promise.resolve(true),
    open: { enqueue: <T>(work: () => Promise<T>) => work() },
    others: { takeOver: () => undefined },
  } as unknown as PracticeEditor;
  const backend = {
    async give(file: File, progress: (share: number) => void, signal: AbortSignal) {
      progress(0.5);
      await new Promise((resolve) => setTimeout(resolve));
      if (signal.aborted) throw new Failure('cancelled');
      if (held.refuses.includes(file.name)) throw new Failure('disk-full', { where: file.name });
      return { type: 'upload', token: '0'.repeat(32), name: file.name };
    },
    async invoke(
      operation: string,
      { file, despiteMarks }: { file: { name: string } | string; despiteMarks: boolean },
    ) {
      if (typeof file === 'string') {
        if (operation === 'practices.detach') attached.splice(attached.indexOf(file), 1);
        return { type: 'saved', practice };
      }
      await held.disk;
      if (file.name === 'same.png') return { type: 'present', file: 'a.png', practice };
      if (file.name === 'secret.docx' && !despiteMarks)
        return { type: 'marked', marks: ['TỐI MẬT'], runs: true, practice };
      if (despiteMarks) kept.push(file.name);
      attached.push(file.name);
      return saved(file.name);
    },
  } as unknown as Backend;
  const list = new AttachmentList(backend, editor);
  return { list, queue: list.queue, attached, kept, held };
}

const files = (...names: string[]): File[] => names.map((name) => new File(['x'], name));

const names = Array.from({ length: 50 }, (_, n) =>
  n % 10 === 7 ? `full-${String(n)}.pdf` : `${String(n)}.png`,
);
const refused = names.filter((name) => name.startsWith('full'));

describe('many files at once', () => {
  it('are attached but for those that fail, which are named and can be tried again', async () => {
    const { list, queue, attached, held } = desk();
    held.refuses = refused;
    const listed = await list.add(files(...names));
    const others = names.filter((name) => !refused.includes(name));
    expect(attached).toEqual(others);
    expect(listed).toEqual(others);
    expect(queue.round).toEqual({ total: 50, ended: 50, attached: 45 });
    expect(queue.told.map(({ name, state, failure }) => [name, state, failure?.code])).toEqual(
      refused.map((name) => [name, 'failed', 'disk-full']),
    );
    const [first, second] = queue.told.map(({ key }) => key);
    held.refuses = [];
    await queue.retry(first ?? 0);
    expect(attached.at(-1)).toBe(refused[0]);
    queue.putAside(second ?? 0);
    expect(queue.told).toHaveLength(3);
    queue.forgetTold();
    expect(queue.uploads).toEqual([]);
  });

  it('are one list with one progress, also when more are given meanwhile', async () => {
    const { list, queue, attached } = desk();
    const shares: number[] = [];
    const first = list.add(files('a.png', 'b.png'));
    const second = list.add(files('c.png', 'd.png'));
    const watch = setInterval(() => shares.push(queue.share), 0);
    expect(queue.underWay.map(({ name }) => name)).toEqual(['a.png', 'b.png', 'c.png', 'd.png']);
    await Promise.all([first, second]);
    clearInterval(watch);
    expect(shares).toEqual(shares.toSorted((a, b) => a - b));
    expect(queue.share).toBe(1);
    expect(attached).toEqual(['a.png', 'b.png', 'c.png', 'd.png']);
    expect(queue.round.total).toBe(4);
    void list.add(files('e.png'));
    expect(queue.round).toEqual({ total: 1, ended: 0, attached: 0 });
  });

  it('can be stopped one by one and all at once, on their way and before; nothing of them stays', async () => {
    const { list, queue, attached, held } = desk();
    const adding = list.add(files('a.png', 'b.png', 'c.png', 'd.png', 'e.png'));
    await Promise.resolve();
    expect(queue.uploads.map(({ state }) => state)).toEqual(['sending', ...Array<string>(4).fill('waiting')]);
    const [first, , third] = queue.uploads.map(({ key }) => key);
    queue.putAside(first ?? 0);
    queue.putAside(third ?? 0);
    let write = (): void => undefined;
    held.disk = new Promise((resolve) => (write = resolve));
    await eventually(() => {
      expect(queue.uploads[0]).toMatchObject({ name: 'b.png', share: 0.5 });
    });
    queue.stopAll();
    write();
    await adding;
    expect(attached).toEqual([]);
    expect(queue.uploads).toEqual([]);
    expect(queue.round).toEqual({ total: 5, ended: 5, attached: 0 });
  });

  it('that are stopped while the host writes come off the list again', async () => {
    const { list, queue, attached, held } = desk();
    let write = (): void => undefined;
    let isWriting = false;
    held.disk = {
      then: (done: () => void) => {
        isWriting = true;
        write = done;
      },
    } as unknown as Promise<void>;
    const adding = list.add(files('a.png'));
    await eventually(() => {
      expect(isWriting).toBe(true);
    });
    queue.stopAll();
    write();
    expect(await adding).toEqual([]);
    expect(attached).toEqual([]);
  });

  it('with the same bytes or with marks of secrecy are said so; marked ones wait for a decision', async () => {
    const { list, queue, attached, kept } = desk();
    await list.add(files('same.png', 'secret.docx', 'secret.docx'));
    expect(queue.uploads).toMatchObject([
      { state: 'present', same: 'a.png' },
      { state: 'marked', marks: ['TỐI MẬT'], runs: true },
      { state: 'marked' },
    ]);
    expect(attached).toEqual([]);
    expect(queue.round).toEqual({ total: 3, ended: 3, attached: 0 });
    queue.putAside(queue.uploads[2]?.key ?? 0);
    // “1 of 2 files were added” would sound like a failure to whoever left one out.
    expect(queue.round).toEqual({ total: 2, ended: 2, attached: 0 });
    await queue.keep(queue.uploads[1]?.key ?? 0);
    expect(kept).toEqual(['secret.docx']);
    expect(queue.uploads).toMatchObject([{ state: 'present' }]);
  });

  it('that need a decision are not closed with the notices', async () => {
    const { list, queue } = desk();
    await list.add(files('same.png', 'secret.docx', 'full.pdf'));
    queue.forgetTold();
    expect(queue.uploads).toMatchObject([{ name: 'secret.docx', state: 'marked' }]);
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
                      said: { location: false, details: false },
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
