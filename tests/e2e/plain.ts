import type { Page } from '@playwright/test';
import { accessFaults } from './accessible';
import { expect } from './program';

/** Words of the machine room, which no clerk is to meet; "từ khóa" is a word of every library. */
const technical =
  /(?<!từ )(?:khóa|khoá)|mã băm|chữ ký|ký số|xung đột|\b(?:key|hash|json|manifest|bagit|minisign|age|delta|sha-?256|ed25519|zip64|crc|uuid|undefined|null|NaN|object)\b/giu;
/** What a file is called is the file's own affair. */
const fileNames = /\S+\.(?:zip|lantoa|age|xlsx)\b/g;

/** Technical words in everything that is to be read on the page; what is folded away is not. */
export async function technicalWords(page: Page): Promise<string[]> {
  const text = (await page.locator('body').innerText()).normalize('NFC');
  return text.replaceAll(fileNames, '').match(technical) ?? [];
}

/** The screen as it is now may be met by any clerk: nothing technical stands on it, and axe finds nothing. */
export async function expectForClerk(page: Page): Promise<void> {
  expect(await technicalWords(page)).toEqual([]);
  expect(await accessFaults(page)).toEqual([]);
}
