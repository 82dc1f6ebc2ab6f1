import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { AttachmentList } from '#renderer/views/editor/attachment-list.svelte';
import { DraftCopies, type DraftCopy } from '#renderer/views/editor/draft-copies';
import { resultRow } from '#renderer/views/editor/form-values';
import { PracticeEditor } from '#renderer/views/editor/practice-editor.svelte';
import { mintDelay, saveDelay } from '#renderer/views/editor/typing-rest';
import { practiceId, StoredPractice } from '#tests/renderer/editor/stored-practice';
import { memoryStore } from '#tests/support/memory-store';

let stored: StoredPractice;
let copies: DraftCopies;

async function open(): Promise<PracticeEditor> {
  const editor = new PracticeEditor(stored.backend, copies, practiceId);
  await editor.load();
  return editor;
}

/** What an earlier sitting left. */
function keepEarlier(copy: DraftCopy): void {
  copies.keep(copies.newName(practiceId), copy);
}

/** One key after the other, each well before the save is due. */
async function type(editor: PracticeEditor, text: string): Promise<void> {
  for (let end = 1; end <= text.length; end += 1) {
    editor.form.values.title = text.slice(0, end);
    editor.touch();
    await vi.advanceTimersByTimeAsync(100);
  }
}

beforeEach(() => {
  vi.useFakeTimers();
  localStorage.clear();
  stored = new StoredPractice();
  copies = new DraftCopies(localStorage, 'kho');
});
afterEach(() => {
  vi.useRealTimers();
});

describe('autosave', () => {
  it('waits until the typing rests and then saves once', async () => {
    const editor = await open();
    await type(editor, 'Ngầm hóa cáp');
    expect(stored.inputsOf('practices.save')).toHaveLength(0);
    await vi.advanceTimersByTimeAsync(saveDelay);
    expect(stored.inputsOf('practices.save')).toHaveLength(1);
    expect(stored.frontMatter.title).toBe('Ngầm hóa cáp');
    expect(editor.open.unsaved).toBe(false);
    expect(editor.autosave.savedAt).not.toBeNull();
  });

  it('saves somebody who types on without a rest every 1.5 s', async () => {
    const editor = await open();
    await type(editor, 'Ngầm hóa cáp viễn thông trên tuyến phố chính');
    const saves = stored.inputsOf('practices.save');
    expect(saves.length).toBeGreaterThanOrEqual(2);
    expect(saves[0]?.fields.title).toBe('Ngầm hóa cáp vi');
  });

  it('goes on while letters are composed, whatever others write meanwhile', async () => {
    const editor = await open();
    stored.mergesSaves = true;
    editor.form.compose(true);
    stored.change({ summary: 'Của người khác' });
    stored.backend.emit('practices.changed', { ids: [practiceId] });
    await type(editor, 'Ngầm ti');
    await vi.advanceTimersByTimeAsync(saveDelay);
    expect(stored.frontMatter.title).toBe('Ngầm ti');
    expect(editor.form.values.summary).toBe('');
    editor.form.compose(false);
    await vi.advanceTimersByTimeAsync(saveDelay);
    expect(editor.form.values.summary).toBe('Của người khác');
  });

  it('sends the changed keys and sections and nothing else', async () => {
    stored.change({ summary: 'Tóm tắt', keywords: ['a', 'b'], results: [{ indicator: 'x', unit: '%' }] });
    const editor = await open();
    editor.form.values.title = 'Tên mới';
    editor.form.sections.steps = '1. Khảo sát';
    await editor.flush();
    expect(stored.inputsOf('practices.save')).toEqual([
      expect.objectContaining({ fields: { title: 'Tên mới' }, sections: { steps: '1. Khảo sát' } }),
    ]);
  });

  it('saves nothing when nothing changed', async () => {
    const editor = await open();
    editor.touch();
    await vi.advanceTimersByTimeAsync(saveDelay);
    expect(stored.inputsOf('practices.save')).toHaveLength(0);
  });

  it('never rewrites what is typed and does not repeat itself over what the file trims', async () => {
    const editor = await open();
    const typed = ' Ngầm hóa '.normalize('NFD');
    editor.form.values.title = typed;
    await editor.flush();
    await editor.flush();
    expect(stored.frontMatter.title).toBe('Ngầm hóa');
    expect(editor.form.values.title).toBe(typed);
    expect(stored.inputsOf('practices.save')).toHaveLength(1);
  });

  it('saves what is typed while a save is under way with the next one, on the new base', async () => {
    stored.delay = 500;
    const editor = await open();
    editor.form.values.title = 'Một';
    const first = editor.flush();
    await vi.advanceTimersByTimeAsync(100);
    editor.form.values.title = 'Một hai';
    editor.touch();
    await vi.advanceTimersByTimeAsync(3_000);
    await first;
    expect(stored.frontMatter.title).toBe('Một hai');
    expect(editor.question.conflict).toBeNull();
    expect(editor.open.unsaved).toBe(false);
  });

  it('removes a key whose field was emptied, and keeps what it does not know inside a group', async () => {
    stored.change({ summary: 'x', contact: { post: 'Phòng A', zalo: '0900' } });
    const editor = await open();
    editor.form.values.summary = '  ';
    editor.form.values.contact.post = 'Phòng B';
    await editor.flush();
    expect(stored.inputsOf('practices.save')[0]?.fields).toEqual({
      summary: null,
      contact: { post: 'Phòng B', zalo: '0900' },
    });
  });

  it('mints after ten idle minutes and goes on saving on the new base', async () => {
    const editor = await open();
    editor.form.values.title = 'Một';
    editor.touch();
    await vi.advanceTimersByTimeAsync(mintDelay + saveDelay);
    expect(stored.minted).toBe(1);
    editor.form.values.title = 'Hai';
    editor.touch();
    await vi.advanceTimersByTimeAsync(saveDelay);
    expect(stored.frontMatter.title).toBe('Hai');
    expect(editor.others.merged).toBe(false);
  });
});

