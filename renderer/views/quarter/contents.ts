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

export function asSet(items: readonly string[]): ReadonlySet<string> {
  return new Set(items);
}
