import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Core } from '#core/core';
import { nodeFileSystem } from '#core/files/node-file-system';
import { createKeySafe } from '#core/hosting/key-safe';
import { layout } from '#core/library/layout';
import { prepareLibrary } from '#core/library/open-library';
import { isSignedBy, numberText, parsePublicKeyLine, parseSignature } from '#core/seal/minisign';
import { parseSecretKeyFile } from '#core/seal/minisign-secret-key';
import { keyInForce, readSecret, withFirstKey } from '#core/seal/office-key';
import { ProfileOfficeSeal } from '#core/seal/profile-office-seal';
import { renewKey } from '#core/seal/renew-key';
import { Statements } from '#core/statements/statement-store';
import { type Office, officeSchema } from '#shared/model/office';
import type { StatementBody } from '#shared/model/statement';
import { newOffice } from '#tests/support/exchange';
import { copyOf, temporaryFolder } from '#tests/support/folders';
import { killAtEachStep } from '#tests/support/kill-everywhere';
import { startCore, startOffice } from '#tests/support/office';
import { openedLibrary } from '#tests/support/opened-library';

const officeOf = (root: string): Office =>
  officeSchema.parse(JSON.parse(readFileSync(join(root, layout.office), 'utf8')));

interface Said {
  type: string;
  at: string;
  body: StatementBody<'office'> & StatementBody<'rotation'>;
  sealedBy: (line: string) => boolean;
}

/** All statements that lie in a library, by time. */
function statementsOf(root: string): Said[] {
  const folder = join(root, layout.statements);
  return readdirSync(folder)
    .filter((name) => name.endsWith('.json'))
    .map((name) => {
      const bytes = readFileSync(join(folder, name));
      const sealedBy = (line: string): boolean =>
        isSignedBy(
          bytes,
          parseSignature(readFileSync(join(folder, `${name}.minisig`), 'utf8')),
          parsePublicKeyLine(line),
        );
      return { ...(JSON.parse(bytes.toString('utf8')) as Said), sealedBy };
    })
    .toSorted((a, b) => (a.at < b.at ? -1 : 1));
}

/** Another PC of the same office on the same library. */
async function otherPc(path: string): Promise<Core> {
  const core = await startCore();
  await core.invoke('library.open', { path });
  return core;
}