describe('leaving', () => {
  it('saves the last key without waiting, then mints', async () => {
    const editor = await open();
    editor.form.values.title = 'Chữ cuối cùng';
    editor.touch();
    await editor.leave();
    expect(stored.frontMatter.title).toBe('Chữ cuối cùng');
    expect(stored.minted).toBe(1);
  });

  it('saves the key typed while a save was under way', async () => {
    stored.delay = 500;
    const editor = await open();
    editor.form.values.title = 'Mộ';
    editor.touch();
    await vi.advanceTimersByTimeAsync(saveDelay + 100);
    editor.form.values.title = 'Một';
    editor.touch();
    const left = editor.leave();
    await vi.advanceTimersByTimeAsync(2_000);
    expect(await left).toBe(true);
    expect(stored.frontMatter.title).toBe('Một');
  });

  it('does not mint what was only looked at', async () => {
    const editor = await open();
    await editor.leave();
    expect(stored.minted).toBe(0);
  });

  it('keeps the text on this machine when the save fails, and offers it the next time', async () => {
    const editor = await open();
    stored.failures = 9;
    editor.form.values.title = 'Không lưu được';
    editor.touch();
    expect(await editor.leave()).toBe(false);
    stored.failures = 0;
    await vi.advanceTimersByTimeAsync(120_000);
    expect(stored.frontMatter.title).toBe('Bản đầu');
    const next = await open();
    expect(next.form.values.title).toBe('Bản đầu');
    expect(next.open.copy.offered?.values.title).toBe('Không lưu được');
    await next.earlier.use();
    expect(stored.frontMatter.title).toBe('Không lưu được');
    expect(copies.find(practiceId)).toEqual([]);
  });
});

describe('a save that fails', () => {
  it('keeps the text, tells why, and tries again by itself', async () => {
    const editor = await open();
    stored.failures = 2;
    editor.form.values.title = 'Ổ đĩa mất kết nối';
    editor.touch();
    await vi.advanceTimersByTimeAsync(saveDelay);
    expect(editor.open.failure?.code).toBe('library-missing');
    expect(editor.open.unsaved).toBe(true);
    expect(copies.find(practiceId)[0]?.values.title).toBe('Ổ đĩa mất kết nối');
    await vi.advanceTimersByTimeAsync(10_000);
    expect(editor.open.failure).toBeNull();
    expect(stored.frontMatter.title).toBe('Ổ đĩa mất kết nối');
    expect(copies.find(practiceId)).toEqual([]);
  });
});

