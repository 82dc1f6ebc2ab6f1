import { execFileSync, spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import {
  generateKey,
  isSignedBy,
  parsePublicKeyFile,
  parseSignature,
  publicKeyFile,
  publicKeyLine,
  sign,
} from '#core/seal/minisign';
import { parseSecretKeyFile, secretKeyFile } from '#core/seal/minisign-secret-key';
import { temporaryFolder } from '#tests/support/folders';

const isThere = spawnSync('minisign', ['-v']).status === 0;
const minisign = (folder: string, args: readonly string[], input = ''): string =>
  execFileSync('minisign', args, { cwd: folder, encoding: 'utf8', input, stdio: 'pipe' });
const comment = 'Sở KH&CN Hải Phòng · 2026-Q3';

describe.skipIf(!isThere)('minisign itself', () => {
  const folder = (): string => {
    const place = temporaryFolder();
    writeFileSync(join(place, 'record.sha256'), `${'0'.repeat(64)}  practice.md\n`);
    return place;
  };
  const record = (place: string): Buffer => readFileSync(join(place, 'record.sha256'));

  it('accepts our seals, and refuses them for other bytes', () => {
    const place = folder();
    const key = generateKey(randomBytes);
    writeFileSync(join(place, 'record.sha256.minisig'), sign(record(place), key, comment));
    expect(minisign(place, ['-Vm', 'record.sha256', '-P', publicKeyLine(key)])).toContain(comment);
    writeFileSync(join(place, 'office.pub'), publicKeyFile(key));
    expect(minisign(place, ['-Vm', 'record.sha256', '-p', 'office.pub'])).toContain(comment);
    writeFileSync(join(place, 'record.sha256'), 'other');
    expect(() => minisign(place, ['-Vm', 'record.sha256', '-p', 'office.pub'])).toThrow();
  });

  it.each([
    ['as it does today', []],
    ['in its older way', ['-l']],
  ])('seals %s what we check, with a key of its own', async (_way, options) => {
    const place = folder();
    minisign(place, ['-G', '-W', '-p', 'a.pub', '-s', 'a.key']);
    minisign(place, ['-S', '-s', 'a.key', '-m', 'record.sha256', '-t', comment, ...options]);
    const signature = parseSignature(readFileSync(join(place, 'record.sha256.minisig'), 'utf8'));
    const key = parsePublicKeyFile(readFileSync(join(place, 'a.pub'), 'utf8'));
    expect(signature.trustedComment).toBe(comment);
    expect(isSignedBy(record(place), signature, key)).toBe(true);
    const secret = await parseSecretKeyFile(readFileSync(join(place, 'a.key'), 'utf8'), '');
    expect(isSignedBy(record(place), parseSignature(sign(record(place), secret, '')), key)).toBe(true);
  });

  it.each(['', 'mật khẩu'])('seals with a key that we keep under the passphrase "%s"', async (passphrase) => {
    const place = folder();
    const key = generateKey(randomBytes);
    writeFileSync(join(place, 'a.key'), await secretKeyFile(key, passphrase, randomBytes(32)));
    const typed = passphrase === '' ? '' : `${passphrase}\n`;
    minisign(place, ['-S', '-s', 'a.key', '-m', 'record.sha256'], typed);
    const signature = parseSignature(readFileSync(join(place, 'record.sha256.minisig'), 'utf8'));
    expect(isSignedBy(record(place), signature, key)).toBe(true);
  });

  it('makes keys under a passphrase that we open', async () => {
    const place = folder();
    minisign(place, ['-G', '-p', 'a.pub', '-s', 'a.key'], 'mật khẩu\nmật khẩu\n');
    const secret = await parseSecretKeyFile(readFileSync(join(place, 'a.key'), 'utf8'), 'mật khẩu');
    expect(parsePublicKeyFile(readFileSync(join(place, 'a.pub'), 'utf8')).key).toEqual(secret.key);
  });
});
