import { cleanup, render, screen, within } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Backend } from '#renderer/backend/backend';
import { applicationContext } from '#renderer/state/application-context';
import { Application } from '#renderer/state/application.svelte';
import type { PracticeCopy } from '#shared/contract/copies';
import type { OpenLibrary } from '#shared/contract/library';
import { Failure } from '#shared/failure';
import { ourLibrary, practiceId, StoredPractice } from '#tests/renderer/editor/stored-practice';
import { FakeBackend } from '#tests/support/fake-backend';
import EditorView from '../../../renderer/views/editor/EditorView.svelte';
import { eventually } from '#tests/support/eventually';

// Typing key by key into a large form takes its time on a slow machine.
vi.setConfig({ testTimeout: 60_000 });

let stored: StoredPractice;
let app: Application;

async function show(
  path: string[],
  backend: FakeBackend = stored.backend,
): Promise<ReturnType<typeof render>> {
  location.hash = `#/${['write', ...path].join('/')}`;
  app = new Application(backend);
  await app.start();
  return render(EditorView, { props: { path }, context: applicationContext(app) });
}

/** By label, because finding by role walks the whole form. */
const field = (label: string): Promise<HTMLInputElement> =>
  screen.findByLabelText<HTMLInputElement>(label, { selector: 'input, textarea' });

const settle = async (milliseconds = 0): Promise<void> => {
  await new Promise((resolve) => setTimeout(resolve, milliseconds));
};

beforeEach(() => {
  localStorage.clear();
  stored = new StoredPractice();
  // jsdom lays nothing out.
  Element.prototype.scrollIntoView = () => undefined;
  // Nor does it know dialogs.
  HTMLDialogElement.prototype.showModal = function show() {
    this.open = true;
  };
  HTMLDialogElement.prototype.close = function close() {
    this.open = false;
  };
  globalThis.CSS = { supports: () => true, escape: (text: string) => text } as unknown as typeof CSS;
});
afterEach(cleanup);

describe('typing with a Vietnamese keyboard', () => {
  it('keeps what UniKey sends as backspaces and new letters, and saves it once it rests', async () => {
    await show([practiceId]);
    const title = await field('Tên cách làm hay');
    const user = userEvent.setup({ delay: null });
    await user.clear(title);
    await user.type(title, 'Ngâm{Backspace}{Backspace}ầm');
    await eventually(() => {
      expect(stored.frontMatter.title).toBe('Ngầm');
    });
    await user.type(title, ' hoa{Backspace}{Backspace}óa');
    expect(title.value).toBe('Ngầm hóa');
    await eventually(() => {
      expect(stored.frontMatter.title).toBe('Ngầm hóa');
    });
    expect(title.value).toBe('Ngầm hóa');
  });

  it('does not touch a composition that a save runs into', async () => {
    await show([practiceId]);
    const title = await field('Tên cách làm hay');
    title.focus();
    title.dispatchEvent(new CompositionEvent('compositionstart', { bubbles: true }));
    title.value = 'Ngâ ';
    title.dispatchEvent(new InputEvent('input', { bubbles: true, isComposing: true }));
    await eventually(() => {
      expect(stored.frontMatter.title).toBe('Ngâ');
    });
    expect(title.value).toBe('Ngâ ');
  });
});

