import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Core } from '#core/core';
import { nodeFileSystem } from '#core/files/node-file-system';
import { createKeySafe } from '#core/hosting/key-safe';
import { layout } from '#core/library/layout';
import { isSignedBy, parsePublicKeyLine, parseSignature } from '#core/seal/minisign';
import { isEncrypted } from '#core/seal/minisign-secret-key';
import { keepSecret, keptSecret, keyOfSeed, openersOf, opened, publishedKey } from '#core/seal/office-key';
import { setPassphrase } from '#core/seal/seal-passphrase';
import { type Office, officeSchema } from '#shared/model/office';
import { newOffice } from '#tests/support/exchange';
import { endedJob } from '#tests/support/ended-job';
import { copyOf, temporaryFolder } from '#tests/support/folders';
import { killAtEachStep } from '#tests/support/kill-everywhere';
import { startCore, startOffice, writeApproved } from '#tests/support/office';
import { openedLibrary } from '#tests/support/opened-library';

const passphrase = 'mật khẩu của sở';
const period = '2026-Q3';

interface Place {
  readonly home: string;
  readonly path: string;
  readonly core: Core;
}

async function office(): Promise<Place> {
  const home = temporaryFolder();
  return { home, ...(await startOffice(undefined, undefined, { home })) };
}

/** The program opened anew for the same user. */
async function again({ home, path }: Place): Promise<Core> {
  const core = await startCore({ home });
  await core.invoke('library.open', { path });
  return core;
}

const set = (core: Core, next: string, current = ''): Promise<unknown> =>
  core.invoke('seal.setPassphrase', { current, passphrase: next });
const officeOf = (root: string): Office =>
  officeSchema.parse(JSON.parse(readFileSync(join(root, layout.office), 'utf8')));
const keyFiles = ({ home }: Place): string[] => readdirSync(join(home, 'keys')).toSorted();

/** Something that has to be sealed. */
const ask = (core: Core, id: string): Promise<unknown> =>
  core.invoke('statements.discontinue', { practice: id, reason: 'Đã có cách khác' });