describe('the first key of an office', () => {
  it('is made with the office, published with its time, and said in a sealed statement', async () => {
    const { core, path } = await startOffice();
    const { keys, officeId } = officeOf(path);
    expect(keys).toHaveLength(1);
    const line = keys[0]?.key ?? '';
    const state = await core.invoke('seal.state', {});
    expect(state).toMatchObject({
      standing: 'here',
      key: numberText(parsePublicKeyLine(line).number),
      printed: null,
    });
    const [said, ...others] = statementsOf(path);
    expect(others).toEqual([]);
    expect(said).toMatchObject({ type: 'office', body: { id: officeId, keys } });
    expect(said?.sealedBy(line)).toBe(true);
  });

  it('stays when the office is saved again; what changed is said once', async () => {
    const { core, path } = await startOffice();
    const { keys } = officeOf(path);
    const input = { symbol: 'SKHCN', level: 'province', province: '31@2025-07-01' } as const;
    for (const name of ['Tên mới', 'Tên mới', 'Sở Khoa học và Công nghệ Hải Phòng'])
      await core.invoke('office.save', { ...input, name });
    expect(officeOf(path).keys).toEqual(keys);
    expect(statementsOf(path).map(({ body }) => body.name)).toEqual([
      'Sở Khoa học và Công nghệ Hải Phòng',
      'Tên mới',
      'Sở Khoa học và Công nghệ Hải Phòng',
    ]);
  });

  it('lies in the profile as a key file of minisign, and nowhere in the library', async () => {
    const home = temporaryFolder();
    const { path } = await startOffice(undefined, undefined, { home });
    const [file = ''] = readdirSync(join(home, 'keys'));
    const secret = await parseSecretKeyFile(readFileSync(join(home, 'keys', file), 'utf8'), '');
    expect(file).toBe(`${officeOf(path).officeId}-${numberText(secret.number)}.key`);
    const seed = Buffer.from(secret.seed);
    for (const entry of readdirSync(path, { recursive: true, withFileTypes: true })) {
      if (!entry.isFile()) continue;
      const bytes = readFileSync(join(entry.parentPath, entry.name));
      for (const form of [seed, seed.toString('base64'), seed.toString('hex')])
        expect(bytes.includes(form), entry.name).toBe(false);
    }
  });

  it('comes to an older library when its recovery page is asked for', async () => {
    const { core, path } = await startOffice();
    writeFileSync(join(path, layout.office), JSON.stringify({ ...officeOf(path), keys: [] }));
    await core.invoke('library.refresh', {});
    expect(await core.invoke('seal.state', {})).toMatchObject({ standing: 'none', key: null });
    await core.invoke('seal.page', {});
    expect(officeOf(path).keys).toHaveLength(1);
    expect(await core.invoke('seal.state', {})).toMatchObject({ standing: 'here' });
  });

  it('is not made a second time on a PC that does not have it', async () => {
    const { path } = await startOffice();
    const core = await otherPc(path);
    const { keys } = officeOf(path);
    await core.invoke('office.save', { name: 'X', symbol: '', level: 'province', province: '31@2025-07-01' });
    await expect(core.invoke('seal.page', {})).rejects.toMatchObject({ code: 'no-seal-key' });
    expect(await core.invoke('seal.state', {})).toMatchObject({ standing: 'elsewhere' });
    expect(officeOf(path).keys).toEqual(keys);
  });

  it('killed at any step: what is published has its secret in the safe', async () => {
    const { root } = await newOffice();
    writeFileSync(join(root, layout.office), JSON.stringify({ ...officeOf(root), keys: [] }));
    const safeIn = (place: string): string => join(place, 'keys-for-test');
    let published = 0;
    await killAtEachStep({
      folder: () => copyOf(root),
      run: async (place, fileSystem) => {
        const safe = createKeySafe(fileSystem, safeIn(place));
        const library = await openedLibrary(place, fileSystem);
        await new ProfileOfficeSeal({ platform: { keySafe: safe, now: () => new Date() }, library }).ensure();
      },
      look: async (place, at) => {
        await prepareLibrary(nodeFileSystem, place);
        const office = officeOf(place);
        published += office.keys.length;
        for (const key of office.keys) {
          const safe = createKeySafe(nodeFileSystem, safeIn(place));
          expect(await readSecret(safe, office.officeId, key), at).toBeDefined();
        }
      },
      moreThan: 6,
    });
    expect(published).toBeGreaterThan(0);
  });

  it('is not published where its secret cannot be kept', async () => {
    const { library } = await newOffice();
    const office = { ...(library.office as Office), keys: [] };
    const safe = {
      keep: () => Promise.reject(new Error('disk')),
      read: () => Promise.resolve(undefined),
      remove: () => Promise.resolve(),
    };
    const set = { safe, random: (bytes: number) => new Uint8Array(bytes), now: new Date() };
    await expect(withFirstKey(office, set)).rejects.toThrow('disk');
  });
});

