import { readFileSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { strFromU8, unzipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { sha256 } from '#core/files/hash';
import { nodeFileSystem } from '#core/files/node-file-system';
import { layout } from '#core/library/layout';
import { practiceWord } from '#core/papers/practice-word';
import { readReference } from '#core/reference/reference';
import {
  type ExchangeOffice,
  exportPractices,
  newOffice,
  openOffice,
  receiveFile,
  takeInReviewed,
  writePractice,
} from '#tests/support/exchange';
import { copyOf } from '#tests/support/folders';
import { testPlatform } from '#tests/support/test-platform';

const reason = 'Có <cách> mới & tốt hơn,\nxem bài 12';
const shown = 'Có &lt;cách&gt; mới &amp; tốt hơn,\nxem bài 12';

function pageIn(bundle: string): string {
  const files = unzipSync(readFileSync(bundle));
  return strFromU8(files[`${basename(bundle, '.zip')}/data/index.html`] ?? new Uint8Array());
}

async function wordText({ library, handlers }: ExchangeOffice, id: string): Promise<string> {
  const reference = await readReference(nodeFileSystem, testPlatform().resourcesFolder);
  const said = await handlers['statements.about']({ practice: id });
  const { bytes } = await practiceWord(library, reference, { id, language: 'vi' }, said);
  return strFromU8(unzipSync(bytes)['word/document.xml'] ?? new Uint8Array());
}

describe('a practice that its origin no longer recommends', () => {
  it('says so in the bundle’s page and in Word, here and with whoever passes it on', async () => {
    const [a, b] = [await newOffice({ name: 'Sở A' }), await newOffice({ name: 'Sở B' })];
    const [ended, other] = [
      await writePractice(a, { title: 'Cũ' }),
      await writePractice(a, { title: 'Còn' }),
    ];
    const before = pageIn(await exportPractices(a, [ended, other]));
    expect(before).not.toContain('ended');
    await a.handlers['statements.discontinue']({ practice: ended, reason });
    const bundle = await exportPractices(a, [ended, other]);
    const page = pageIn(bundle);
    expect(page.match(/class="ended"/g)).toHaveLength(2);
    expect(page).toContain(`<p class="reason">${shown}</p>`);
    expect(page.indexOf('class="reason"')).toBeLessThan(page.indexOf('id="bai-2"'));
    expect(page).toContain('Sở A, ngày 05/10/2026');
    expect(await wordText(a, ended)).toContain('Ngừng khuyến nghị áp dụng');
    expect(await wordText(a, other)).not.toContain('Ngừng khuyến nghị áp dụng');

    await takeInReviewed(b, await receiveFile(b, bundle));
    expect(await wordText(b, ended)).toContain('Sở A, ngày 05/10/2026');
    const passedOn = pageIn(await exportPractices(b, [other, ended]));
    expect(passedOn).toContain(shown);
    expect(passedOn.indexOf('class="reason"')).toBeGreaterThan(passedOn.indexOf('id="bai-2"'));
  });

  it('gives the same bytes on another PC of the office, and another bundle once that is said', async () => {
    const office = await newOffice();
    const id = await writePractice(office);
    const first = sha256(readFileSync(await exportPractices(office, [id])));
    await office.handlers['statements.discontinue']({ practice: id, reason });
    const second = sha256(readFileSync(await exportPractices(office, [id])));
    const copy = await openOffice(copyOf(office.root));
    expect(sha256(readFileSync(await exportPractices(copy, [id])))).toBe(second);
    expect(second).not.toBe(first);
  });

  it('is not said to be so by a word that anybody can have written', async () => {
    const [a, b] = [await newOffice(), await newOffice()];
    const id = await writePractice(a);
    await takeInReviewed(b, await receiveFile(b, await exportPractices(a, [id])));
    await a.handlers['statements.discontinue']({ practice: id, reason });
    const said = (await a.statements.about(id)).find(({ statement }) => statement.type === 'discontinued');
    if (!said) throw new Error('nothing was said');
    writeFileSync(join(b.root, layout.statement(said.statement.id)), said.bytes);
    expect((await b.handlers['statements.marks']({})).discontinued).toEqual([]);
    expect(await wordText(b, id)).not.toContain('Ngừng khuyến nghị áp dụng');
    expect(pageIn(await exportPractices(b, [id]))).not.toContain('class="ended"');
    // With its seal it counts.
    writeFileSync(join(b.root, layout.statementSeal(said.statement.id)), said.seal ?? '');
    expect((await b.handlers['statements.marks']({})).discontinued).toEqual([id]);
    expect(pageIn(await exportPractices(b, [id]))).toContain('class="ended"');
  });
});
