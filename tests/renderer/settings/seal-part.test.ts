import { cleanup, render, screen } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { applicationContext } from '#renderer/state/application-context';
import { Application } from '#renderer/state/application.svelte';
import { qrPath } from '#renderer/views/settings/qr-path';
import { withWord } from '#renderer/views/settings/recovery-text';
import type { Input, Output } from '#shared/contract/contract';
import type { SealState } from '#shared/contract/seal';
import type { Office } from '#shared/model/office';
import { FakeBackend, openLibrary } from '#tests/support/fake-backend';
import SealPart from '../../../renderer/views/settings/SealPart.svelte';

const key = '3DA1002B24C9BD27';
const here: SealState = {
  standing: 'here',
  passphrase: 'none',
  key,
  printed: null,
  keys: [{ key, since: '2026-11-22T01:00:00Z', until: null, disabled: false, here: true }],
  changes: [],
  handovers: [],
};
const office: Office = {
  format: '1.0',
  officeId: '019b8bab-5c70-70df-a72d-4dcb1a8842b1',
  names: [{ name: 'Sở Khoa học và Công nghệ' }],
  level: 'province',
  keys: [],
};
let renewed: Input<'seal.renew'>[];
let asked: Input<'seal.setPassphrase'>[];
/** What the secret is kept under. */
let passphrase: string;
let outcome: Output<'seal.restore'>;

async function show(state: SealState): Promise<void> {
  renewed = [];
  asked = [];
  passphrase = state.passphrase === 'none' ? '' : 'mật khẩu cũ';
  let now = state;
  const words = Array.from({ length: 32 }, (_, at) => `từ${String.fromCharCode(97 + (at % 26))}`);
  const backend = new FakeBackend({
    answers: {
      'seal.state': () => Promise.resolve(now),
      'seal.page': () =>
        Promise.resolve({ key, since: '2026-11-22T01:00:00Z', office: 'Sở', words, code: 'BIA TRUY' }),
      'seal.pagePrinted': () => {
        now = { ...now, printed: { at: '2026-11-23T01:00:00Z', by: 'Lan' } };
        return Promise.resolve(now);
      },
      'seal.restore': () => Promise.resolve(outcome),
      'seal.setPassphrase': (input) => {
        asked.push(input);
        if (input.current !== passphrase) return Promise.resolve({ type: 'wrong' });
        passphrase = input.passphrase;
        now = { ...now, passphrase: passphrase === '' ? 'none' : 'given' };
        return Promise.resolve({ type: 'set', state: now });
      },
      'seal.renew': (input) => {
        renewed.push(input);
        const change = { at: '2026-11-24T01:00:00Z', by: 'Lan', to: '0'.repeat(16), ...input };
        now = { ...now, changes: [change] };
        return Promise.resolve(now);
      },
    },
  });
  const app = new Application(backend);
  app.setLibrary({ ...openLibrary, office });
  render(SealPart, { context: applicationContext(app) });
  await screen.findByText('Chi tiết kỹ thuật');
}

beforeEach(() => {
  // jsdom has neither dialogs nor paper.
  HTMLDialogElement.prototype.showModal = function (this: HTMLDialogElement) {
    this.open = true;
  };
  HTMLDialogElement.prototype.close = function (this: HTMLDialogElement) {
    this.open = false;
  };
  Element.prototype.scrollIntoView = () => undefined;
  window.print = () => undefined;
});
afterEach(cleanup);
const button = (name: string): HTMLElement => screen.getByRole('button', { name });

describe('the seal in the settings', () => {
  it('shows the page only when asked to, and is content once that is printed', async () => {
    await show(here);
    expect(screen.getByText('Chưa in Phiếu khôi phục niêm phong')).toBeTruthy();
    expect(screen.queryByText('từc')).toBeNull();
    await userEvent.click(button('Xem và in phiếu'));
    const sheet = document.querySelector('.on-paper');
    expect(sheet?.querySelectorAll('ol b')).toHaveLength(32);
    expect(sheet?.textContent).toContain('3DA1 002B 24C9 BD27');
    expect(sheet?.querySelector('button')).toBeNull();
    await userEvent.click(button('In phiếu'));
    await userEvent.click(button('Đã in xong'));
    expect(document.querySelector('.on-paper')).toBeNull();
    expect(screen.getByText('Đã in phiếu ngày 23/11/2026, người in: Lan.')).toBeTruthy();
    expect(screen.queryByText('Chưa in Phiếu khôi phục niêm phong')).toBeNull();
  });

  it('names the wrong word by its place and mends it where one wants that', async () => {
    await show({ ...here, standing: 'elsewhere' });
    const box = screen.getByLabelText<HTMLTextAreaElement>('Các từ trên Phiếu khôi phục niêm phong');
    await userEvent.type(box, 'bia truy khám');
    outcome = { type: 'wrong', position: 2, word: 'truy', rather: 'quả' };
    await userEvent.click(button('Khôi phục'));
    expect(screen.getByText(/Từ thứ 2, “truy”, chưa đúng; trên phiếu có lẽ là “quả”/)).toBeTruthy();
    expect(document.activeElement).toBe(box);
    await userEvent.click(button('Sửa từ thứ 2 thành “quả”'));
    expect(box.value).toBe('bia quả khám');
    outcome = { type: 'restored', state: here };
    await userEvent.click(button('Khôi phục'));
    expect(screen.getByText(/Máy này đã có niêm phong của cơ quan\. Từ nay/)).toBeTruthy();
  });

  it('wants a reason for a new seal, and shows the minute of it', async () => {
    await show(here);
    await userEvent.click(button('Báo mất máy'));
    await userEvent.click(button('Ngừng niêm phong cũ, tạo niêm phong mới'));
    expect(screen.getByText('Mục này chưa ghi.')).toBeTruthy();
    expect(renewed).toEqual([]);
    await userEvent.type(screen.getByLabelText('Lý do'), 'Mất máy PC-05');
    await userEvent.click(button('Ngừng niêm phong cũ, tạo niêm phong mới'));
    expect(renewed).toEqual([{ from: key, lost: true, note: 'Mất máy PC-05' }]);
    const minute = document.querySelector('.on-paper');
    expect(minute?.textContent).toContain(
      'Sở Khoa học và Công nghệ đã ngừng niêm phong số 3DA1 002B 24C9 BD27',
    );
    expect(minute?.textContent).toContain('Lý do: Mất máy PC-05');
  });
});

