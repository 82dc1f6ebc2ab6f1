import { expect, it } from 'vitest';
import { OfficeFormState } from '#renderer/components/office-form.svelte';
import { vi } from '#shared/messages/vi';
import { officeInputSchema } from '#shared/model/office';

const form = (): OfficeFormState => new OfficeFormState(null, () => vi.settings.office);

it('says nothing of errors before the first attempt, then each once', () => {
  const office = form();
  expect(office.errors).toEqual([]);
  office.symbol = 'skhcn 1';
  expect(office.submit()).toBeNull();
  expect(office.errors.map((error) => error.id)).toEqual(['office-name', 'office-symbol', 'office-province']);
  office.name = 'Sở';
  expect(office.errors.map((error) => error.id)).toEqual(['office-symbol', 'office-province']);
});

it('gives what the contract takes: trimmed, the symbol in capitals', () => {
  const office = form();
  office.name = '  Sở Khoa học và Công nghệ ';
  office.symbol = ' skhđt ';
  office.province = '31@2025-07-01';
  const input = office.submit();
  expect(input).toEqual({
    name: 'Sở Khoa học và Công nghệ',
    symbol: 'SKHĐT',
    level: 'province',
    province: '31@2025-07-01',
    phone: '',
    email: '',
  });
  expect(officeInputSchema.safeParse(input).success).toBe(true);
});

it('needs no province for a central office and sends none', () => {
  const office = form();
  office.name = 'Bộ Khoa học và Công nghệ';
  office.province = '31@2025-07-01';
  office.level = 'central';
  expect(office.submit()?.province).toBeNull();
});

it('refuses a name longer than the contract takes', () => {
  const office = form();
  office.name = 'x'.repeat(151);
  office.level = 'central';
  office.submit();
  expect(office.errors.map((error) => error.id)).toEqual(['office-name']);
});

it('refuses what is no e-mail address, and takes a phone number as it is written', () => {
  const office = form();
  office.name = 'Bộ Khoa học và Công nghệ';
  office.level = 'central';
  office.phone = ' 0225 3822 616 (máy lẻ 12) ';
  office.email = 'skhcn';
  expect(office.take()).toBeNull();
  expect(office.errors.map((error) => error.id)).toEqual(['office-email']);
  expect(office.attempts, 'the focus stays where it is').toBe(0);
  office.email = 'skhcn@haiphong.gov.vn';
  expect(office.take()).toMatchObject({
    phone: '0225 3822 616 (máy lẻ 12)',
    email: 'skhcn@haiphong.gov.vn',
  });
});