describe('the recovery page', () => {
  it('brings the seal to another PC by its words or its code, and to no other office', async () => {
    const { core, path } = await startOffice();
    const page = await core.invoke('seal.page', {});
    expect(page.words).toHaveLength(32);
    expect(page.code).toMatch(/^[A-Z ]+$/);
    for (const text of [page.words.join('\n'), page.code]) {
      const other = await otherPc(path);
      const outcome = await other.invoke('seal.restore', { text });
      expect(outcome).toMatchObject({ type: 'restored', state: { standing: 'here', key: page.key } });
      expect(await other.invoke('seal.page', {})).toEqual(page);
    }
    const stranger = await startOffice('Sở khác');
    const outcome = await stranger.core.invoke('seal.restore', { text: page.code });
    expect(outcome).toEqual({ type: 'other', key: page.key });
  });

  it('says what is wrong with the words, and keeps nothing of them', async () => {
    const { core, path } = await startOffice();
    const { words } = await core.invoke('seal.page', {});
    const home = temporaryFolder();
    const other = await startCore({ home });
    await other.invoke('library.open', { path });
    const rather = words[6] ?? '';
    const word = rather === 'mưa' ? 'nắng' : 'mưa';
    expect(await other.invoke('seal.restore', { text: words.with(6, word).join(' ') })).toEqual({
      type: 'wrong',
      position: 7,
      word,
      rather,
    });
    expect(await other.invoke('seal.restore', { text: words.slice(2).join(' ') })).toEqual({
      type: 'count',
      words: 30,
      wanted: 32,
    });
    expect(readdirSync(home)).not.toContain('keys');
    expect(await other.invoke('seal.state', {})).toMatchObject({ standing: 'elsewhere' });
  });

  it('is reminded of until it was printed, by every PC', async () => {
    const { core, path } = await startOffice();
    const { key } = await core.invoke('seal.page', {});
    const printed = { by: 'Trần Thị Lan' };
    expect(await core.invoke('seal.pagePrinted', { key })).toMatchObject({ printed });
    await core.invoke('seal.pagePrinted', { key });
    expect(await (await otherPc(path)).invoke('seal.state', {})).toMatchObject({ printed });
  });
});