describe('the passphrase of the seal', () => {
  it('is asked for once a session, when something is sealed', async () => {
    const place = await office();
    const { id } = (await writeApproved(place.core, 'Cách làm')).summary;
    expect(await set(place.core, passphrase)).toMatchObject({ type: 'set', state: { passphrase: 'given' } });
    const core = await again(place);
    expect(await core.invoke('seal.state', {})).toMatchObject({ standing: 'here', passphrase: 'wanted' });
    await expect(ask(core, id)).rejects.toMatchObject({ code: 'seal-locked' });
    await expect(core.invoke('seal.page', {})).rejects.toMatchObject({ code: 'seal-locked' });
    expect(await core.invoke('seal.unlock', { passphrase: 'khác hẳn' })).toMatchObject({
      opened: false,
      state: { passphrase: 'wanted' },
    });
    await expect(ask(core, id)).rejects.toMatchObject({ code: 'seal-locked' });
    expect(await core.invoke('seal.unlock', { passphrase })).toMatchObject({
      opened: true,
      state: { passphrase: 'given' },
    });
    await ask(core, id);
    await core.invoke('seal.page', {});
    const files = readdirSync(join(place.path, layout.statements));
    expect(
      files.filter((name) => name.endsWith('.json')).every((name) => files.includes(`${name}.minisig`)),
    ).toBe(true);
  });

  it('is asked for before an export begins, which then is sealed', async () => {
    const place = await office();
    const { id } = (await writeApproved(place.core, 'Cách làm')).summary;
    await place.core.invoke('compilations.save', { period, base: null, foreword: '', items: [id] });
    await set(place.core, passphrase);
    const core = await again(place);
    const asked = (): Promise<{ jobId: string }> => core.invoke('compilations.export', { period, number: 1 });
    await expect(asked()).rejects.toMatchObject({ code: 'seal-locked' });
    expect(await core.invoke('jobs.list', {})).toEqual([]);
    await core.invoke('seal.unlock', { passphrase });
    expect(await endedJob(core, await asked())).toMatchObject({ state: 'done' });
    const { compilation } = await core.invoke('compilations.get', { period });
    expect(compilation.exports).toMatchObject([{ sealed: true }]);
  });

  it('is not asked for to save the office; what that changes is said later', async () => {
    const place = await office();
    await set(place.core, passphrase);
    const core = await again(place);
    const input = { symbol: 'SKHCN', level: 'province', province: '31@2025-07-01' } as const;
    await core.invoke('office.save', { ...input, name: 'Tên mới' });
    expect(officeOf(place.path).names.at(-1)?.name).toBe('Tên mới');
  });

  it('is changed and removed only by whoever knows it', async () => {
    const place = await office();
    await set(place.core, passphrase);
    const kept = keyFiles(place).map((name) => readFileSync(join(place.home, 'keys', name), 'utf8'));
    for (const wrong of ['', 'mật khẩu khác'])
      for (const next of ['', 'mật khẩu mới đây'])
        expect(await set(place.core, next, wrong)).toEqual({ type: 'wrong' });
    expect(keyFiles(place).map((name) => readFileSync(join(place.home, 'keys', name), 'utf8'))).toEqual(kept);
    expect(await set(place.core, 'mật khẩu mới đây', passphrase)).toMatchObject({ type: 'set' });
    const core = await again(place);
    expect(await core.invoke('seal.unlock', { passphrase })).toMatchObject({ opened: false });
    expect(await core.invoke('seal.unlock', { passphrase: 'mật khẩu mới đây' })).toMatchObject({
      opened: true,
    });
    expect(await set(core, '', 'mật khẩu mới đây')).toMatchObject({
      type: 'set',
      state: { passphrase: 'none' },
    });
    expect(await (await again(place)).invoke('seal.state', {})).toMatchObject({ passphrase: 'none' });
    expect(keyFiles(place)).toHaveLength(1);
    await expect(set(core, 'ngắn')).rejects.toMatchObject({ code: 'bad-input' });
  });

  it('is the same however its letters are written, and any text of some length will do', async () => {
    const place = await office();
    await set(place.core, 'tổ dân phố số 7'.normalize('NFD'));
    const core = await again(place);
    expect(await core.invoke('seal.unlock', { passphrase: 'tổ dân phố số 7' })).toMatchObject({
      opened: true,
    });
    let current = 'tổ dân phố số 7';
    for (const next of ['__proto__', '🦬'.repeat(8)]) {
      expect(await set(core, next, current), JSON.stringify(next)).toMatchObject({ type: 'set' });
      current = next;
    }
  }, 60_000);

  it('that is forgotten is gone with the words of the recovery page', async () => {
    const place = await office();
    const page = await place.core.invoke('seal.page', {});
    await set(place.core, passphrase);
    const core = await again(place);
    expect(await core.invoke('seal.restore', { text: page.code })).toMatchObject({
      type: 'restored',
      state: { standing: 'here', passphrase: 'none', key: page.key },
    });
    expect(await core.invoke('seal.page', {})).toEqual(page);
    expect(keyFiles(place)).toHaveLength(1);
  });

  it('goes over to the seal that follows', async () => {
    const place = await office();
    const page = await place.core.invoke('seal.page', {});
    await set(place.core, passphrase);
    const core = await again(place);
    const renewal = { from: page.key, lost: false, note: 'x' };
    await expect(core.invoke('seal.renew', renewal)).rejects.toMatchObject({ code: 'seal-locked' });
    expect(officeOf(place.path).keys).toHaveLength(1);
    await core.invoke('seal.unlock', { passphrase });
    expect(await core.invoke('seal.renew', renewal)).toMatchObject({ passphrase: 'given' });
    const [former, fresh] = officeOf(place.path).keys;
    expect(fresh?.recipient).toBeDefined();
    for (const name of keyFiles(place).filter((file) => !file.startsWith('open-')))
      expect(isEncrypted(readFileSync(join(place.home, 'keys', name), 'utf8')), name).toBe(true);
    expect(await (await again(place)).invoke('seal.unlock', { passphrase })).toMatchObject({ opened: true });
    expect(former?.until).toBeDefined();
  });

  it('that nobody knows, and no page either, leaves a new seal that has to be compared', async () => {
    const place = await office();
    const page = await place.core.invoke('seal.page', {});
    await set(place.core, passphrase);
    const core = await again(place);
    const renewal = { from: page.key, lost: true, note: 'x', forgotten: true };
    expect(await core.invoke('seal.renew', renewal)).toMatchObject({ standing: 'here', passphrase: 'none' });
    const folder = join(place.path, layout.statements);
    const unsealed = readdirSync(folder).filter(
      (name) => name.endsWith('.json') && !existsSync(join(folder, `${name}.minisig`)),
    );
    expect(unsealed).toHaveLength(1);
  });

  it('keeps whoever works from waiting: half a second of scrypt goes on beside the program', async () => {
    const place = await office();
    await set(place.core, passphrase);
    const core = await again(place);
    let longest = 0;
    let last = performance.now();
    const timer = setInterval(() => {
      longest = Math.max(longest, performance.now() - last);
      last = performance.now();
    }, 5);
    const started = performance.now();
    await core.invoke('seal.unlock', { passphrase });
    const took = performance.now() - started;
    clearInterval(timer);
    // In the midst of the program it would be all of it.
    expect(longest).toBeLessThan(took * 0.8);
  });

  it('does not stand in the way of parcels that arrive', async () => {
    const place = await office();
    const safe = createKeySafe(nodeFileSystem, join(place.home, 'keys'));
    const before = await openersOf(safe, officeOf(place.path));
    await set(place.core, passphrase);
    expect(before).toHaveLength(1);
    expect(await openersOf(safe, officeOf(place.path))).toEqual(before);
  });
});

