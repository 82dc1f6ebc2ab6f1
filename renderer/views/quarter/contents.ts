import type { PracticeSummary } from '#shared/model/practice';

/** What a person decides of a compilation. */
export interface Contents {
  readonly items: readonly string[];
  readonly foreword: string;
}

export function isSame(a: Contents, b: Contents): boolean {
  return (
    a.foreword === b.foreword &&
    a.items.length === b.items.length &&
    a.items.every((id, at) => id === b.items[at])
  );
}

export function byId(practices: readonly PracticeSummary[]): ReadonlyMap<string, PracticeSummary> {
  return new Map(practices.map((practice) => [practice.id, practice]));
}

export function asSet(items: readonly string[]): ReadonlySet<string> {
  return new Set(items);
}
