import { cleanup, render, screen } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import type { Component } from 'svelte';
import { afterEach, describe, expect, it } from 'vitest';
import { applicationContext } from '#renderer/state/application-context';
import { Application } from '#renderer/state/application.svelte';
import type { Handlers } from '#shared/contract/contract';
import type { CheckResult, Finding } from '#shared/model/care';
import { noBackups } from '#shared/model/care';
import { FakeBackend, openLibrary } from '#tests/support/fake-backend';
import BackupPart from '../../../renderer/views/settings/BackupPart.svelte';
import CheckPart from '../../../renderer/views/settings/CheckPart.svelte';

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
    const unknown = finding({ id: 'u', code: 'unknown-file', level: 'note', repair: null, path: 'x.txt' });
    const lost = finding({ id: 'w', code: 'work-unreadable', repair: null });
    const result = {
      at: '2026-11-22T07:20:00Z',
      practices: 2,
      files: 9,
      findings: [finding({}), lost, unknown],
    };
    const backend = show(CheckPart, checkHost([result]));
    expect(await screen.findByText('Mất nội dung bài: Ngầm hóa cáp')).toBeTruthy();
    expect(screen.getByText(/Không còn bản tốt nào/)).toBeTruthy();
    await userEvent.click(screen.getByRole('button', { name: 'Khôi phục 1 mục từ bản đã lưu' }));
    expect(await screen.findByText('Đã xử lý 1 mục.')).toBeTruthy();
    const repair = backend.calls.find(({ operation }) => operation === 'library.repair');
    expect(repair?.input).toEqual({ ids: ['text-missing:practices/a/practice.md'] });
  });
});

describe('backup', () => {
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
