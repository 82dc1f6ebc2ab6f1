import { sha256 } from '#core/files/hash';
import type { Compilation } from '#shared/model/compilation';

/** SHA-256 over what a compilation chooses and says of it: order, groups, proposals and foreword. */
export function choiceDigest({ items, groups, proposals, foreword }: Compilation): string {
  return sha256(JSON.stringify([items, groups ?? null, proposals ?? {}, foreword]));
}
