import { describe, expect, it } from 'vitest';
import { RegisterForm } from '#renderer/views/exchange/desk/register-form.svelte';
import { vi } from '#shared/messages/vi';

function typed(number: string): RegisterForm {
  const form = new RegisterForm(
    () => vi.desk,
    () => null,
  );
  const [from, subject] = ['Sở Khoa học và Công nghệ', 'Gói số 02'];
  form.fill({ arrivedOn: '2026-10-05', from, symbol: '', paperDate: null, subject, receiver: '', note: '' });
  form.propose(12);
  form.number = number;
  return form;
}

describe('the number of an arrival', () => {
  it.each([
    ['12', null],
    ['00012', null],
    ['', null],
    ['00007', 7],
    [' 99999 ', 99_999],
  ])('typed as "%s" is read with its zeros in front, and the proposed one is the next', (number, wanted) => {
    const form = typed(number);
    expect(form.read()).not.toBeNull();
    expect(form.wanted).toBe(wanted);
  });

  it.each(['0', '000', '-3', '1.5', '1e3', 'abc', '100000'])('is not "%s"', (number) => {
    expect(typed(number).read()).toBeNull();
  });
});
