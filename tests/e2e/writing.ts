import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, type Locator, type Page } from '@playwright/test';
import type { SectionKey } from '#shared/model/section';
import { invoke } from './steps';

/** An office, somebody who writes, and a draft that is open on the page; gives the practice's id. */
export async function openDraft(
  page: Page,
  sections: Partial<Record<SectionKey, string>> = {},
): Promise<string> {
  const office = { name: 'Sở A', symbol: 'SKHCN', level: 'province', province: '31@2025-07-01' } as const;
  await invoke(page, 'office.save', office);
  const id = '0193e4a0-0000-7000-8000-00000000000b';
  await invoke(page, 'people.save', { id, name: 'Trần Thị Lan', post: '', division: '', roles: [] });
  await invoke(page, 'people.setMe', { id });
  const { summary, hash } = await invoke(page, 'practices.create', { language: 'vi', title: 'Một' });
  await invoke(page, 'practices.save', { id: summary.id, base: hash, fields: {}, sections });
  await page.evaluate((practice) => (location.hash = `#/write/${practice}`), summary.id);
  return summary.id;
}

/** Path of the practice's file. */
export async function practiceFile(page: Page, id: string): Promise<string> {
  const state = await invoke(page, 'library.state', {});
  return join(state.type === 'open' ? state.path : '', 'practices', id, 'practice.md');
}

/** The practice's file as it lies on the disk. */
export async function practiceText(page: Page, id: string): Promise<string> {
  return readFileSync(await practiceFile(page, id), 'utf8');
}

/**
 * Holds back whatever the page saves from now on: what it saves and what happens elsewhere come in the order of the test,
 * however long the typing takes. `asked` waits until the page wants to save, `release` lets all of it go.
 */
export async function holdSaves(page: Page): Promise<{ asked: () => Promise<void>; release: () => void }> {
  let [isAsked, release] = [false, (): void => undefined];
  const released = new Promise<void>((resolve) => (release = resolve));
  await page.route('**/invoke/practices.save', async (route) => {
    isAsked = true;
    await released;
    await route.continue();
  });
  return { asked: () => expect.poll(() => isAsked).toBe(true), release };
}

/** Pastes into an element what the clipboard holds under these types. */
export const paste = (into: Locator, data: Readonly<Record<string, string>>): Promise<void> =>
  into.evaluate((element, given) => {
    const clipboardData = new DataTransfer();
    for (const [type, text] of Object.entries(given)) clipboardData.setData(type, text);
    element.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }));
  }, data);

export const box = (page: Page, name: string): Locator => page.getByRole('textbox', { name, exact: true });
