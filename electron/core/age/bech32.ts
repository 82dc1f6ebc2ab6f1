const letters = 'qpzry9x8gf2tvdw0s3jn54khce6mua7l';
const generator = [0x3b6a57b2, 0x26508e6d, 0x1ea119fa, 0x3d4233dd, 0x2a1462b3];
const checksumLetters = 6;

/** Bytes as Bech32 writes them (BIP 173), in lower case; age writes its recipients and identities so. */
export function bech32(prefix: string, bytes: Uint8Array): string {
  const data = fiveBits(bytes);
  const begin = [...Buffer.from(prefix, 'latin1')];
  const head = [...begin.map((code) => code >> 5), 0, ...begin.map((code) => code & 31)];
  const sum = checksum([...head, ...data, ...Array.from({ length: checksumLetters }, () => 0)]) ^ 1;
  const check = Array.from({ length: checksumLetters }, (_, at) => (sum >> (5 * (5 - at))) & 31);
  return `${prefix}1${[...data, ...check].map((value) => letters[value] ?? '').join('')}`;
}

function fiveBits(bytes: Uint8Array): number[] {
  const bits = [...bytes].map((byte) => byte.toString(2).padStart(8, '0')).join('');
  return (bits.match(/.{1,5}/g) ?? []).map((group) => Number.parseInt(group.padEnd(5, '0'), 2));
}

function checksum(values: readonly number[]): number {
  let sum = 1;
  for (const value of values) {
    const top = sum >> 25;
    sum = ((sum & 0x1ffffff) << 5) ^ value;
    for (const [at, factor] of generator.entries()) if ((top >> at) & 1) sum ^= factor;
  }
  return sum;
}
