import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { expect, it } from 'vitest';
import { exportPractices, newOffice, writePractice } from '#tests/support/exchange';
import { temporaryFolder } from '#tests/support/folders';

it('is a page of all practices that runs nothing and loads nothing from elsewhere', async () => {
  const office = await newOffice();
  const hostile = '"><script>alert(1)</script><img src=x onerror=alert(2)>';
  const ids = [
    await writePractice(office, {
      title: hostile,
      fields: { summary: hostile, office: hostile, keywords: [hostile], contact: { post: hostile } },
      attachments: { 'ảnh.png': 'picture', 'mẫu.docx': 'form' },
      body: `## Mục đích\n\n${hostile}\n\n![ảnh](attachments/anh.png) ![đếm](https://evil.example/1.png)\n\n## ${hostile}\n`,
    }),
    await writePractice(office, {
      title: 'In English',
      fields: {
        language: 'en',
        results: [{ indicator: 'Households', unit: '%', before: 1.5, after: 1200, asOf: '2026-09' }],
      },
      body: '## Purpose\n\nTo show it.\n\n## Steps\n',
    }),
  ];
  const path = await exportPractices(office, ids, { foreword: `**Kính gửi** ${hostile}` });
  const folder = temporaryFolder();
  execFileSync('unzip', ['-qq', path, '-d', folder]);
  const data = join(folder, basename(path, '.zip'), 'data');
  const page = readFileSync(join(data, 'index.html'), 'utf8');
  // Every tag of the page is one of ours: what came in is text.
  expect(page).not.toMatch(
    /<script|<[a-z]+[^>]*\son\w+=|<(?:link|iframe|object|embed|form|base|video|audio)\b/i,
  );
  const style = /<style>([\s\S]*?)<\/style>/.exec(page)?.[1] ?? '';
  const hash = createHash('sha256').update(style).digest('base64');
  const policy = /Content-Security-Policy" content="([^"]*)"/.exec(page)?.[1]?.replaceAll('&#39;', "'");
  expect(policy).toContain("default-src 'none'");
  expect(policy).toContain(`style-src 'sha256-${hash}'`);
  expect(style).not.toMatch(/url\(|@import/);
  const addresses = [...page.matchAll(/(?:src|href)="([^"]*)"/g)].map(([, address = '']) => address);
  const files = addresses.filter((address) => !address.startsWith('#'));
  expect(files.length).toBeGreaterThanOrEqual(3);
  for (const file of files) {
    expect(file).toMatch(/^practices\/[0-9a-f-]{36}\/attachments\/[a-z0-9._-]+$/);
    expect(existsSync(join(data, file)), file).toBe(true);
  }
  expect(page.match(/<img /g)).toHaveLength(1);
  expect(page).toContain('<html lang="vi">');
  expect(page).toContain('<article id="bai-2" lang="en">');
  expect(page).toContain('<td class="figure">1.5</td><td class="figure">1,200</td>');
  expect(page).toContain('<p class="missing">');
  for (const id of addresses.filter((address) => address.startsWith('#'))) {
    expect(page).toContain(`id="${id.slice(1)}"`);
  }
});