describe('somebody else saved meanwhile', () => {
  it('puts changes of different fields together and says so', async () => {
    const editor = await open();
    editor.form.values.title = 'Của tôi';
    stored.change({ summary: 'Của chị Lan' }, { lessons: 'Bài học' });
    await editor.flush();
    expect(stored.frontMatter).toMatchObject({ title: 'Của tôi', summary: 'Của chị Lan' });
    expect(editor.form.values.summary).toBe('Của chị Lan');
    expect(editor.form.sections.lessons).toBe('Bài học');
    expect(editor.question.conflict).toBeNull();
    expect(editor.others.merged).toBe(true);
  });

  it('asks where both changed the same field and writes nothing before', async () => {
    const editor = await open();
    editor.form.values.title = 'Của tôi';
    editor.form.sections.purpose = 'Mục đích của tôi';
    stored.change({ title: 'Của chị Lan' }, { purpose: 'Mục đích của chị Lan' });
    await editor.flush();
    editor.touch();
    await vi.advanceTimersByTimeAsync(60_000);
    expect(editor.question.conflict?.items.map((item) => item.key)).toEqual(['title', 'section:purpose']);
    expect(stored.frontMatter.title).toBe('Của chị Lan');
    expect(editor.form.values.title).toBe('Của tôi');

    await editor.decisions.decide('title', 'mine');
    expect(stored.frontMatter.title).toBe('Của chị Lan');
    await editor.decisions.decide('section:purpose', 'theirs');
    expect(stored.frontMatter.title).toBe('Của tôi');
    expect(stored.sections.purpose).toBe('Mục đích của chị Lan');
    expect(editor.form.sections.purpose).toBe('Mục đích của chị Lan');
    expect(editor.question.conflict).toBeNull();
    expect(editor.open.unsaved).toBe(false);
  });

  it('shows what the library put together with a save, so that nothing typed next is saved over it', async () => {
    const editor = await open();
    stored.mergesSaves = true;
    stored.change({ summary: 'Của chị Lan' });
    editor.form.values.title = 'Của tôi';
    await editor.flush();
    expect(stored.frontMatter).toMatchObject({ title: 'Của tôi', summary: 'Của chị Lan' });
    expect(editor.form.values.summary).toBe('Của chị Lan');
    expect(editor.others.merged).toBe(true);
    expect(editor.open.unsaved).toBe(false);
  });

  it('asks where such a save meets what was typed while it was under way', async () => {
    const editor = await open();
    stored.mergesSaves = true;
    stored.delay = 500;
    stored.change({ summary: 'Của chị Lan' });
    editor.form.values.title = 'Của tôi';
    const saved = editor.flush();
    await vi.advanceTimersByTimeAsync(100);
    editor.form.values.title = 'Của tôi, viết tiếp';
    editor.form.values.summary = 'Tóm tắt của tôi';
    await vi.advanceTimersByTimeAsync(3_000);
    await saved;
    expect(editor.question.conflict?.items.map((item) => item.key)).toEqual(['summary']);
    expect(stored.frontMatter).toMatchObject({ title: 'Của tôi, viết tiếp', summary: 'Của chị Lan' });
    const decided = editor.decisions.decide('summary', 'mine');
    await vi.advanceTimersByTimeAsync(3_000);
    await decided;
    expect(stored.kept).toHaveLength(1);
    expect(stored.frontMatter).toMatchObject({ title: 'Của tôi, viết tiếp', summary: 'Tóm tắt của tôi' });
  });

  it('does not ask when both typed the same', async () => {
    const editor = await open();
    editor.form.values.title = 'Giống nhau';
    stored.change({ title: 'Giống nhau' });
    await editor.flush();
    expect(editor.question.conflict).toBeNull();
    expect(editor.open.unsaved).toBe(false);
  });

  it('shows a change at once where nothing is being typed', async () => {
    const editor = await open();
    stored.change({ title: 'Của chị Lan' });
    stored.backend.emit('practices.changed', { ids: [practiceId] });
    await vi.advanceTimersByTimeAsync(1);
    expect(editor.form.values.title).toBe('Của chị Lan');
    expect(stored.inputsOf('practices.save')).toHaveLength(0);
  });

  it('saves what was typed before a copy takes its place, and asks; takes none while that fails', async () => {
    keepEarlier({
      base: stored.hash,
      at: 1,
      values: { title: 'Bản trên máy này' },
      sections: {},
    });
    const editor = await open();
    editor.form.values.title = 'Mới gõ';
    stored.failures = 1;
    await editor.earlier.use();
    expect(editor.form.values.title).toBe('Mới gõ');
    expect(editor.open.copy.offered?.values.title).toBe('Bản trên máy này');
    await editor.earlier.use();
    expect(stored.frontMatter.title).toBe('Mới gõ');
    expect(editor.form.values.title).toBe('Bản trên máy này');
    expect(editor.question.conflict?.items.map((item) => item.key)).toEqual(['title']);
  });

  it('asks about a copy of an earlier sitting when the practice has changed since', async () => {
    keepEarlier({
      base: 'f'.repeat(64),
      at: 1,
      values: { title: 'Bản trên máy này' },
      sections: {},
    });
    const editor = await open();
    await editor.earlier.use();
    expect(editor.question.conflict?.items.map((item) => item.key)).toEqual(['title']);
    expect(stored.frontMatter.title).toBe('Bản đầu');
    await editor.decisions.decide('title', 'theirs');
    expect(editor.form.values.title).toBe('Bản đầu');
    expect(copies.find(practiceId)).toEqual([]);
  });
});

