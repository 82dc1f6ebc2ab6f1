import { render, screen } from '@testing-library/svelte';
import { expect, it } from 'vitest';
import ErrorSummary from '../../../renderer/components/ErrorSummary.svelte';
import { applicationContext } from '#renderer/state/application-context';
import { Application } from '#renderer/state/application.svelte';
import { FakeBackend } from '#tests/support/fake-backend';

const errors = [{ id: 'name', text: 'Hãy ghi tên' }];

it('takes the focus once an attempt, not from somebody who types', async () => {
  const box = document.createElement('input');
  box.id = 'name';
  document.body.append(box);
  const context = applicationContext(new Application(new FakeBackend()));
  const { rerender } = render(ErrorSummary, { props: { errors, attempt: 1 }, context });
  expect(document.activeElement).toBe(screen.getByRole('alert'));
  box.focus();
  await rerender({ errors: [], attempt: 1 });
  await rerender({ errors: [...errors], attempt: 1 });
  expect(document.activeElement).toBe(box);
  await rerender({ errors: [...errors], attempt: 2 });
  expect(document.activeElement).toBe(screen.getByRole('alert'));
  screen.getByRole('button', { name: 'Hãy ghi tên' }).click();
  expect(document.activeElement).toBe(box);
});
