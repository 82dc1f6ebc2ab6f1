import { cleanup, render, screen } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { afterEach, expect, it } from 'vitest';
import { applicationContext } from '#renderer/state/application-context';
import { Application } from '#renderer/state/application.svelte';
import { pickCondition, pickedConditions } from '#renderer/views/editor/condition-lines';
import type { Office, OfficePlace } from '#shared/model/office';
import { FakeBackend, openLibrary } from '#tests/support/fake-backend';
import OurPlacePart from '../../../renderer/views/settings/OurPlacePart.svelte';

afterEach(cleanup);

const office: Office = {
  format: '1.0',
  officeId: '019b8bab-5c70-70df-a72d-4dcb1a8842b1',
  names: [{ name: 'Sở' }],
  level: 'province',
  keys: [],
};

/** What was saved, in order. */
function show(said: Partial<Office> = {}): OfficePlace[] {
  const saved: OfficePlace[] = [];
  const backend = new FakeBackend({
    answers: {
      'office.describe': (input) => {
        saved.push(input);
        return Promise.resolve(openLibrary);
      },
    },
  });
  render(OurPlacePart, {
    props: { office: { ...office, ...said } },
    context: applicationContext(new Application(backend)),
  });
  return saved;
}

it('shows what the office said, known conditions ticked however they are written, and saves each change', async () => {
  const person = userEvent.setup();
  const saved = show({ conditions: ['Vùng cao', 'vùng lúa'], population: 1_200_000 });
  expect(screen.getByRole('checkbox', { name: 'miền núi', checked: true })).toBeTruthy();
  expect(screen.getAllByRole('checkbox', { checked: true })).toHaveLength(1);
  expect(screen.getByLabelText<HTMLTextAreaElement>(/Điều kiện khác/).value).toBe('vùng lúa');
  expect(screen.getByLabelText<HTMLInputElement>(/Dân số/).value).toBe('1.200.000');
  await person.click(screen.getByRole('checkbox', { name: 'biên giới' }));
  expect(saved.at(-1)).toEqual({
    conditions: ['miền núi', 'biên giới', 'vùng lúa'],
    population: 1_200_000,
  });
  await person.click(screen.getByRole('checkbox', { name: 'miền núi' }));
  await person.clear(screen.getByLabelText(/Dân số/));
  await person.tab();
  expect(saved.at(-1)).toEqual({ conditions: ['biên giới', 'vùng lúa'], population: null });
});

it('saves nothing that the contract refuses, and says why', async () => {
  const person = userEvent.setup();
  const saved = show();
  await person.type(screen.getByLabelText(/Dân số/), '0');
  await person.tab();
  expect(screen.getByText('Dân số là số nguyên, lớn hơn 0')).toBeTruthy();
  await person.type(screen.getByLabelText(/Điều kiện khác/), 'x'.repeat(121));
  await person.tab();
  expect(screen.getByText(/không quá 120 ký tự/)).toBeTruthy();
  expect(saved).toEqual([]);
});

it('a picked condition is a line in the language of the practice, and all other lines stay', () => {
  expect(pickCondition('', 'coast', 'vi')).toBe('ven biển');
  expect(pickCondition('vùng lúa', 'coast', 'en')).toBe('vùng lúa\ncoast');
  expect(pickCondition('a\n Ven Biển \nb', 'coast', 'vi')).toBe('a\nb');
  expect(pickCondition('xã ven biển', 'coast', 'vi')).toBe('xã ven biển\nven biển');
  expect(pickedConditions('Miền núi\nxã ven biển\nborder')).toEqual(['mountains', 'border']);
});