describe('a copy that the library has overtaken', () => {
  const keep = (values: object, sections: object = {}): void => {
    keepEarlier({ base: 'f'.repeat(64), at: 1, values, sections });
  };

  it('is dropped without a word when the library holds the same, however it was trimmed', async () => {
    keep({ title: 'Bản đầu ' }, { purpose: 'Mục đích cũ\n'.normalize('NFD') });
    const editor = await open();
    expect(editor.open.copy.offered).toBeNull();
    expect(copies.find(practiceId)).toEqual([]);
  });

  it('is offered only as far as it differs', async () => {
    keep({ title: 'Bản đầu', summary: 'Chưa lưu' }, { purpose: 'Mục đích cũ' });
    const { offered } = (await open()).open.copy;
    expect(offered?.values).toEqual({ summary: 'Chưa lưu' });
    expect(offered?.sections).toEqual({});
  });

  it('is no longer offered once its text arrives in the library', async () => {
    keep({ title: 'Lưu muộn' });
    const editor = await open();
    expect(editor.open.copy.offered).not.toBeNull();
    stored.change({ title: 'Lưu muộn' });
    stored.backend.emit('practices.changed', { ids: [practiceId] });
    await vi.advanceTimersByTimeAsync(1);
    expect(editor.open.copy.offered).toBeNull();
  });

  it('is not told of after the next save, but kept for the next sitting', async () => {
    keep({ summary: 'Chưa lưu' });
    const editor = await open();
    editor.form.values.title = 'Khác';
    editor.touch();
    await vi.advanceTimersByTimeAsync(saveDelay);
    expect(editor.open.copy.offered).toBeNull();
    await editor.leave();
    expect((await open()).open.copy.offered?.values).toEqual({ summary: 'Chưa lưu' });
  });

  it('keeps a date that nobody could read, and opens whatever stands in it', async () => {
    keep({ reviewBy: '31/02/' });
    expect((await open()).open.copy.offered?.values).toEqual({ reviewBy: '31/02/' });
    keep({ results: 'x', place: null });
    expect((await open()).phase).toBe('ready');
  });
});

describe('what cannot be read yet', () => {
  it('is kept on the form and on this machine and not sent', async () => {
    stored.change({ reviewBy: '2026-12-31' });
    const editor = await open();
    editor.form.values.reviewBy = '31/02/';
    editor.form.values.results = [{ ...resultRow(), indicator: 'Tỷ lệ', asOf: 'cuối năm' }];
    editor.touch();
    await vi.advanceTimersByTimeAsync(saveDelay);
    expect(stored.frontMatter.reviewBy).toBe('2026-12-31');
    expect(stored.frontMatter.results).toEqual([{ indicator: 'Tỷ lệ' }]);
    expect(editor.form.problems).toEqual([
      { at: 'reviewBy', reason: 'date' },
      { at: 'results.0.asOf', reason: 'date' },
    ]);
    expect(editor.form.values.reviewBy).toBe('31/02/');
    expect(copies.find(practiceId)[0]?.values.reviewBy).toBe('31/02/');
  });

  it('holds back half a coordinate, a negative sum and a title that is too long', async () => {
    const editor = await open();
    const { values } = editor.form;
    values.title = 'x'.repeat(151);
    values.place.latitude = 10.8;
    values.costs.total = -1;
    await editor.flush();
    expect(editor.form.problems.map(({ at }) => at)).toEqual(['title', 'costs.total', 'place.latitude']);
    expect(stored.inputsOf('practices.save')).toHaveLength(0);
    values.place.longitude = 106.7;
    await editor.flush();
    expect(stored.frontMatter.place).toEqual({ coordinates: { latitude: 10.8, longitude: 106.7 } });
  });
});

