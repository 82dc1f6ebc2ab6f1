import { uint32List } from '#core/search/segment/growable';

/** Numbers pairs of numbers by first appearance: a hash table with open addressing, since millions are asked for. */
export class PairNumbers {
  readonly firsts = uint32List();
  readonly seconds = uint32List();
  /** Number of the pair plus one by slot; 0 where free. At most half of the slots are taken. */
  #slots = new Uint32Array(1 << 12);

  get length(): number {
    return this.firsts.length;
  }

  numberOf(first: number, second: number): number {
    const firsts = this.firsts.view();
    const seconds = this.seconds.view();
    const mask = this.#slots.length - 1;
    let slot = hash(first, second) & mask;
    for (;;) {
      const taken = this.#slots[slot] ?? 0;
      if (taken === 0) return this.#add(first, second, slot);
      if (firsts[taken - 1] === first && seconds[taken - 1] === second) return taken - 1;
      slot = (slot + 1) & mask;
    }
  }

  #add(first: number, second: number, slot: number): number {
    this.firsts.push(first);
    this.seconds.push(second);
    this.#slots[slot] = this.length;
    if (this.length * 2 > this.#slots.length) this.#grow();
    return this.length - 1;
  }

  #grow(): void {
    const firsts = this.firsts.view();
    const seconds = this.seconds.view();
    this.#slots = new Uint32Array(this.#slots.length * 2);
    const mask = this.#slots.length - 1;
    for (let number = 0; number < this.length; number += 1) {
      let slot = hash(firsts[number] ?? 0, seconds[number] ?? 0) & mask;
      while (this.#slots[slot] !== 0) slot = (slot + 1) & mask;
      this.#slots[slot] = number + 1;
    }
  }
}

/** Two multiplications and a shift; the constants are those of MurmurHash3 (Austin Appleby, public domain). */
function hash(first: number, second: number): number {
  const mixed = Math.imul(first, 0xcc9e2d51) ^ Math.imul(second, 0x1b873593);
  return mixed ^ (mixed >>> 15);
}
