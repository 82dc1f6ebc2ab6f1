import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { DraftCopies } from '#renderer/views/editor/draft-copies';
import { PracticeEditor } from '#renderer/views/editor/practice-editor.svelte';
import { saveDelay } from '#renderer/views/editor/typing-rest';
import { ourLibrary, practiceId, StoredPractice } from '#tests/renderer/editor/stored-practice';

let stored: StoredPractice;

async function open(): Promise<PracticeEditor> {
  const editor = new PracticeEditor(stored.backend, new DraftCopies(localStorage, 'kho'), practiceId);
  await editor.load();
  return editor;
}

const tell = async (): Promise<void> => {
  stored.backend.emit('practices.changed', { ids: [practiceId] });
  await vi.advanceTimersByTimeAsync(1);
};

beforeEach(() => {
  vi.useFakeTimers();
  localStorage.clear();
  stored = new StoredPractice();
});
afterEach(() => {
  vi.useRealTimers();
});

describe('a practice that is approved while its last words are typed', () => {
  it.each(['a save', 'an event'])(
    'keeps them apart and tells who approved it, heard of by %s',
    async (by) => {
      const editor = await open();
      editor.form.sections.purpose = 'Những chữ cuối';
      editor.touch();
      stored.approve('Nguyễn Văn Hùng');
      if (by === 'an event') await tell();
      await vi.advanceTimersByTimeAsync(saveDelay);
      expect(stored.sections.purpose).toBe('Mục đích cũ');
      expect(editor.editable).toBe(false);
      expect(editor.unsafe).toEqual({ type: 'closed' });
      expect(editor.open.closed?.by).toBe('Nguyễn Văn Hùng');
      expect(editor.form.sections.purpose).toBe('Mục đích cũ');
      expect(editor.open.copy.offered?.sections.purpose).toBe('Những chữ cuối');
      expect(editor.open.failure).toBeNull();
    },
  );

  it('offers them after reopening in place, and typing does not drop them', async () => {
    const editor = await open();
    editor.form.sections.purpose = 'Những chữ cuối';
    stored.approve('Hùng');
    await editor.flush();
    expect(await editor.steps.take('reopen')).toBe('done');
    expect(editor.open.copy.offered?.sections.purpose).toBe('Những chữ cuối');
    editor.form.sections.purpose = 'Gõ đè lên';
    editor.touch();
    await vi.advanceTimersByTimeAsync(saveDelay);
    expect(stored.sections.purpose).toBe('Gõ đè lên');
    expect(editor.open.copy.offered?.sections.purpose).toBe('Những chữ cuối');
    await editor.earlier.use();
    expect(editor.question.conflict?.items.map(({ key }) => key)).toEqual(['section:purpose']);
  });

  it('offers them in the next sitting and takes them back without a question where nobody else wrote', async () => {
    const editor = await open();
    editor.form.sections.purpose = 'Những chữ cuối ';
    editor.touch();
    stored.approve('Hùng');
    await editor.flush();
    await editor.leave();
    const next = await open();
    expect(next.open.copy.offered?.sections.purpose).toBe('Những chữ cuối ');
    await next.steps.take('reopen');
    stored.change({ summary: 'Mục khác' });
    await tell();
    await next.earlier.use();
    expect(next.question.conflict).toBeNull();
    expect(stored.sections.purpose).toBe('Những chữ cuối ');
  });

  it('a submitted one is not written on until it is opened again', async () => {
    const editor = await open();
    await editor.steps.take('submit');
    expect(editor.editable).toBe(false);
    await editor.steps.take('reopen');
    expect(editor.editable).toBe(true);
  });
});