describe('the passphrase', () => {
  const fill = async (name: string, text: string): Promise<void> => {
    const box = screen.getByLabelText<HTMLInputElement>(name);
    expect(box.type).toBe('password');
    await userEvent.clear(box);
    await userEvent.type(box, text);
  };

  it('is set once it is long enough and was typed twice alike', async () => {
    await show(here);
    await userEvent.click(button('Đặt mật khẩu'));
    expect(document.activeElement).toBe(screen.getByLabelText('Mật khẩu mới'));
    expect(screen.getByText(/Phiếu khôi phục chưa in\./)).toBeTruthy();
    await fill('Mật khẩu mới', 'ngắn');
    await fill('Nhập lại mật khẩu mới', 'ngắn');
    await userEvent.click(button('Đặt mật khẩu'));
    expect(screen.getByText('Mật khẩu cần ít nhất 8 ký tự.')).toBeTruthy();
    expect(document.activeElement).toBe(screen.getByLabelText('Mật khẩu mới'));
    await fill('Mật khẩu mới', 'mật khẩu của sở');
    await userEvent.click(button('Đặt mật khẩu'));
    expect(screen.getByText('Hai lần nhập không giống nhau.')).toBeTruthy();
    await fill('Nhập lại mật khẩu mới', 'mật khẩu của sở');
    expect(asked).toEqual([]);
    await userEvent.click(button('Đặt mật khẩu'));
    expect(asked).toEqual([{ current: '', passphrase: 'mật khẩu của sở' }]);
    expect(screen.getByText('Đã đặt mật khẩu.')).toBeTruthy();
    expect(screen.queryByLabelText('Mật khẩu mới')).toBeNull();
    expect(document.activeElement).toBe(button('Đổi mật khẩu'));
    expect(button('Bỏ mật khẩu')).toBeTruthy();
  });

  it('says where it is wrong, and is removed where it is right', async () => {
    await show({ ...here, passphrase: 'wanted' });
    await userEvent.click(button('Bỏ mật khẩu'));
    await fill('Mật khẩu hiện nay', 'đoán thử');
    await userEvent.click(button('Bỏ mật khẩu'));
    expect(screen.getByText('Mật khẩu này không đúng. Chưa có gì thay đổi.')).toBeTruthy();
    expect(document.activeElement).toBe(screen.getByLabelText('Mật khẩu hiện nay'));
    await fill('Mật khẩu hiện nay', 'mật khẩu cũ');
    await userEvent.click(button('Bỏ mật khẩu'));
    expect(asked.at(-1)).toEqual({ current: 'mật khẩu cũ', passphrase: '' });
    expect(screen.getByText('Đã bỏ mật khẩu.')).toBeTruthy();
  });

  it('that is forgotten leads to the recovery page, and is no end where there is none', async () => {
    await show({ ...here, passphrase: 'wanted' });
    await userEvent.click(button('Quên mật khẩu'));
    expect(screen.getByLabelText('Các từ trên Phiếu khôi phục niêm phong')).toBeTruthy();
    await userEvent.click(button('Báo mất máy'));
    await userEvent.click(screen.getByLabelText('Không ai còn nhớ mật khẩu của niêm phong cũ'));
    await userEvent.type(screen.getByLabelText('Lý do'), 'Quên');
    await userEvent.click(button('Ngừng niêm phong cũ, tạo niêm phong mới'));
    expect(renewed).toEqual([{ from: key, lost: true, note: 'Quên', forgotten: true }]);
  });
});

it('a word is put in its place and nothing else of what was typed changes', () => {
  expect(withWord('1. Bia,\n2. truy 3. khám', 2, 'quả')).toBe('1. Bia,\n2. quả 3. khám');
  expect(withWord('khám truy'.normalize('NFD'), 1, 'quả')).toBe('quả truy');
});

it('a code has its quiet zone and grows with the text', () => {
  const { path, size } = qrPath('A');
  expect(size).toBe(21 + 8);
  expect(path).toMatch(/^(?:M\d+ \d+h1v1h-1z)+$/);
  expect(qrPath('THUONG '.repeat(32)).size).toBeGreaterThan(size);
});
