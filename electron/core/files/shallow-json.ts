/** Beyond what any of our files needs; what is nested by the thousand cannot be written again, checked or shown. */
const deepest = 64;

/** Reads JSON that comes from strangers. Fails with a `SyntaxError` where it is none, or nested more than 64 levels deep. */
export function parseShallowJson(text: string): unknown {
  const value: unknown = JSON.parse(text);
  if (isDeeper(value, deepest)) throw new SyntaxError('nested too deeply');
  return value;
}

/** Whether lists and objects are nested in more than so many levels; looks no deeper than that. */
export function isDeeper(value: unknown, levels: number): boolean {
  if (typeof value !== 'object' || value === null) return false;
  return levels === 0 || Object.values(value).some((inner) => isDeeper(inner, levels - 1));
}
