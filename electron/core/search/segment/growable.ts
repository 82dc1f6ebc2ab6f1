type NumberArray = Uint8Array | Uint16Array | Uint32Array;

/** Numbers that come one by one, in a typed array that doubles when it is full. */
export class Growable<T extends NumberArray> {
  readonly #make: (length: number) => T;
  #values: T;
  #length = 0;

  constructor(make: (length: number) => T) {
    this.#make = make;
    this.#values = make(1_024);
  }

  get length(): number {
    return this.#length;
  }

  push(value: number): void {
    if (this.#length === this.#values.length) this.#grow();
    this.#values[this.#length] = value;
    this.#length += 1;
  }

  /** What is there so far; the next `push` may leave it behind. */
  view(): T {
    return this.#values.subarray(0, this.#length) as T;
  }

  #grow(): void {
    const larger = this.#make(this.#length * 2);
    larger.set(this.#values);
    this.#values = larger;
  }
}

export const uint32List = (): Growable<Uint32Array> => new Growable((length) => new Uint32Array(length));
export const uint16List = (): Growable<Uint16Array> => new Growable((length) => new Uint16Array(length));