describe('copies on this machine', () => {
  it.each(['', '{', 'null', '[]', '{"version":0}', '{"version":1,"base":1}'])(
    'a damaged copy %j is no copy',
    (text) => {
      localStorage.setItem(copies.newName(practiceId), text);
      expect(copies.find(practiceId)).toEqual([]);
    },
  );

  it('outlives a sitting in which it was neither used nor dropped', async () => {
    keepEarlier({ base: stored.hash, at: 1, values: { summary: 'Chưa lưu' }, sections: {} });
    const editor = await open();
    editor.form.values.title = 'Khác';
    editor.touch();
    await editor.leave();
    expect(copies.find(practiceId)[0]?.values.summary).toBe('Chưa lưu');
  });

  it('a storage that is full keeps what it has', () => {
    const small = { base: 'b', at: 1, values: { title: 'Nhỏ' }, sections: {} };
    const drafts = new DraftCopies(memoryStore(new Map(), 150), 'kho');
    const name = drafts.newName(practiceId);
    expect(drafts.keep(name, small)).toBe(true);
    const large = { ...small, at: 2, sections: { steps: 'x'.repeat(500) } };
    expect(drafts.keep(name, large)).toBe(false);
    expect(drafts.keep(drafts.newName(practiceId), large)).toBe(false);
    expect(drafts.find(practiceId)).toEqual([{ ...small, name }]);
  });

  it('of two windows and of two libraries never stand in each other’s place', () => {
    const values = new Map<string, string>();
    const window = (library: string): DraftCopies => new DraftCopies(memoryStore(values), library);
    const [one, other, restored] = [window('kho'), window('kho'), window('kho lấy lại')];
    const copy = { base: 'b', values: {}, sections: {} };
    const name = one.newName(practiceId);
    one.keep(name, { ...copy, at: 1, values: { title: 'Cửa sổ một' } });
    other.keep(other.newName(practiceId), { ...copy, at: 2, values: { title: 'Cửa sổ hai' } });
    expect(one.find(practiceId).map(({ values: { title } }) => title)).toEqual(['Cửa sổ hai', 'Cửa sổ một']);
    one.drop(name);
    expect(one.find(practiceId)).toHaveLength(1);
    expect(restored.find(practiceId)).toEqual([]);
    expect([...one.practices()]).toEqual([practiceId]);
  });

  it('a full storage stops nobody from typing', async () => {
    copies = new DraftCopies(memoryStore(new Map(), 0), 'kho');
    const editor = await open();
    editor.form.values.title = 'Vẫn gõ được';
    editor.touch();
    await vi.advanceTimersByTimeAsync(saveDelay);
    expect(stored.frontMatter.title).toBe('Vẫn gõ được');
  });
});