describe('killed at any step', () => {
  it('a change of the passphrase leaves the seal under the former or the next one, and parcels open', async () => {
    const { root, library } = await newOffice();
    const key = keyOfSeed(new Uint8Array(32).fill(9));
    const officeId = library.office?.officeId ?? '';
    const entry = publishedKey(key, officeId, new Date('2026-01-01T00:00:00Z'));
    writeFileSync(join(root, layout.office), JSON.stringify({ ...library.office, keys: [entry] }));
    const safeIn = (place: string): ReturnType<typeof createKeySafe> =>
      createKeySafe(nodeFileSystem, join(place, 'keys-for-test'));
    for (const [current, next] of [
      ['', passphrase],
      [passphrase, ''],
    ] as const) {
      await keepSecret(safeIn(root), officeId, key, current);
      const seen = new Set<string>();
      await killAtEachStep({
        folder: () => copyOf(root),
        run: async (place, fileSystem) => {
          const safe = createKeySafe(fileSystem, join(place, 'keys-for-test'));
          await setPassphrase({ library: await openedLibrary(place), safe }, { current, passphrase: next });
        },
        look: async (place, at) => {
          const safe = safeIn(place);
          const kept = await keptSecret(safe, officeId, entry);
          expect(kept, at).toBeDefined();
          if (kept?.type === 'locked') expect(await opened(kept.file, entry, passphrase), at).toEqual(key);
          seen.add(kept?.type ?? '');
          expect(await openersOf(safe, { ...officeOf(root), keys: [entry] }), at).toHaveLength(1);
        },
        moreThan: 3,
      });
      expect([...seen].toSorted()).toEqual(['locked', 'open']);
    }
  }, 120_000);
});

const isThere = spawnSync('minisign', ['-v']).status === 0;
describe.skipIf(!isThere)('minisign itself', () => {
  it('seals with the file that we keep under a passphrase, and with no other', async () => {
    const place = await office();
    const entry = officeOf(place.path).keys[0];
    await set(place.core, 'mat khau cua so');
    const name = keyFiles(place).find((file) => !file.startsWith('open-')) ?? '';
    const folder = temporaryFolder();
    writeFileSync(join(folder, 'a.key'), readFileSync(join(place.home, 'keys', name)));
    writeFileSync(join(folder, 'x'), 'nội dung');
    const run = (args: string[], input: string): string =>
      execFileSync('minisign', args, { cwd: folder, encoding: 'utf8', input, stdio: 'pipe' });
    expect(() => run(['-S', '-s', 'a.key', '-m', 'x'], 'khac\n')).toThrow();
    run(['-S', '-s', 'a.key', '-m', 'x'], 'mat khau cua so\n');
    const signature = parseSignature(readFileSync(join(folder, 'x.minisig'), 'utf8'));
    expect(isSignedBy(Buffer.from('nội dung'), signature, parsePublicKeyLine(entry?.key ?? ''))).toBe(true);
  }, 120_000);
});
