import { cleanup, render, screen } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import type { Component } from 'svelte';
import { afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { applicationContext } from '#renderer/state/application-context';
import { Application } from '#renderer/state/application.svelte';
import type { Handlers } from '#shared/contract/contract';
import { Failure } from '#shared/failure';
import type { CheckResult, Finding } from '#shared/model/care';
import { noBackups } from '#shared/model/care';
import type { RescuePlan } from '#shared/model/rescue';
import { FakeBackend, openLibrary } from '#tests/support/fake-backend';
import BackupPart from '../../../renderer/views/settings/BackupPart.svelte';
import CheckPart from '../../../renderer/views/settings/CheckPart.svelte';

beforeAll(() => {
  Element.prototype.scrollIntoView = () => undefined;
});
afterEach(cleanup);

function show(part: Component, answers: Partial<Handlers>): FakeBackend {
  const backend = new FakeBackend({ answers });
  const app = new Application(backend);
  app.setLibrary(openLibrary);
  render(part, { context: applicationContext(app) });
  return backend;
}

const finding = (facts: Partial<Finding>): Finding => ({
  id: 'text-missing:practices/a/practice.md',
  code: 'text-missing',
  path: 'practices/a/practice.md',
  practiceId: 'a',
  title: 'Ngầm hóa cáp',
  name: '',
  level: 'bad',
  repair: 'history',
  detail: '',
  ...facts,
});

/** A host on which every job has ended by the time that it is asked about. */
function checkHost(results: (CheckResult | null)[]): Partial<Handlers> {
  const job = {
    jobId: 'j',
    state: 'done',
    done: 1,
    total: 1,
    label: '',
    subject: '1',
    failure: null,
  } as const;
  const started = (): Promise<{ jobId: string }> => Promise.resolve({ jobId: 'j' });
  return {
    'library.check': started,
    'library.repair': started,
    'jobs.list': () => Promise.resolve([{ ...job, kind: 'check' }]),
    'library.findings': () =>
      Promise.resolve(results.length > 1 ? (results.shift() ?? null) : (results[0] ?? null)),
  };
}

describe('the check of the library', () => {
  it('says that all is well', async () => {
    const result = { at: '2026-11-22T07:20:00Z', practices: 1204, files: 9, findings: [] };
    show(CheckPart, checkHost([null, result]));
    await userEvent.click(screen.getByRole('button', { name: 'Kiểm tra kho' }));
    expect(await screen.findByText('Đã kiểm tra 1.204 bài: kho toàn vẹn.')).toBeTruthy();
  });

  it('lists what it found and repairs what can be repaired', async () => {
    const unknown = finding({
      id: 'u',
      code: 'unknown-file',
      level: 'note',
      repair: null,
      path: 'x.txt',
      name: 'x.txt',
      practiceId: null,
      title: '',
    });
    const lost = finding({ id: 'w', code: 'work-unreadable', repair: null });
    const nameless = finding({ id: 'n', practiceId: 'b', path: 'practices/b/practice.md', title: '' });
    const compilation = finding({
      id: 'f',
      code: 'file-unreadable',
      practiceId: null,
      title: '',
      path: 'compilations/2026-Q3/compilation.json',
      repair: null,
    });
    const result = {
      at: '2026-11-22T07:20:00Z',
      practices: 2,
      files: 9,
      findings: [finding({}), lost, nameless, compilation, unknown],
    };
    const backend = show(CheckPart, checkHost([result]));
    expect(await screen.findByText('Ngầm hóa cáp')).toBeTruthy();
    expect(screen.getAllByText(/^Mất nội dung bài/)).toHaveLength(2);
    expect(screen.getAllByText(/không còn bản tốt nào/)).toHaveLength(2);
    expect(screen.getByText('Bài chưa rõ tên')).toBeTruthy();
    expect(screen.getByText('Bản tổng hợp Quý III/2026')).toBeTruthy();
    expect(screen.getByText(/^Tệp lạ, không do chương trình tạo ra: “x.txt”/)).toBeTruthy();
    for (const path of screen.getAllByText(/practices\/|compilations\//))
      expect(path.closest('details'), path.textContent).toHaveProperty('open', false);
    await userEvent.click(screen.getByRole('button', { name: 'Khôi phục 2 mục từ bản đã lưu' }));
    expect(await screen.findByText('Đã xử lý 1 mục.')).toBeTruthy();
    const repair = backend.calls.find(({ operation }) => operation === 'library.repair');
    expect(repair?.input).toEqual({ ids: ['text-missing:practices/a/practice.md', 'n'] });
    expect(document.activeElement?.textContent, 'the focus is on the result').toContain('Đã kiểm tra 2 bài');
  });
});

describe('what only a backup has', () => {
  const lost = finding({ id: 'w', code: 'text-unreadable', repair: null });
  const result = { at: '2026-11-22T07:20:00Z', practices: 2, files: 9, findings: [lost] };
  const file = { path: 'practices/a/practice.md', part: 'text', bytes: 1200, backup: 0 } as const;
  const plan: RescuePlan = {
    planId: 'p',
    backups: [
      {
        path: '/o/SaoLuu_Kho_2026-11-20_1200.zip',
        name: 'SaoLuu_Kho_2026-11-20_1200.zip',
        madeAt: '2026-11-20T05:00:00Z',
      },
    ],
    refused: [],
    looked: 2,
    items: [
      {
        practiceId: 'a',
        title: 'Ngầm hóa cáp',
        files: [file, { ...file, part: 'attachment', backup: null }],
      },
      { practiceId: 'b', title: 'Ngầm hóa cáp', files: [file] },
    ],
    left: [
      finding({
        id: 'x',
        code: 'attachment-missing',
        practiceId: 'c',
        path: 'practices/c/attachments/x.pdf',
        title: 'Cấp nước sạch',
        name: 'Đề án',
        repair: null,
      }),
    ],
  };

  it('is shown before it is taken, with the backup’s date and name', async () => {
    const backend = show(CheckPart, {
      ...checkHost([result]),
      'rescue.seek': () => Promise.resolve({ jobId: 'j' }),
      'rescue.plan': () => Promise.resolve(plan),
      'rescue.apply': () => Promise.resolve({ jobId: 'j' }),
    });
    await userEvent.click(await screen.findByRole('button', { name: 'Tìm trong bản sao lưu' }));
    expect(await screen.findByText(/Từ bản sao lưu lúc .* ngày 20\/11\/2026/)).toBeTruthy();
    expect(screen.getByText('SaoLuu_Kho_2026-11-20_1200.zip')).toBeTruthy();
    expect(screen.getAllByText('Ngầm hóa cáp')).toHaveLength(4);
    expect(screen.getByText('Từ các bản đã lưu trong thư viện')).toBeTruthy();
    expect(screen.getByText('Cấp nước sạch')).toBeTruthy();
    expect(screen.getByText('Mất tài liệu kèm theo: “Đề án”')).toBeTruthy();
    expect(screen.getByText(/practices\/c/).closest('details')).toHaveProperty('open', false);
    expect(backend.calls.find(({ operation }) => operation === 'rescue.seek')?.input).toEqual({ from: null });
    expect(backend.calls.some(({ operation }) => operation === 'rescue.apply')).toBe(false);
    await userEvent.click(screen.getByRole('button', { name: 'Lấy lại 2 mục' }));
    expect(await screen.findByText('Đã lấy lại 1 tệp từ bản sao lưu.')).toBeTruthy();
    expect(backend.calls.find(({ operation }) => operation === 'rescue.apply')?.input).toEqual({
      planId: 'p',
    });
  });

  it('is looked for where the person says; nothing found is said', async () => {
    const backend = show(CheckPart, {
      ...checkHost([result]),
      'rescue.seek': () => Promise.resolve({ jobId: 'j' }),
      'rescue.plan': () => Promise.resolve({ ...plan, backups: [], items: [], left: [] }),
    });
    await userEvent.type(await screen.findByLabelText('Tìm ở'), '/o/cu');
    await userEvent.click(screen.getByRole('button', { name: 'Tìm trong bản sao lưu' }));
    expect(await screen.findByText(/Đã tìm trong 2 bản sao lưu, không có gì/)).toBeTruthy();
    expect(backend.calls.find(({ operation }) => operation === 'rescue.seek')?.input).toEqual({
      from: '/o/cu',
    });
    expect(screen.queryByRole('button', { name: /^Lấy lại/ })).toBeNull();
  });
});

describe('backup', () => {
  it('applies its plan as it is changed, once it has a folder', async () => {
    const state = { ...noBackups, overdue: false };
    const backend = show(BackupPart, {
      'backup.state': () => Promise.resolve(state),
      'backup.plan': (plan) => Promise.resolve({ ...state, ...plan }),
    });
    const plans = (): unknown[] =>
      backend.calls.filter(({ operation }) => operation === 'backup.plan').map(({ input }) => input);
    await userEvent.selectOptions(await screen.findByLabelText('Tự động sao lưu'), 'weekly');
    expect(screen.getByText('Hãy chọn thư mục sao lưu')).toBeTruthy();
    expect(plans()).toEqual([]);
    await userEvent.type(screen.getByLabelText('Thư mục sao lưu'), '/o/usb');
    expect(plans(), 'not at every key').toEqual([]);
    await userEvent.tab();
    await userEvent.clear(screen.getByLabelText('Giữ lại'));
    await userEvent.tab();
    expect(screen.getByText('Ghi một số từ 1 đến 100')).toBeTruthy();
    await userEvent.type(screen.getByLabelText('Giữ lại'), '5');
    await userEvent.tab();
    expect(plans()).toEqual([
      { folder: '/o/usb', every: 'weekly', keep: 10 },
      { folder: '/o/usb', every: 'weekly', keep: 5 },
    ]);
  });

  it('keeps what is typed before the plan is known, and loses nothing of the plan by it', async () => {
    const state = { ...noBackups, every: 'daily', keep: 3, folder: '/o/cu', overdue: false } as const;
    let answer: (known: typeof state) => void = () => undefined;
    const backend = show(BackupPart, {
      'backup.state': () => new Promise((resolve) => (answer = resolve)),
      'backup.plan': (plan) => Promise.resolve({ ...state, ...plan }),
    });
    const field = screen.getByLabelText<HTMLInputElement>('Thư mục sao lưu');
    await userEvent.type(field, '/o/usb');
    await userEvent.tab();
    answer(state);
    await vi.waitFor(() => {
      const plan = backend.calls.find(({ operation }) => operation === 'backup.plan');
      expect(plan?.input).toEqual({ folder: '/o/usb', every: 'daily', keep: 3 });
    });
    expect(field.value).toBe('/o/usb');
  });

  it('tells too little room in the person’s units', async () => {
    const failed = {
      at: '2026-11-22T07:20:00Z',
      code: 'not-enough-space',
      where: 'E:\\',
      space: { needed: 8_400_000_000, free: 120_000_000 },
    };
    show(BackupPart, { 'backup.state': () => Promise.resolve({ ...noBackups, failed, overdue: false }) });
    expect(await screen.findByText(/cần khoảng 8,4 GB, chỉ còn trống 120 MB/)).toBeTruthy();
  });

  it('tells what failed just now once, with the last backup', async () => {
    const failure = { code: 'backup-folder-missing', where: 'E:\\', message: '' } as const;
    const failed = { at: '2026-11-22T07:20:00Z', code: failure.code, where: 'E:\\' };
    let tried = false;
    const job = { jobId: 'j', kind: 'backup', done: 0, total: 0, label: '', subject: null } as const;
    show(BackupPart, {
      'backup.state': () =>
        Promise.resolve({ ...noBackups, folder: 'E:\\', failed: tried ? failed : null, overdue: false }),
      'backup.create': () => {
        tried = true;
        return Promise.resolve({ jobId: 'j' });
      },
      'jobs.list': () => Promise.resolve([{ ...job, state: 'failed', failure }]),
    });
    await screen.findByText('Thư viện này chưa được sao lưu lần nào.');
    await userEvent.click(screen.getByRole('button', { name: 'Sao lưu ngay' }));
    await screen.findByText(/Lần sao lưu lúc .* không thành/);
    expect(screen.getAllByText(/Không thấy thư mục sao lưu/)).toHaveLength(1);
    expect(document.activeElement?.textContent).toContain('không thành');
  });

  it('says at the field that a folder inside the library cannot be the one', async () => {
    const state = { ...noBackups, overdue: false };
    show(BackupPart, {
      'backup.state': () => Promise.resolve(state),
      'backup.plan': () => Promise.reject(new Failure('backup-inside-library', { where: '/kho/x' })),
    });
    await screen.findByText('Thư viện này chưa được sao lưu lần nào.');
    const field = screen.getByLabelText('Thư mục sao lưu');
    await userEvent.type(field, '/kho/x');
    await userEvent.tab();
    expect(await screen.findByText(/nằm trong chính thư viện này/)).toBeTruthy();
    expect(field.getAttribute('aria-invalid')).toBe('true');
    expect(screen.queryByRole('alert')).toBeNull();
    await userEvent.type(field, 'y');
    expect(screen.queryByText(/nằm trong chính thư viện này/)).toBeNull();
  });

  it('asks for a folder before it begins', async () => {
    const backend = show(BackupPart, {
      'backup.state': () => Promise.resolve({ ...noBackups, overdue: false }),
    });
    await userEvent.click(await screen.findByRole('button', { name: 'Sao lưu ngay' }));
    expect(screen.getByText('Hãy chọn thư mục sao lưu')).toBeTruthy();
    expect(backend.calls.some(({ operation }) => operation === 'backup.create')).toBe(false);
  });

  it('tells a failed one in words', async () => {
    const failed = { at: '2026-11-22T07:20:00Z', code: 'backup-folder-missing', where: 'E:\\' };
    show(BackupPart, { 'backup.state': () => Promise.resolve({ ...noBackups, failed, overdue: false }) });
    expect(await screen.findByText(/Không thấy thư mục sao lưu “E:\\”/)).toBeTruthy();
  });
});
