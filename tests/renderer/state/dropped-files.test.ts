import { afterEach, beforeEach, expect, it } from 'vitest';
import { takeDroppedFiles } from '#renderer/state/dropped-files';
import { Receiving } from '#renderer/state/receiving.svelte';
import { FakeBackend } from '#tests/support/fake-backend';

let given: string[];
let allowed: boolean;
let stop: () => void;

/** A drop as the browser sends it; jsdom has no DataTransfer. Returns whether the browser would go on. */
function drop(names: string[], types = ['Files'], prevented = false): boolean {
  const event = new Event('drop', { bubbles: true, cancelable: true });
  const files = names.map((name) => new File(['x'], name));
  Object.assign(event, { dataTransfer: { types, files } });
  if (prevented) event.preventDefault();
  return document.body.dispatchEvent(event);
}

beforeEach(() => {
  given = [];
  allowed = true;
  const receive = (input: { file: { name: string } }): Promise<never> => {
    given.push(input.file.name);
    return Promise.reject(new Error('enough'));
  };
  const receiving = new Receiving(
    new FakeBackend({ answers: { 'exchange.receive': receive } }),
    () => undefined,
  );
  stop = takeDroppedFiles(receiving, () => allowed);
});
afterEach(() => {
  stop();
});

const settle = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 5));

it('takes files dropped anywhere, and keeps the browser from opening them', async () => {
  expect(drop(['a.zip', 'b.lantoa'])).toBe(false);
  await settle();
  expect(given).toEqual(['a.zip', 'b.lantoa']);
});

it('leaves alone what another place took, and what are no files', async () => {
  drop(['a.zip'], ['Files'], true);
  expect(drop([], ['text/plain'])).toBe(true);
  await settle();
  expect(given).toEqual([]);
});

it('takes nothing where nothing can be received, but still keeps the page', async () => {
  allowed = false;
  expect(drop(['a.zip'])).toBe(false);
  await settle();
  expect(given).toEqual([]);
});

it('stops', async () => {
  stop();
  expect(drop(['a.zip'])).toBe(true);
  await settle();
  expect(given).toEqual([]);
});