describe('the form', () => {
  it('jumps from the checklist to the field', async () => {
    await show([practiceId]);
    const checklist = await screen.findByRole('complementary');
    await userEvent.click(within(checklist).getByRole('button', { name: 'Đầu mối: điện thoại cơ quan' }));
    const phone = await field('Điện thoại cơ quan');
    await eventually(() => {
      expect(document.activeElement).toBe(phone);
    });
  });

  it('adds a result, reads its numbers and dates, removes it and brings it back', async () => {
    await show([practiceId]);
    const user = userEvent.setup({ delay: null });
    await user.click(await screen.findByRole('button', { name: 'Thêm kết quả' }));
    expect(document.activeElement).toBe(await field('Chỉ tiêu'));
    await user.keyboard('Tỷ lệ hồ sơ trực tuyến');
    await user.type(await field('Sau'), '116656');
    await user.type(await field('Tính đến'), '30/6/2026');
    await user.tab();
    const row = { indicator: 'Tỷ lệ hồ sơ trực tuyến', after: 116_656, asOf: '2026-06-30' };
    await eventually(() => {
      expect(stored.frontMatter.results).toEqual([row]);
    });
    await user.click(screen.getByRole('button', { name: 'Xóa kết quả 1' }));
    await eventually(() => {
      expect(stored.frontMatter.results).toBeUndefined();
    });
    await user.click(screen.getByRole('button', { name: 'Hoàn tác' }));
    await eventually(() => {
      expect(stored.frontMatter.results).toEqual([row]);
    });
  });

  it('keeps no older number behind one that it asks about', async () => {
    stored.change({ results: [{ indicator: 'Tỷ lệ', after: 31 }] });
    const { unmount } = await show([practiceId]);
    const user = userEvent.setup({ delay: null });
    const after = await field('Sau');
    await user.clear(after);
    await user.type(after, '52.8');
    await user.tab();
    await eventually(() => {
      expect(stored.frontMatter.results).toEqual([{ indicator: 'Tỷ lệ' }]);
    });
    expect(after.value).toBe('52.8');
    expect(screen.getByText(/Chưa lưu số này/)).toBeTruthy();
    await screen.findByText('Đã lưu, trừ 1 ô chưa đọc được');
    unmount();
    await settle(50);
    expect(stored.frontMatter.results).toEqual([{ indicator: 'Tỷ lệ' }]);
  });

  it('takes the number once the question is answered, and counts nothing unread any more', async () => {
    stored.change({ costs: { total: 31, currency: 'VND' } });
    await show([practiceId]);
    const user = userEvent.setup({ delay: null });
    const total = await field('Tổng kinh phí');
    await user.clear(total);
    await user.type(total, '52.8');
    await user.tab();
    await user.click(screen.getByRole('button', { name: 'Ý là 52,8?' }));
    await eventually(() => {
      expect(stored.frontMatter.costs?.total).toBe(52.8);
    });
    expect(screen.queryByText(/chưa đọc được/)).toBeNull();
    expect(document.activeElement).toBe(total);
  });

  it('keeps no older period behind one that it cannot read', async () => {
    stored.change({ period: '2024-Q4' });
    await show([practiceId]);
    const period = await field('Kỳ báo cáo');
    await userEvent.clear(period);
    await userEvent.type(period, 'Quý 9/2024');
    await userEvent.tab();
    await eventually(() => {
      expect(stored.frontMatter.period).toBeUndefined();
    });
    expect(period.value).toBe('Quý 9/2024');
    await screen.findByText('Đã lưu, trừ 1 ô chưa đọc được');
  });

  it('shows a date in the usual spelling once it is left', async () => {
    await show([practiceId]);
    const date = await field('Áp dụng lần đầu');
    await userEvent.type(date, '1-7-2025');
    expect(date.value).toBe('1-7-2025');
    await userEvent.tab();
    expect(date.value).toBe('01/07/2025');
    await eventually(() => {
      expect(stored.frontMatter.firstApplied).toEqual({ date: '2025-07-01' });
    });
  });

  it('says what is missing when approval is refused, and leads there', async () => {
    await show([practiceId]);
    await userEvent.click(await screen.findByRole('button', { name: 'Trình duyệt' }));
    const dialog = await screen.findByRole('dialog', { name: 'Bài còn thiếu mục bắt buộc' });
    expect(stored.status).toBe('draft');
    await userEvent.click(within(dialog).getByRole('button', { name: 'Vẫn trình' }));
    const approve = await screen.findByRole<HTMLButtonElement>('button', { name: 'Duyệt' });
    // The rest of a double click presses nothing.
    expect(approve.disabled).toBe(true);
    await eventually(() => {
      expect(approve.disabled).toBe(false);
    });
    await userEvent.click(approve);
    const summary = await screen.findByRole('alert');
    await userEvent.click(within(summary).getByRole('button', { name: 'Tóm tắt' }));
    // It is submitted, and read only: the place of the field is what can be gone to.
    expect(document.activeElement?.contains(await field('Tóm tắt'))).toBe(true);
    expect(document.activeElement).not.toBe(document.body);
  });

  it('saves a number that is still being typed when the address changes', async () => {
    await show([practiceId]);
    const total = await field('Tổng kinh phí');
    await userEvent.type(total, '5000000');
    expect(stored.frontMatter.costs).toBeUndefined();
    location.hash = '#/today';
    await settle(50);
    expect(stored.frontMatter.costs).toEqual({ total: 5_000_000, currency: 'VND' });
  });

  it('saves and mints when the screen goes', async () => {
    const { unmount } = await show([practiceId]);
    await userEvent.type(await field('Tóm tắt'), '!');
    unmount();
    await settle(50);
    expect(stored.frontMatter.summary).toMatch(/!$/);
    expect(stored.minted).toBe(1);
  });

  it('is read-only once approved', async () => {
    stored.status = 'approved';
    await show([practiceId]);
    const title = await field('Tên cách làm hay');
    expect(title.matches(':disabled')).toBe(true);
    expect(screen.queryByRole('textbox', { name: 'Mục đích' })).toBeNull();
    expect(screen.getByRole('button', { name: 'Mở lại để sửa' })).toBeTruthy();
  });
});