describe('changing the seal', () => {
  it('makes a new key, tells it in a statement of the former one, and introduces the office anew', async () => {
    const { core, path } = await startOffice();
    const before = officeOf(path).keys[0]?.key ?? '';
    const page = await core.invoke('seal.page', {});
    const state = await core.invoke('seal.renew', { from: page.key, lost: false, note: 'Mất phiếu' });
    const [former, fresh] = officeOf(path).keys;
    expect(former).toMatchObject({ key: before, until: fresh?.since });
    expect(former?.disabled).toBeUndefined();
    const after = fresh?.key ?? '';
    expect(state).toMatchObject({
      standing: 'here',
      printed: null,
      changes: [{ from: page.key, to: state.key, lost: false, note: 'Mất phiếu', by: 'Trần Thị Lan' }],
    });
    const said = statementsOf(path);
    const rotation = said.find(({ type }) => type === 'rotation');
    expect(rotation?.body).toEqual({ from: before, to: after, lost: false, note: 'Mất phiếu' });
    expect(rotation?.sealedBy(before)).toBe(true);
    const introductions = said.filter(({ type }) => type === 'office');
    expect(introductions.at(-1)?.body.keys).toEqual(officeOf(path).keys);
    expect(introductions.at(-1)?.sealedBy(after)).toBe(true);
    const other = await otherPc(path);
    expect(await other.invoke('seal.restore', { text: page.code })).toMatchObject({
      type: 'ended',
      key: page.key,
    });
    const news = await core.invoke('seal.page', {});
    expect(await other.invoke('seal.restore', { text: news.code })).toMatchObject({ type: 'restored' });
  });

  it('from a PC without the seal leaves the statement unsealed, and disables a lost key', async () => {
    const { path, core } = await startOffice();
    const { key } = await core.invoke('seal.page', {});
    const other = await otherPc(path);
    const state = await other.invoke('seal.renew', { from: key, lost: true, note: 'Mất máy' });
    expect(state).toMatchObject({ standing: 'here', changes: [{ lost: true }] });
    expect(state.keys).toMatchObject([
      { disabled: false, here: true },
      { key, disabled: true, here: false },
    ]);
    expect(statementsOf(path).map(({ type }) => type)).toContain('rotation');
    expect(
      readdirSync(join(path, layout.statements)).filter((name) => name.endsWith('.minisig')),
    ).toHaveLength(2);
    expect(await core.invoke('seal.state', {})).toMatchObject({ standing: 'elsewhere' });
  });

  it('is done once where two ask for it', async () => {
    const { core, path } = await startOffice();
    const { key: from } = await core.invoke('seal.page', {});
    const asked = { from, lost: false, note: '' };
    const outcomes = await Promise.allSettled([
      core.invoke('seal.renew', asked),
      core.invoke('seal.renew', asked),
    ]);
    expect(outcomes.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
    expect(officeOf(path).keys).toHaveLength(2);
  });

  it('killed at any step: key, statement and secret are there together, or the former key is in force', async () => {
    const original = await newOffice();
    const office = { ...officeOf(original.root), keys: [] };
    const home = temporaryFolder();
    const safe = createKeySafe(nodeFileSystem, join(original.root, 'keys-for-test'));
    const seed = (bytes: number): Uint8Array => new Uint8Array(bytes).fill(7);
    const ready = await withFirstKey(office, { safe, random: seed, now: new Date('2026-01-01T00:00:00Z') });
    writeFileSync(join(original.root, layout.office), JSON.stringify(ready));
    const before = statementsOf(original.root).length;
    const reached = new Set<number>();
    await killAtEachStep({
      folder: () => copyOf(original.root),
      run: async (place, fileSystem) => {
        const keySafe = createKeySafe(fileSystem, join(place, 'keys-for-test'));
        const platform = { keySafe, now: () => new Date('2026-02-01T00:00:00Z') };
        const library = await openedLibrary(place, fileSystem);
        const statements = new Statements({
          platform,
          library,
          seal: new ProfileOfficeSeal({ platform, library }),
        });
        const from = numberText(parsePublicKeyLine(ready.keys[0]?.key ?? '').number);
        const change = { from, lost: true, note: '', by: 'Lan', now: platform.now() };
        await renewKey({ library, statements, safe: keySafe, ...change });
      },
      look: async (place, at) => {
        await prepareLibrary(nodeFileSystem, place);
        const now = officeOf(place);
        reached.add(now.keys.length);
        expect(statementsOf(place).length, at).toBe(before + now.keys.length - 1);
        const inForce = keyInForce(now.keys);
        expect(inForce, at).toBeDefined();
        const keySafe = createKeySafe(nodeFileSystem, join(place, 'keys-for-test'));
        expect(inForce && (await readSecret(keySafe, now.officeId, inForce)), at).toBeDefined();
      },
      moreThan: 8,
    });
    expect([...reached].toSorted()).toEqual([1, 2]);
    rmSync(home, { recursive: true });
  });
});

describe('handing the seal over', () => {
  const handover = { from: 'Trần Thị Lan', to: 'Nguyễn Thị Hoa', page: true, pc: false, note: '' };

  it('notes who gave whom what; the key stays', async () => {
    const { core, path } = await startOffice();
    const { keys } = officeOf(path);
    const state = await core.invoke('seal.handOver', { ...handover, forget: false });
    expect(state).toMatchObject({ standing: 'here', handovers: [{ ...handover, key: state.key }] });
    expect(officeOf(path).keys).toEqual(keys);
  });

  it('takes the seal off this PC if asked to; the page brings it back', async () => {
    const { core, path } = await startOffice();
    const { code, key } = await core.invoke('seal.page', {});
    const asked = { ...handover, forget: true };
    await expect(core.invoke('seal.handOver', asked), 'before the page is printed').rejects.toMatchObject({
      code: 'bad-input',
    });
    await core.invoke('seal.pagePrinted', { key });
    expect(await core.invoke('seal.handOver', asked)).toMatchObject({ standing: 'elsewhere' });
    await expect(core.invoke('seal.handOver', asked)).rejects.toMatchObject({ code: 'no-seal-key' });
    const other = await otherPc(path);
    expect(await other.invoke('seal.state', {})).toMatchObject({ handovers: [{ to: 'Nguyễn Thị Hoa' }] });
    expect(await core.invoke('seal.restore', { text: code })).toMatchObject({ type: 'restored' });
  });
});
