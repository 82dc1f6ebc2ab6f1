import { cleanup, render, screen } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { applicationContext } from '#renderer/state/application-context';
import { Application } from '#renderer/state/application.svelte';
import { BundleExports } from '#renderer/views/quarter/bundle-export.svelte';
import { QuarterBoard } from '#renderer/views/quarter/quarter-board.svelte';
import type { Input, Output } from '#shared/contract/contract';
import { Failure } from '#shared/failure';
import { FakeBackend } from '#tests/support/fake-backend';
import ExportBar from '../../../renderer/views/quarter/ExportBar.svelte';

const period = '2026-Q3';
const entry = (number: number): object => ({
  number,
  at: '2026-11-22T01:34:00Z',
  by: 'Lan',
  content: 'c',
  file: `${String(number)}.zip`,
  bytes: 9,
  sha256: 's',
  practices: 1,
});
let asked: number[];
let refuse: (input: Input<'compilations.export'>) => Error;
let marked: Output<'attachments.marks'> = [];

async function show(): Promise<void> {
  asked = [];
  const items = ['0192f0c1-0000-7000-8000-000000000001'];
  const exports = [entry(1), entry(2)];
  const found = { hash: 'h', compilation: { format: '1.0', period, items, foreword: '', exports } };
  const backend = new FakeBackend({
    answers: {
      'practices.list': () => Promise.resolve([]),
      'compilations.get': () => Promise.resolve(structuredClone(found) as never),
      'attachments.marks': () => Promise.resolve(marked),
      'compilations.export': (input) => {
        asked.push(input.number);
        return Promise.reject(refuse(input));
      },
    },
  });
  const board = new QuarterBoard(backend, period);
  await board.load();
  const props = { board, exports: new BundleExports(backend, board) };
  render(ExportBar, { props, context: applicationContext(new Application(backend)) });
}

beforeEach(() => {
  refuse = () => new Error('enough');
  // jsdom knows no dialogs.
  HTMLDialogElement.prototype.showModal = function (this: HTMLDialogElement) {
    this.open = true;
  };
  HTMLDialogElement.prototype.close = function (this: HTMLDialogElement) {
    this.open = false;
  };
});
afterEach(() => {
  cleanup();
  marked = [];
});

async function exportAs(number: string): Promise<void> {
  const box = screen.getByLabelText('Số gói');
  await userEvent.clear(box);
  await userEvent.type(box, number);
  await userEvent.click(screen.getByRole('button', { name: 'Xuất gói chia sẻ' }));
}

describe('the number of a bundle', () => {
  it('is the next free one, which needs no question', async () => {
    await show();
    expect(screen.getByLabelText<HTMLInputElement>('Số gói').value).toBe('3');
    await userEvent.click(screen.getByRole('button', { name: 'Xuất gói chia sẻ' }));
    expect(asked).toEqual([3]);
  });

  it('that was given out before is asked about', async () => {
    await show();
    await exportAs('1');
    expect(asked).toEqual([]);
    expect(screen.getByText(/Gói số 1 đã xuất lúc .* hãy dùng số 3\./)).toBeTruthy();
    await userEvent.click(screen.getByRole('button', { name: 'Dùng số 3' }));
    expect(asked).toEqual([3]);
  });

  it('may be given out again', async () => {
    await show();
    await exportAs('1');
    await userEvent.click(screen.getByRole('button', { name: 'Xuất lại số 1' }));
    expect(asked).toEqual([1]);
  });
});

describe('marks of secrecy', () => {
  it('are listed before anything is written, and the person decides', async () => {
    const id = '0192f0c1-0000-7000-8000-000000000001';
    marked = [{ id, title: 'Bài một', marks: ['TỐI MẬT'], attachments: ['Công văn.docx'] }];
    await show();
    await userEvent.click(screen.getByRole('button', { name: 'Xuất gói chia sẻ' }));
    const dialog = screen.getByRole('dialog', { name: 'Có dấu hiệu tài liệu mật' });
    expect(dialog.textContent).toContain('Bài một: TỐI MẬT');
    expect(dialog.textContent).toContain('Công văn.docx');
    await userEvent.click(screen.getByRole('button', { name: 'Chưa xuất' }));
    expect(asked).toEqual([]);
    await userEvent.click(screen.getByRole('button', { name: 'Xuất gói chia sẻ' }));
    await userEvent.click(screen.getByRole('button', { name: 'Đã kiểm tra, vẫn xuất' }));
    expect(asked).toEqual([3]);
  });
});

describe('without the seal of the office', () => {
  it('the person restores it by the page, or exports without', async () => {
    const unsealed: boolean[] = [];
    refuse = (input) => {
      unsealed.push(input.unsealed ?? false);
      return new Failure(input.unsealed === true ? 'internal' : 'no-seal-key');
    };
    await show();
    await userEvent.click(screen.getByRole('button', { name: 'Xuất gói chia sẻ' }));
    const dialog = screen.getByRole('dialog', { name: 'Máy này chưa có niêm phong của cơ quan' });
    expect(dialog.querySelector('a')?.getAttribute('href')).toBe('#/settings/seal');
    expect(unsealed).toEqual([false]);
    await userEvent.click(screen.getByRole('button', { name: 'Xuất không niêm phong' }));
    expect(unsealed).toEqual([false, true]);
    expect(screen.queryByRole('dialog')).toBeNull();
  });
});
