import type { Finding, FindingCode } from '#shared/model/care';

/** One of the library's own files, as a person knows it. */
export type LibraryPlace =
  | { readonly type: 'office' | 'people' | 'arrivals' | 'changes' | 'library' }
  | { readonly type: 'compilation'; readonly period: string };

/** The same trouble of one practice: `names` are those of the attachments or files, `count` how often it was found. */
export interface Trouble {
  readonly code: FindingCode;
  readonly repair: Finding['repair'];
  readonly level: Finding['level'];
  readonly names: readonly string[];
  readonly count: number;
}

/** All that was found about one practice, or about one place of the library. */
export interface FindingGroup {
  readonly key: string;
  readonly practiceId: string | null;
  /** Empty where nobody knows it. */
  readonly title: string;
  readonly place: LibraryPlace;
  readonly troubles: readonly Trouble[];
  /** Paths and what the reader said, for the technical details. */
  readonly details: string;
}

/** Where in the library a path lies, in terms that have a word on the screen. */
export function placeOf(path: string): LibraryPlace {
  const period = /^compilations\/([^/]+)\//.exec(path)?.[1];
  if (period !== undefined) return { type: 'compilation', period };
  if (path === 'office.json') return { type: 'office' };
  if (path === 'people.json') return { type: 'people' };
  if (path.startsWith('exchange/arrivals/')) return { type: 'arrivals' };
  if (path.startsWith('changes/')) return { type: 'changes' };
  return { type: 'library' };
}

/** Findings by what they are about, in the order in which each is first met. */
export function groupFindings(findings: readonly Finding[]): FindingGroup[] {
  const groups = new Map<string, Finding[]>();
  for (const finding of findings) {
    const place = placeOf(finding.path);
    const key = finding.practiceId ?? `${place.type} ${place.type === 'compilation' ? place.period : ''}`;
    const group = groups.get(key);
    if (group) group.push(finding);
    else groups.set(key, [finding]);
  }
  return [...groups].map(([key, of]) => ({
    key,
    practiceId: of[0]?.practiceId ?? null,
    title: of.find(({ title }) => title !== '')?.title ?? '',
    place: placeOf(of[0]?.path ?? ''),
    troubles: troublesOf(of),
    details: of
      .map(({ code, path, detail }) => [`${code}  ${path}`, detail].filter(Boolean).join('\n    '))
      .join('\n'),
  }));
}

function troublesOf(findings: readonly Finding[]): Trouble[] {
  const troubles = new Map<string, Trouble>();
  for (const { code, repair, level, name } of findings) {
    const key = `${code} ${repair ?? ''}`;
    const before = troubles.get(key);
    const names = [...(before?.names ?? []), ...(name === '' ? [] : [name])];
    troubles.set(key, { code, repair, level, names, count: (before?.count ?? 0) + 1 });
  }
  return [...troubles.values()];
}