describe('an open conflict', () => {
  async function conflicting(): Promise<PracticeEditor> {
    const editor = await open();
    editor.form.sections.purpose = 'Của tôi';
    stored.change({}, { purpose: 'Của người kia' });
    await editor.flush();
    return editor;
  }

  it('holds back its own section only, says so, and is not safe', async () => {
    const editor = await conflicting();
    editor.form.values.summary = 'Mục khác vẫn lưu';
    editor.form.sections.steps = 'Bước 1';
    editor.touch();
    await vi.advanceTimersByTimeAsync(saveDelay);
    expect(stored.frontMatter.summary).toBe('Mục khác vẫn lưu');
    expect(stored.sections).toEqual({ purpose: 'Của người kia', steps: 'Bước 1' });
    expect(editor.unsafe).toEqual({ type: 'asked', parts: 1 });
    expect(await editor.leave()).toBe(false);
    const next = await open();
    expect(next.open.copy.offered?.sections).toEqual({ purpose: 'Của tôi' });
    await next.earlier.use();
    expect(next.question.conflict?.items).toHaveLength(1);
    expect(stored.sections.purpose).toBe('Của người kia');
  });

  it('shows what was written last, and asks again where it changes after a choice', async () => {
    const editor = await conflicting();
    stored.change({ title: 'Tên mới' }, { purpose: 'Của người kia, viết tiếp' });
    await tell();
    expect(editor.form.values.title).toBe('Tên mới');
    expect(editor.question.conflict?.theirs.sections[0]?.body).toBe('Của người kia, viết tiếp');
    const decided = editor.decisions.decide('section:purpose', 'both');
    stored.change({}, { purpose: 'Sửa lần nữa' });
    await decided;
    expect(stored.sections.purpose).toBe('Sửa lần nữa');
    expect(editor.question.conflict?.again).toBe(true);
    await editor.decisions.decide('section:purpose', 'mine');
    expect(stored.sections.purpose).toBe('Của tôi\n\nCủa người kia, viết tiếp');
    expect(editor.unsafe).toBeNull();
  });

  it('ends where the other one comes to write the same', async () => {
    const editor = await conflicting();
    stored.change({}, { purpose: 'Của tôi' });
    await tell();
    expect(editor.question.conflict).toBeNull();
    expect(editor.unsafe).toBeNull();
  });
});

describe('a practice that somebody moves to the bin', () => {
  it.each(['a save', 'an event'])(
    'says who, tries no more, and takes it back with the text, heard of by %s',
    async (by) => {
      const editor = await open();
      stored.deleted = true;
      stored.deletedBy = 'Hùng';
      editor.form.values.title = 'Đang gõ';
      editor.touch();
      if (by === 'an event') await tell();
      await vi.advanceTimersByTimeAsync(60_000);
      expect(editor.open.gone?.by).toBe('Hùng');
      expect(editor.unsafe).toEqual({ type: 'gone' });
      expect(editor.open.failure).toBeNull();
      expect(stored.inputsOf('practices.save').length).toBeLessThanOrEqual(1);
      await editor.steps.takeBack();
      expect(stored.inputsOf('bin.restore')).toHaveLength(1);
      expect(stored.frontMatter.title).toBe('Đang gõ');
      expect(editor.unsafe).toBeNull();
    },
  );
});

describe('a library that goes away', () => {
  it('is not safe, and is saved to as soon as it is back', async () => {
    const editor = await open();
    stored.failures = 3;
    editor.form.values.title = 'Gõ lúc mất ổ đĩa';
    editor.touch();
    await vi.advanceTimersByTimeAsync(saveDelay);
    expect(editor.unsafe).toEqual({ type: 'away' });
    stored.failures = 0;
    stored.backend.emit('library.changed', ourLibrary);
    await vi.advanceTimersByTimeAsync(1);
    expect(stored.frontMatter.title).toBe('Gõ lúc mất ổ đĩa');
    expect(editor.unsafe).toBeNull();
  });
});

describe('text that is replaced on the screen', () => {
  it('is told of, with the name where it is known; not what was typed here', async () => {
    const editor = await open();
    editor.form.values.title = 'Của tôi';
    await editor.flush();
    await tell();
    expect(editor.others.updated).toBeNull();
    stored.change({}, { purpose: 'Sửa bằng tay' });
    await tell();
    expect(editor.form.sections.purpose).toBe('Sửa bằng tay');
    expect(editor.others.updated).toEqual({ by: null });
  });
});
