import type { Random } from '#tests/support/random';

/** Numbers that programs trip over. */
const numbers = [0, 1, 0x7f, 0x80, 0xff, 0xffff, 0x7fff_ffff, 0x8000_0000, 0xffff_ffff];

const few = 4;

type ByteMutation = (data: Buffer, random: Random) => Buffer;

/** Damage that asks nothing of the bytes but that there are more than four. */
const anyBytes: readonly ByteMutation[] = [
  (data, random) => {
    data[random(data.length)] = random(256);
    return data;
  },
  (data, random) => {
    const at = random(data.length);
    data[at] = (data[at] ?? 0) ^ (1 << random(8));
    return data;
  },
  (data, random) => {
    data.writeUInt32LE(numbers[random(numbers.length)] ?? 0, random(data.length - 4));
    return data;
  },
  (data, random) => {
    data.writeUInt16LE((numbers[random(6)] ?? 0) & 0xffff, random(data.length - 2));
    return data;
  },
  (data, random) => data.subarray(0, random(data.length)),
  (data, random) => {
    const [from, length] = [random(data.length), random(200)];
    return Buffer.concat([data.subarray(0, from), data.subarray(from + length)]);
  },
  (data, random) => {
    const [from, to, length] = [random(data.length), random(data.length), random(300)];
    return Buffer.concat([data.subarray(0, to), data.subarray(from, from + length), data.subarray(to)]);
  },
];

/** The same, and damage to headers of a zip archive, where it hurts. */
export const zipBytes: readonly ByteMutation[] = [
  ...anyBytes,
  (data, random) => {
    const headers: number[] = [];
    for (let at = data.indexOf('PK'); at !== -1; at = data.indexOf('PK', at + 1)) headers.push(at);
    if (headers.length === 0) return data;
    const at = (headers[random(headers.length)] ?? 0) + random(46);
    if (at < data.length) data[at] = random(256);
    return data;
  },
];

/** Damages a copy of some bytes once or a few times; four and fewer stay as they are. */
export function mutated(
  bytes: Buffer,
  random: Random,
  kinds: readonly ByteMutation[] = anyBytes,
  times = 1,
): Buffer {
  let data: Buffer = Buffer.from(bytes);
  for (let count = times; count > 0 && data.length > few; count -= 1)
    data = kinds[random(kinds.length)]?.(data, random) ?? data;
  return data;
}
