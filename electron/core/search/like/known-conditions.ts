import { conditionKeys } from '#shared/model/condition';

/** Different texts that are remembered; libraries have far fewer. */
const most = 5_000;

/** Remembers what conditions are compared by: the same few words stand in thousands of practices. */
export class KnownConditions {
  readonly #keys = new Map<string, readonly string[]>();

  readonly keysOf = (condition: string): readonly string[] => {
    let keys = this.#keys.get(condition);
    if (keys) return keys;
    keys = conditionKeys(condition);
    if (this.#keys.size >= most) this.#keys.clear();
    this.#keys.set(condition, keys);
    return keys;
  };
}
