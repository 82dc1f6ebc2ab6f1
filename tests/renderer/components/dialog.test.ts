import { cleanup, render, screen } from '@testing-library/svelte';
import { createRawSnippet } from 'svelte';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { applicationContext } from '#renderer/state/application-context';
import { Application } from '#renderer/state/application.svelte';
import { eventually } from '#tests/support/eventually';
import { FakeBackend } from '#tests/support/fake-backend';
import Dialog from '../../../renderer/components/Dialog.svelte';

beforeEach(() => {
  // jsdom has the element, not its methods.
  HTMLDialogElement.prototype.showModal = function show() {
    this.open = true;
  };
  HTMLDialogElement.prototype.close = function close() {
    this.open = false;
  };
  document.body.innerHTML = '<main id="main" tabindex="-1"></main>';
});
afterEach(cleanup);

const html = (text: string) => createRawSnippet(() => ({ render: () => `<div>${text}</div>` }));

async function open(children: string, actions?: string) {
  const app = new Application(new FakeBackend());
  await app.start();
  const props = { title: 'Hộp', open: true, onclose: () => undefined, children: html(children) };
  const all = actions === undefined ? props : { ...props, actions: html(actions) };
  return render(Dialog, { props: all, context: applicationContext(app) });
}

it.each([
  ['the first field', '<button>Chọn</button><input aria-label="Tên" />', 'Tên'],
  [
    'the chosen one of a few',
    '<input type="radio" aria-label="A" /><input type="radio" checked aria-label="B" />',
    'B',
  ],
  [
    'no field that is switched off',
    '<input disabled aria-label="Tên" /><select aria-label="Bước"></select>',
    'Bước',
  ],
])('begins at %s', async (_, children, name) => {
  await open(children, '<button>Lưu</button>');
  expect(document.activeElement?.getAttribute('aria-label')).toBe(name);
});

it('begins at the first button that does something where there is no field', async () => {
  await open('<p>Xóa bài này?</p>', '<button disabled>Chưa</button><button>Xóa</button>');
  expect(document.activeElement?.textContent).toBe('Xóa');
});

it('gives the focus back, and to the main part where what opened it is gone', async () => {
  const opener = document.createElement('button');
  document.body.append(opener);
  opener.focus();
  const first = await open('<input />');
  first.unmount();
  expect(document.activeElement).toBe(opener);
  const second = await open('<input />');
  opener.remove();
  second.unmount();
  await eventually(() => {
    expect(document.activeElement).toBe(document.getElementById('main'));
  });
  expect(screen.queryByRole('dialog', { hidden: true })).toBeNull();
});
