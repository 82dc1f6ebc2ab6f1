/** One bit for each document of a segment. */
export type DocumentBits = Uint32Array;

export function noDocuments(documents: number): DocumentBits {
  return new Uint32Array((documents + 31) >>> 5);
}

export function addDocument(bits: DocumentBits, document: number): void {
  (bits[document >>> 5] as number) |= 1 << (document & 31);
}

export function addAll(bits: DocumentBits, others: DocumentBits): void {
  for (let at = 0; at < bits.length; at += 1) (bits[at] as number) |= others[at] as number;
}

export function keepAll(bits: DocumentBits, others: DocumentBits): void {
  for (let at = 0; at < bits.length; at += 1) (bits[at] as number) &= others[at] as number;
}

export function removeAll(bits: DocumentBits, others: DocumentBits): void {
  for (let at = 0; at < bits.length; at += 1) (bits[at] as number) &= ~(others[at] as number);
}

export function countDocuments(bits: DocumentBits): number {
  let count = 0;
  for (let at = 0; at < bits.length; at += 1) count += onesIn(bits[at] as number);
  return count;
}

/** The documents in their order. */
export function documentsIn(bits: DocumentBits): Uint16Array {
  const found = new Uint16Array(countDocuments(bits));
  let count = 0;
  for (let at = 0; at < bits.length; at += 1)
    for (let rest = bits[at] as number; rest !== 0; rest &= rest - 1) {
      found[count] = at * 32 + 31 - Math.clz32(rest & -rest);
      count += 1;
    }
  return found;
}

/** The ones of a number of 32 bits (Henry S. Warren, Hacker's Delight, section 5-1). */
export function onesIn(bits: number): number {
  let sum = bits - ((bits >>> 1) & 0x55555555);
  sum = (sum & 0x33333333) + ((sum >>> 2) & 0x33333333);
  return Math.imul((sum + (sum >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}
