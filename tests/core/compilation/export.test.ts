import { expect, it } from 'vitest';
import { execFileSync } from 'node:child_process';
import { exportPractices, newOffice, writePractice } from '#tests/support/exchange';

it('exports', async () => {
  const office = await newOffice();
  const id = await writePractice(office, { attachments: { 'ảnh.png': 'x', 'công văn.pdf': 'yy' } });
  const path = await exportPractices(office, [id]);
  console.log(path, execFileSync('unzip', ['-l', path]).toString());
  console.log(execFileSync('unzip', ['-t', path]).toString());
});
