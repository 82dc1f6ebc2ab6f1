import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { encryptedFor } from '#core/age/age-file';
import type { Core } from '#core/core';
import { nodeFileSystem } from '#core/files/node-file-system';
import { layout } from '#core/library/layout';
import { keyInForce } from '#core/seal/office-key';
import { officeSchema } from '#shared/model/office';
import { exportPractices, newOffice, writePractice } from '#tests/support/exchange';
import { temporaryFolder } from '#tests/support/folders';
import { endedJob } from '#tests/support/ended-job';
import { startCore, startOffice } from '#tests/support/office';

/** A parcel of another office that opens with the seal that our office has now. */
async function closedParcel(path: string): Promise<string> {
  const office = officeSchema.parse(JSON.parse(readFileSync(join(path, layout.office), 'utf8')));
  const age = keyInForce(office.keys)?.recipient?.age ?? '';
  const from = await newOffice({ name: 'Sở A' });
  const plain = await exportPractices(from, [await writePractice(from)]);
  const file = join(temporaryFolder(), 'kin.lantoa');
  const parts: Uint8Array[] = [];
  for await (const part of encryptedFor(nodeFileSystem.stream(plain), [age])) parts.push(part);
  writeFileSync(file, Buffer.concat(parts));
  return file;
}

/** What becomes of receiving it: `done`, or why not. */
async function receiving(core: Core, path: string): Promise<string> {
  const file = { type: 'path' as const, path, name: 'kin.lantoa' };
  const job = await endedJob(core, await core.invoke('exchange.receive', { file }));
  return job.failure?.code ?? job.state;
}

/** Another PC of the same office on the same library. */
async function otherPc(path: string): Promise<Core> {
  const core = await startCore();
  await core.invoke('library.open', { path });
  return core;
}

describe('a parcel for our office alone', () => {
  it('opens on another PC once the recovery page was entered there', async () => {
    const { core, path } = await startOffice();
    const parcel = await closedParcel(path);
    const { code } = await core.invoke('seal.page', {});
    const other = await otherPc(path);
    expect(await receiving(other, parcel)).toBe('locked-for-others');
    await other.invoke('seal.restore', { text: code });
    expect(await receiving(other, parcel)).toBe('done');
    expect(await receiving(core, parcel)).toBe('done');
  });

  it('made for the former seal opens after that was changed or lost, and with its old page elsewhere', async () => {
    for (const lost of [false, true]) {
      const { core, path } = await startOffice();
      const parcel = await closedParcel(path);
      const page = await core.invoke('seal.page', {});
      await core.invoke('seal.renew', { from: page.key, lost, note: 'x' });
      expect(await receiving(core, parcel)).toBe('done');
      const news = await core.invoke('seal.page', {});
      const other = await otherPc(path);
      await other.invoke('seal.restore', { text: news.code });
      expect(await receiving(other, parcel)).toBe('locked-for-others');
      expect(await other.invoke('seal.restore', { text: page.code })).toMatchObject({ type: 'ended' });
      expect(await receiving(other, parcel)).toBe('done');
      // It opens, and nothing more.
      const state = await other.invoke('seal.state', {});
      expect(state).toMatchObject({ standing: 'here', key: news.key });
      expect(state.keys.find(({ key }) => key === page.key)).toMatchObject({ here: false });
      expect(await receiving(other, await closedParcel(path))).toBe('done');
    }
  });

  it('opens without a question while the seal waits for its passphrase, and not once it was taken off this PC', async () => {
    const home = temporaryFolder();
    const { core, path } = await startOffice(undefined, undefined, { home });
    const parcel = await closedParcel(path);
    const { key } = await core.invoke('seal.page', {});
    await core.invoke('seal.pagePrinted', { key });
    await core.invoke('seal.setPassphrase', { current: '', passphrase: 'mật khẩu của sở' });
    const again = await startCore({ home });
    await again.invoke('library.open', { path });
    expect(await again.invoke('seal.state', {})).toMatchObject({ passphrase: 'wanted' });
    expect(await receiving(again, parcel)).toBe('done');
    const handover = { from: 'Lan', to: 'Hoa', page: true, pc: false, note: '', forget: true };
    expect(await again.invoke('seal.handOver', handover)).toMatchObject({ standing: 'elsewhere' });
    expect(await receiving(again, parcel)).toBe('locked-for-others');
  });
});
