import { render, screen } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { describe, expect, it, vi } from 'vitest';
import NumberInput from '../../../renderer/components/NumberInput.svelte';
import PeriodInput from '../../../renderer/components/PeriodInput.svelte';
import { applicationContext } from '#renderer/state/application-context';
import { Application } from '#renderer/state/application.svelte';
import { FakeBackend } from '#tests/support/fake-backend';

const context = (): Map<unknown, unknown> => applicationContext(new Application(new FakeBackend()));

function numberInput(value?: number): { box: HTMLInputElement; onchange: ReturnType<typeof vi.fn> } {
  const onchange = vi.fn();
  render(NumberInput, { props: { value, onchange, label: 'Sau' }, context: context() });
  return { box: screen.getByLabelText<HTMLInputElement>('Sau'), onchange };
}

describe('a number', () => {
  it('is told once the field is left, never while it is typed', async () => {
    const { box, onchange } = numberInput();
    await userEvent.type(box, '116656');
    expect(box.value).toBe('116656');
    expect(onchange).not.toHaveBeenCalled();
    await userEvent.tab();
    expect(onchange).toHaveBeenCalledExactlyOnceWith(116_656);
  });

  it('stands in the field with Vietnamese marks', () => {
    expect(numberInput(116_656).box.value).toBe('116.656');
  });

  it('with a full stop for a comma is asked about, and taken when the answer is yes', async () => {
    const { box, onchange } = numberInput();
    await userEvent.type(box, '52.8');
    expect(screen.queryByRole('button')).toBeNull();
    await userEvent.tab();
    expect(onchange).not.toHaveBeenCalled();
    await userEvent.click(screen.getByRole('button', { name: 'Ý là 52,8?' }));
    expect(onchange).toHaveBeenCalledExactlyOnceWith(52.8);
  });

  it('that cannot be read stays as it was typed, with a word about it, and takes the older one away', async () => {
    const { box, onchange } = numberInput(5);
    await userEvent.clear(box);
    await userEvent.type(box, 'khoảng 50');
    await userEvent.tab();
    expect(box.value).toBe('khoảng 50');
    expect(box).toHaveProperty('ariaInvalid', 'true');
    expect(onchange).toHaveBeenCalledExactlyOnceWith(undefined);
  });

  it('is taken away by emptying the field', async () => {
    const { box, onchange } = numberInput(5);
    await userEvent.clear(box);
    await userEvent.tab();
    expect(onchange).toHaveBeenCalledExactlyOnceWith(undefined);
  });

  it('that did not change is not told', async () => {
    const { box, onchange } = numberInput(52.8);
    await userEvent.clear(box);
    await userEvent.type(box, '52,8{Enter}');
    expect(onchange).not.toHaveBeenCalled();
  });
});

function periodInput(value?: string): { box: HTMLInputElement; onchange: ReturnType<typeof vi.fn> } {
  const onchange = vi.fn();
  render(PeriodInput, { props: { value, onchange, label: 'Kỳ' }, context: context() });
  return { box: screen.getByLabelText<HTMLInputElement>('Kỳ'), onchange };
}

describe('a period', () => {
  it('shows how it was understood while it is typed, and is told on leaving', async () => {
    const { box, onchange } = periodInput();
    await userEvent.type(box, 'q4 24');
    expect(screen.getByText('Quý IV/2024')).toBeTruthy();
    expect(box.value).toBe('q4 24');
    await userEvent.tab();
    expect(onchange).toHaveBeenCalledExactlyOnceWith('2024-Q4');
  });

  it('that is not understood is kept and said so only after leaving', async () => {
    const { box, onchange } = periodInput('2024-Q4');
    await userEvent.clear(box);
    await userEvent.type(box, 'quý 5/2024');
    expect(screen.queryByText(/Chưa hiểu/)).toBeNull();
    await userEvent.tab();
    expect(screen.getByText(/Chưa hiểu/)).toBeTruthy();
    expect(box.value).toBe('quý 5/2024');
    expect(onchange).toHaveBeenCalledExactlyOnceWith(undefined);
  });

  it('that may be a month is asked about, and taken when the answer is yes', async () => {
    const { box, onchange } = periodInput();
    await userEvent.type(box, '4/2024');
    await userEvent.tab();
    expect(onchange).not.toHaveBeenCalled();
    await userEvent.click(screen.getByRole('button', { name: 'Ý là Quý IV/2024?' }));
    expect(onchange).toHaveBeenCalledExactlyOnceWith('2024-Q4');
  });

  it('is understood from its Roman number alone', async () => {
    const { box, onchange } = periodInput();
    await userEvent.type(box, 'III/2026');
    await userEvent.tab();
    expect(onchange).toHaveBeenCalledExactlyOnceWith('2026-Q3');
  });

  it('is taken away by emptying the field', async () => {
    const { box, onchange } = periodInput('2024-Q4');
    await userEvent.clear(box);
    await userEvent.tab();
    expect(onchange).toHaveBeenCalledExactlyOnceWith(undefined);
  });
});

it('a period that is looked at while it is typed is told with each letter that changes it', async () => {
  const onchange = vi.fn();
  const { rerender } = render(PeriodInput, {
    props: { value: undefined, onchange, eager: true, label: 'Kỳ' },
    context: context(),
  });
  const box = screen.getByLabelText('Kỳ');
  await userEvent.type(box, 'quý 4/');
  expect(onchange).not.toHaveBeenCalled();
  await userEvent.type(box, '26');
  expect(onchange).toHaveBeenCalledExactlyOnceWith('2026-Q4');
  await rerender({ value: '2026-Q4' });
  await userEvent.tab();
  expect(onchange).toHaveBeenCalledOnce();
  await userEvent.clear(box);
  expect(onchange).toHaveBeenLastCalledWith(undefined);
});
