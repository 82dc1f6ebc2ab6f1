import { cleanup, render, screen } from '@testing-library/svelte';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { applicationContext } from '#renderer/state/application-context';
import { Application } from '#renderer/state/application.svelte';
import { BulkWork } from '#renderer/views/editor/bulk/bulk-work.svelte';
import type { Output } from '#shared/contract/contract';
import { ourLibrary } from '#tests/renderer/editor/stored-practice';
import { FakeBackend } from '#tests/support/fake-backend';
import ChangeDialog from '../../../renderer/views/editor/bulk/ChangeDialog.svelte';

beforeEach(() => {
  // jsdom has the element, not its methods.
  HTMLDialogElement.prototype.showModal = function show() {
    this.open = true;
  };
  HTMLDialogElement.prototype.close = function close() {
    this.open = false;
  };
});
afterEach(cleanup);

it('tells how many practices the look has been at, while it goes on', async () => {
  const ids = Array.from(
    { length: 1_200 },
    (_, number) => `0193e4a0-0000-7000-8000-${String(number).padStart(12, '0')}`,
  );
  const answers: (() => void)[] = [];
  const backend = new FakeBackend({
    library: ourLibrary,
    answers: {
      'bulk.preview': (input) =>
        new Promise<Output<'bulk.preview'>>((resolve) => {
          const plans = input.ids.map((id) => ({
            id,
            title: id,
            base: '0'.repeat(64),
            before: [],
            after: [],
            reason: null,
          }));
          answers.push(() => {
            resolve(plans);
          });
        }),
    },
  });
  const app = new Application(backend);
  await app.start();
  const props = {
    kind: 'delete' as const,
    ids,
    work: new BulkWork(backend),
    onclose: () => undefined,
    ondone: () => undefined,
  };
  render(ChangeDialog, { props, context: applicationContext(app) });
  const bar = await screen.findByRole('progressbar', { name: 'Đang xem trước… 0/1.200 bài', hidden: true });
  expect(bar.getAttribute('max')).toBe('1200');
  answers.shift()?.();
  await screen.findByText('Đang xem trước… 500/1.200 bài');
  answers.shift()?.();
  await screen.findByText('Đang xem trước… 1.000/1.200 bài');
  answers.shift()?.();
  await screen.findByRole('button', { name: 'Xóa 1.200 bài', hidden: true });
  expect(screen.queryByRole('progressbar', { hidden: true })).toBeNull();
});