describe('leaving while files are on their way', () => {
  const closes = (): boolean => {
    const event = new Event('beforeunload', { cancelable: true });
    return dispatchEvent(event);
  };

  it('is asked about, in the program and when the window is closed; leaving stops them', async () => {
    const give: Backend['give'] = (_file, _progress, signal) =>
      new Promise((_resolve, reject) => {
        signal?.addEventListener('abort', () => {
          reject(new Failure('cancelled'));
        });
      });
    Object.assign(stored.backend, { give });
    await show([practiceId]);
    await field('Tên cách làm hay');
    expect(closes()).toBe(true);
    const input = document.querySelector<HTMLInputElement>('input[type=file]');
    if (input) await userEvent.upload(input, new File(['abc'], 'a.txt'));
    await screen.findByText(/Đang đưa vào: a\.txt/);
    expect(closes()).toBe(false);
    location.hash = '#/today';
    const dialog = await screen.findByRole('dialog', { name: 'Rời bài này?' });
    expect(app.router.place.screen).toBe('write');
    await userEvent.click(within(dialog).getByRole('button', { name: 'Ở lại' }));
    expect(location.hash).toBe(`#/write/${practiceId}`);
    location.hash = '#/today';
    await userEvent.click(await screen.findByRole('button', { name: 'Dừng và rời đi' }));
    await eventually(() => {
      expect(app.router.place.screen).toBe('today');
    });
    cleanup();
    expect(closes()).toBe(true);
  });
});

describe('what cannot be written', () => {
  const list = (part: Partial<OpenLibrary>): FakeBackend =>
    new FakeBackend({ library: { ...ourLibrary, ...part } });

  it('asks for an office, then for a person', async () => {
    await show([], list({ office: null }));
    expect(screen.getByRole('link', { name: 'Mở Cài đặt' }).getAttribute('href')).toBe('#/settings');
    cleanup();
    await show([], list({ me: null }));
    expect(screen.getByText('Chưa biết ai đang soạn')).toBeTruthy();
  });

  it("offers to adapt a peer's practice", async () => {
    const { practice } = stored;
    const peers = { ...practice, summary: { ...practice.summary, ours: false }, editable: false };
    const created: unknown[] = [];
    const answers = {
      'practices.create': (input: unknown) => {
        created.push(input);
        return Promise.resolve(practice);
      },
    };
    await show([practiceId], new FakeBackend({ library: ourLibrary, practices: [peers], answers }));
    await userEvent.click(await screen.findByRole('button', { name: 'Soạn bài dựa trên bài này' }));
    expect(created).toEqual([{ language: 'vi', title: '', basedOn: practiceId }]);
    expect(screen.queryByRole('textbox')).toBeNull();
  });

  it('says so when it is gone', async () => {
    await show(['0192f0c1-0000-7000-8000-00000000000f'], new FakeBackend({ library: ourLibrary }));
    expect(await screen.findByText('Không tìm thấy bài này')).toBeTruthy();
  });
});

describe('copies of a sync program', () => {
  it('that another program holds are named and can only be looked at again', async () => {
    const { practice } = stored;
    const copy = { name: 'practice-PC05.md', kind: 'text', who: 'PC05', changedAt: 0 } as const;
    const held = { ...copy, sha256: null, readable: false };
    const free = { ...copy, sha256: '0'.repeat(64), readable: true };
    const listed: PracticeCopy[] = [held];
    const answers = {
      'copies.list': () => Promise.resolve({ missing: false, copies: [...listed] }),
    };
    await show([practiceId], new FakeBackend({ library: ourLibrary, practices: [practice], answers }));
    expect(await screen.findByText(/đang bị chương trình khác giữ/)).toBeTruthy();
    expect(screen.queryByRole('button', { name: 'So sánh và ghép' })).toBeNull();
    expect(screen.queryByRole('button', { name: 'Chuyển vào thùng rác' })).toBeNull();
    listed.splice(0, 1, free);
    await userEvent.click(screen.getByRole('button', { name: 'Thử lại' }));
    expect(await screen.findByRole('button', { name: 'So sánh và ghép' })).toBeTruthy();
    expect(screen.queryByText(/đang bị chương trình khác giữ/)).toBeNull();
  });
});

describe('deleting', () => {
  it('goes to the bin with a way back, and saves nothing afterwards', async () => {
    const { rerender } = await show([practiceId]);
    await userEvent.type(await field('Tóm tắt'), '!');
    await userEvent.click(screen.getByRole('button', { name: 'Xóa bài' }));
    await settle(20);
    expect(location.hash).toBe('#/write');
    await rerender({ path: [] });
    const calls = stored.backend.calls.length;
    await settle(1_000);
    const later = stored.backend.calls.slice(calls).map(({ operation }) => operation);
    expect(later).not.toContain('practices.save');
    expect(later).not.toContain('practices.mint');
    await userEvent.click(await screen.findByRole('button', { name: 'Hoàn tác' }));
    expect(await screen.findByText('Đã lấy lại “Bản đầu”.')).toBeTruthy();
    expect(stored.deleted).toBe(false);
  });
});
