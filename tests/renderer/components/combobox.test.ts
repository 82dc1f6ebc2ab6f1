import { describe, expect, it, vi } from 'vitest';
import { ComboboxState } from '#renderer/components/combobox.svelte';

const options = [
  { value: '92', label: 'Cần Thơ', search: 'Hậu Giang Sóc Trăng' },
  { value: '48', label: 'Đà Nẵng', search: 'Quảng Nam' },
  { value: '31', label: 'Hải Phòng', search: 'Hải Dương' },
  { value: '01', label: 'Hà Nội', search: 'Thủ đô' },
  { value: '79', label: 'Hồ Chí Minh', search: 'Bình Dương TPHCM' },
];

function box(): { list: ComboboxState; choose: ReturnType<typeof vi.fn> } {
  const choose = vi.fn();
  return { list: new ComboboxState(() => options, choose), choose };
}
const found = (typed: string): string[] => {
  const { list } = box();
  list.type(typed);
  return list.matches.map((option) => option.value);
};

describe('narrowing', () => {
  it.each([
    ['da nang', ['48']],
    ['Đà N', ['48']],
    ['ha', ['31', '01', '92']],
    ['ha ph', ['31']],
    ['hai duong', ['31']],
    ['binh d', ['79']],
    ['tphcm', ['79']],
    ['xyz', []],
    ['(', []],
  ])('%j finds %j', (typed, values) => {
    expect(found(typed)).toEqual(values);
  });

  it('shows everything for nothing', () => {
    expect(found('  ')).toHaveLength(options.length);
  });
});

describe('choosing', () => {
  it('takes the active line and closes', () => {
    const { list, choose } = box();
    list.type('ha');
    list.move(1);
    list.accept(list.active);
    expect(choose).toHaveBeenCalledExactlyOnceWith('01');
    expect([list.open, list.typed]).toEqual([false, null]);
  });

  it('goes round at both ends', () => {
    const { list } = box();
    list.type('ha');
    list.move(-1);
    expect(list.active).toBe(2);
    list.move(1);
    expect(list.active).toBe(0);
  });

  it('chooses nothing where nothing matches, or on leaving', () => {
    const { list, choose } = box();
    list.type('xyz');
    list.move(1);
    list.accept(list.active);
    list.type('ha');
    list.leave();
    expect(choose).not.toHaveBeenCalled();
  });
});
