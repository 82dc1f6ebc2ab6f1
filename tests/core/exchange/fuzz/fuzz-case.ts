import { Encrypter } from 'age-encryption';
import { v7 as uuidv7 } from 'uuid';
import { ScryptRecipient } from '#core/age/scrypt-way';
import { sign } from '#core/seal/minisign';
import { recipientOf } from '#core/seal/recipient';
import { mutations } from '#tests/core/exchange/fuzz/fuzz-mutations';
import type { World } from '#tests/core/exchange/fuzz/fuzz-world';
import { entriesOf, type Files } from '#tests/support/bag-builder';
import { mutated, zipBytes } from '#tests/support/mutate-bytes';
import { baggedAgain, type OpenParcel } from '#tests/support/parcel-surgery';
import { pick, type Random } from '#tests/support/random';
import { buildZip, type RawEntry } from '#tests/support/zip-builder';

/** A parcel on trial. */
export interface FuzzCase {
  readonly bytes: Buffer;
  readonly passphrase?: string;
}

const passphrase = 'song-nui-lua-tre-may-gao-trang-sao';

/** Damages one of the world's parcels in some way, at some layer. */
export async function newCase(world: World, random: Random): Promise<FuzzCase> {
  const way = random(20);
  const { bytes } = pick(random, world.parcels);
  if (way < 3) return { bytes: mutated(bytes, random, zipBytes, 1 + random(3)) };
  if (way === 3) return locked(bytes, world, random);
  const original = pick(random, world.opened);
  const parcel: OpenParcel = { ...original, files: new Map(original.files) };
  for (let count = 1 + random(3); count > 0; count -= 1) pick(random, mutations)(parcel, world, random);
  const made = packed(parcel, world, random);
  return random(20) === 0 ? locked(made, world, random) : { bytes: made };
}

function packed(parcel: OpenParcel, { thief }: World, random: Random): Buffer {
  const files = baggedAgain(parcel);
  if (random(6) === 0) damageLists(files, random);
  const sealName = 'tagmanifest-sha256.txt.minisig';
  const sealed = files.get('tagmanifest-sha256.txt');
  if (sealed && random(6) === 0) files.set(sealName, Buffer.from(sign(sealed, thief, 'x')));
  const entries = entriesOf(files);
  if (random(8) === 0) damageEntries(entries, random);
  return buildZip(random(10) === 0 ? entries.reverse() : entries);
}

function damageLists(files: Files, random: Random): void {
  const path = pick(random, ['bagit.txt', 'bag-info.txt', 'manifest-sha256.txt', 'tagmanifest-sha256.txt']);
  const content = files.get(path);
  if (content && random(4) > 0) files.set(path, mutated(content, random));
  else files.delete(path);
}

function damageEntries(entries: RawEntry[], random: Random): void {
  const at = random(entries.length);
  const entry = pick(random, entries);
  const big = pick(random, [0, 1, 0x7fff_ffff, 0xffff_fffe, 0xffff_ffff]);
  const changed = pick<Partial<RawEntry>>(random, [
    { crc: big },
    { bytes: big },
    { packedBytes: big },
    { method: pick(random, [0, 1, 8, 9, 14, 99]) },
    { headerStart: big },
    { attributes: (0o120777 << 16) >>> 0 },
    { flags: random(0x10000) },
    { name: pick(random, ['../x', 'a\\b', 'x', '']) },
    { extra: Buffer.from([random(256), random(256), random(20), 0, 1, 2, 3]) },
    { local: { bytes: big } },
    { local: { name: 'other' } },
  ]);
  const way = random(4);
  if (way === 0) entries.splice(at, 0, entry);
  else if (way === 1) entries.splice(at, 1);
  else entries[at] = { ...entry, ...changed };
}

/** For the receiver's seal, for another one, or under a passphrase that costs little, so that thousands can be tried. */
async function locked(bytes: Buffer, { opener, thief }: World, random: Random): Promise<FuzzCase> {
  const encrypter = new Encrypter();
  const isForSeal = random(2) === 0;
  if (isForSeal) {
    const other = recipientOf(thief, uuidv7()).age;
    for (const one of pick(random, [[opener], [other, opener], [other]])) encrypter.addRecipient(one);
  } else encrypter.addRecipient(new ScryptRecipient(passphrase, 1 + random(6)));
  const file = Buffer.from(await encrypter.encrypt(bytes));
  const words = isForSeal ? '' : pick(random, [passphrase, passphrase, passphrase, 'khac', '']);
  const given = words === '' ? {} : { passphrase: words };
  const end = file.indexOf('\n', file.indexOf('\n--- ') + 1);
  const way = random(5);
  if (way === 0) return { bytes: file, ...given };
  if (way === 1) return { bytes: mutated(file, random), ...given };
  if (way === 2) return { bytes: file.subarray(0, random(file.byteLength)), ...given };
  const header =
    way === 3
      ? mutated(file.subarray(0, end), random, undefined, 1 + random(2))
      : Buffer.from(damagedHeader(file.toString('latin1', 0, end), random), 'latin1');
  return { bytes: Buffer.concat([header, file.subarray(end)]), ...given };
}

/** Of points that every secret takes to zero: what is made with them, anybody opens. */
const weakShares = ['A'.repeat(43), `AQ${'A'.repeat(41)}`];

function damagedHeader(header: string, random: Random): string {
  const lines = header.split('\n');
  const [version = '', stanza = '', ...rest] = lines;
  return pick(random, [
    [version, stanza, ...rest.slice(0, -1), stanza, ...rest],
    [version, `${stanza} more`, ...rest],
    [
      version,
      stanza.replace(/\d+$/, pick(random, ['0', '99', '018', '-1', '1e9', '18446744073709551616'])),
      ...rest,
    ],
    [version, '-> X25519 AAAA', 'AAAA', stanza, ...rest],
    [version, ...Array.from({ length: 500 }, () => '-> X25519 AAAA\nAAAA'), ...rest],
    [version, stanza, 'A'.repeat(70_000), ...rest],
    ['age-encryption.org/v2', stanza, ...rest],
    [version, stanza.replace(/^-> X25519 .*$/, `-> X25519 ${pick(random, weakShares)}`), ...rest],
    [version, stanza, pick(random, ['', 'AAAA', 'A'.repeat(43)]), ...rest.slice(1)],
    [version, stanza.replace('scrypt', pick(random, ['SCRYPT', 'X25519', 'ssh-rsa', ''])), ...rest],
    [version, ...rest],
  ]).join('\n');
}
