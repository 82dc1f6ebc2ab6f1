import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { nodeFileSystem } from '#core/files/node-file-system';
import { earlierEntry, receivedPapers } from '#core/exchange/received-papers';
import { layout } from '#core/library/layout';
import { prepareLibrary } from '#core/library/open-library';
import { choose, giveFile, pressing, scan } from '#tests/core/issue/papers';
import { newOffice, openOffice, period, receiveFile } from '#tests/support/exchange';
import type { BundlePaper } from '#shared/model/bundle';
import type { RegisterEntry } from '#shared/model/register';
import { copyOf, temporaryFolder } from '#tests/support/folders';
import { killAtEachStep } from '#tests/support/kill-everywhere';

const reader = fileURLToPath(new URL('../../support/readers/read-bag.py', import.meta.url));
const has = (tool: string): boolean => spawnSync(tool, ['--help']).error === undefined;

/** A bundle that was issued with its signed report. */
async function issued(): Promise<{ file: string }> {
  const sender = await newOffice();
  await choose(sender);
  const press = pressing(sender);
  await press.freeze();
  await press.submit();
  await press.sign();
  return { file: join(sender.root, layout.bundles(period), await press.issue()) };
}

describe('papers of a parcel', () => {
  it('tell the line of the paper that they replace, by number and day', () => {
    const line = (id: string, symbol: string, paperDate: string): RegisterEntry =>
      ({ id, number: 7, year: 2026, symbol, paperDate }) as RegisterEntry;
    const entries = [line('a', '05/bc-SKHCN ', '2026-10-05'), line('b', '05/BC-SKHCN', '2025-10-05')];
    const about = { kind: 'replacement' as const, number: '05/BC-SKHCN', date: '2026-10-05' };
    expect(earlierEntry(entries, { about } as BundlePaper)).toEqual({ id: 'a', number: 7, year: 2026 });
    expect(earlierEntry(entries, { about: { ...about, number: '06/BC-SKHCN' } } as BundlePaper)).toBeNull();
    expect(earlierEntry(entries, {} as BundlePaper)).toBeNull();
  });

  it('are received with the longest names that they may be signed and handed in with', async () => {
    const [sender, receiver] = [await newOffice(), await newOffice()];
    await choose(sender);
    const press = pressing(sender);
    await press.freeze();
    await press.submit();
    const signer = {
      authority: 'TUQ.' as const,
      of: 'g'.repeat(200),
      post: 'p'.repeat(200),
      name: 'n'.repeat(100),
    };
    const name = `${'báo cáo '.repeat(30)}.pdf`;
    await press.sign({ signer, symbol: 'K'.repeat(60), number: 99_999, file: giveFile(scan(), name) });
    await press.sign({
      type: 'letter',
      symbol: 'K'.repeat(60),
      signer,
      file: giveFile(scan('Công văn'), name),
    });
    const { file } = await receiveFile(
      receiver,
      join(sender.root, layout.bundles(period), await press.issue()),
    );
    expect(await receivedPapers(receiver.library, file.tagManifest ?? '')).toHaveLength(3);
  });

  it('are kept whole or not at all, wherever the process is killed', async () => {
    const { file } = await issued();
    const { root } = await newOffice();
    let whole = 0;
    await killAtEachStep({
      folder: () => copyOf(root),
      run: async (copy, fileSystem) => receiveFile(await openOffice(copy, { fileSystem }), file),
      look: async (copy) => {
        await prepareLibrary(nodeFileSystem, copy);
        const { library, handlers } = await openOffice(copy);
        const folder = join(copy, 'exchange/papers');
        for (const parcel of existsSync(folder) ? readdirSync(folder) : []) {
          const papers = await receivedPapers(library, parcel);
          for (const { file: name, bytes, type } of papers) {
            const kept = readFileSync(join(folder, parcel, name));
            expect(kept.byteLength).toBe(bytes);
            if (type === 'report') expect(kept.equals(scan())).toBe(true);
          }
          if (papers.length > 0) whole += 1;
        }
        // What waits has its papers.
        for (const { reviewId } of await handlers['exchange.waiting']({})) {
          const { file: parcel } = await handlers['exchange.review']({ reviewId });
          expect(await receivedPapers(library, parcel.tagManifest ?? '')).toHaveLength(2);
        }
      },
    });
    expect(whole).toBeGreaterThan(0);
  }, 240_000);

  it.skipIf(!has('unzip') || !has('sha256sum') || !has('python3'))(
    'are payload to other readers of bags, and stand in the page beside them',
    async () => {
      const { file } = await issued();
      const folder = temporaryFolder();
      execFileSync('unzip', ['-qq', file, '-d', folder]);
      const bag = join(folder, basename(file, '.zip'));
      expect(execFileSync('python3', [reader, bag], { encoding: 'utf8' }).trim()).toBe('bag');
      execFileSync('sha256sum', ['-c', '--strict', '--quiet', 'manifest-sha256.txt'], { cwd: bag });
      const page = readFileSync(join(bag, 'data/index.html'), 'utf8');
      expect(page).toContain('Báo cáo số 05/BC-SKHCN ngày 05/10/2026, GIÁM ĐỐC Trần Văn A</a>');
      expect(page).toContain('Danh mục tài liệu kèm theo</a>');
      const links = [...page.matchAll(/href="(papers\/[^"]+)"/g)].map(([, link = '']) => link);
      expect(links).toHaveLength(2);
      for (const link of links) expect(existsSync(join(bag, 'data', decodeURIComponent(link)))).toBe(true);
      expect(page).not.toMatch(/<script/i);
    },
  );
});