describe('a process that is killed while a question is open', () => {
  /** Nothing that was under way happens any more. */
  const kill = (): void => void vi.clearAllTimers();

  it('asks again, and the colleague’s text is not written over unasked', async () => {
    keepEarlier({ base: 'f'.repeat(64), at: 1, values: { title: 'Của tôi' }, sections: {} });
    stored.change({ title: 'Của Đức' });
    const editor = await open();
    await editor.earlier.use();
    editor.form.values.title = 'Của tôi, gõ thêm';
    editor.touch();
    kill();
    const next = await open();
    expect(next.open.copy.offered?.values.title).toBe('Của tôi, gõ thêm');
    await next.earlier.use();
    expect(stored.frontMatter.title).toBe('Của Đức');
    expect(next.question.conflict?.items.map(({ key }) => key)).toEqual(['title']);
    await next.decisions.decide('title', 'mine');
    expect(stored.frontMatter.title).toBe('Của tôi, gõ thêm');
    expect(stored.kept).toEqual([{ fields: { title: 'Của tôi, gõ thêm' }, sections: {} }]);
  });

  it('asks again also where the question came with a save that others were put together with', async () => {
    stored.mergesSaves = true;
    stored.delay = 50;
    const editor = await open();
    stored.change({ summary: 'Của Đức' });
    editor.form.values.title = 'Tên của tôi';
    const saved = editor.flush();
    await vi.advanceTimersByTimeAsync(10);
    editor.form.values.summary = 'Của tôi';
    editor.touch();
    await vi.advanceTimersByTimeAsync(50);
    await saved;
    expect(editor.question.conflict?.items.map(({ key }) => key)).toEqual(['summary']);
    editor.form.values.summary = 'Của tôi, gõ thêm';
    editor.touch();
    kill();
    const next = await open();
    const used = next.earlier.use();
    await vi.advanceTimersByTimeAsync(100);
    await used;
    expect(next.form.values.summary).toBe('Của tôi, gõ thêm');
    expect(next.question.conflict?.items.map(({ key }) => key)).toEqual(['summary']);
    expect(stored.frontMatter.summary).toBe('Của Đức');
  });

  it('keeps what an earlier sitting left apart from what was typed under the same key, and offers both', async () => {
    keepEarlier({ base: 'f'.repeat(64), at: 1, values: { title: 'Lần trước' }, sections: {} });
    const editor = await open();
    editor.form.values.title = 'Lần này';
    editor.touch();
    kill();
    const next = await open();
    expect(next.open.copy.offered?.values.title).toBe('Lần này');
    await next.earlier.use();
    expect(stored.frontMatter.title).toBe('Lần này');
    expect(next.open.copy.offered?.values.title).toBe('Lần trước');
    await next.earlier.use();
    expect(next.form.values.title).toBe('Lần trước');
    expect(next.question.conflict?.items.map(({ key }) => key)).toEqual(['title']);
    await next.decisions.decide('title', 'theirs');
    expect(stored.frontMatter.title).toBe('Lần này');
    expect(copies.find(practiceId)).toEqual([]);
  });

  it('drops only the text that is offered', async () => {
    const old = { base: 'f'.repeat(64), values: {}, sections: {} };
    keepEarlier({ ...old, at: 2, values: { title: 'Mới' } });
    keepEarlier({ ...old, at: 1, sections: { purpose: 'Cũ' } });
    const editor = await open();
    editor.form.values.summary = 'Đang gõ';
    editor.touch();
    editor.open.copy.drop();
    expect(editor.open.copy.offered?.sections).toEqual({ purpose: 'Cũ' });
    expect(copies.find(practiceId).map(({ values }) => values)).toEqual([{ summary: 'Đang gõ' }, {}]);
    editor.open.copy.undrop();
    expect(editor.open.copy.offered?.values).toEqual({ title: 'Mới' });
    expect(copies.find(practiceId)).toHaveLength(3);
  });
});

describe('steps and attachments', () => {
  it('saves before a step', async () => {
    const editor = await open();
    editor.form.values.title = 'Trước khi trình';
    expect(await editor.steps.take('submit')).toBe('done');
    expect(stored.backend.calls.map((call) => call.operation)).toEqual([
      'practices.get',
      'practices.save',
      'practices.step',
    ]);
    expect(editor.practice?.work?.status).toBe('submitted');
  });

  it('passes on that the practice is incomplete', async () => {
    const editor = await open();
    expect(await editor.steps.take('approve')).toBe('incomplete');
    expect(editor.open.completeness.missing.map(({ key }) => key)).toContain('summary');
  });

  it('does not step when the text could not be saved', async () => {
    const editor = await open();
    stored.failures = 1;
    editor.form.values.title = 'x';
    expect(await editor.steps.take('submit')).toBe('unsaved');
    expect(stored.inputsOf('practices.step')).toHaveLength(0);
  });

  it('leaves what is typed letter for letter when a file is attached', async () => {
    const editor = await open();
    const { values } = editor.form;
    values.title = 'Ngầm ';
    values.results = [{ ...resultRow(), indicator: 'Tỷ lệ', asOf: '31/02' }, resultRow()];
    await editor.flush();
    await new AttachmentList(stored.backend, editor).add([new File(['abc'], 'a.txt')]);
    expect(stored.frontMatter.attachments).toHaveLength(1);
    expect(values.title).toBe('Ngầm ');
    expect(values.results.map(({ indicator, asOf }) => [indicator, asOf])).toEqual([
      ['Tỷ lệ', '31/02'],
      ['', ''],
    ]);
    expect(editor.open.unsaved).toBe(false);
  });

  it('attaches several files while somebody else saves and somebody types', async () => {
    const editor = await open();
    const list = new AttachmentList(stored.backend, editor);
    stored.change({ summary: 'Của chị Lan' });
    editor.form.values.title = 'Đang gõ';
    await list.add([new File(['abc'], 'a.txt'), new File(['abc'], 'b.txt')]);
    await editor.flush();
    expect(stored.frontMatter.attachments?.map(({ file }) => file)).toEqual(['a.txt', 'b.txt']);
    expect(stored.frontMatter).toMatchObject({ title: 'Đang gõ', summary: 'Của chị Lan' });
    expect(list.queue.uploads).toEqual([]);
  });
});
