import type { RescuedPart, RescuePlan } from '#shared/model/rescue';

export interface RescueLine {
  /** Title of a practice; path of a file of the library. */
  readonly title: string;
  readonly isPractice: boolean;
  readonly parts: readonly { readonly part: RescuedPart; readonly count: number }[];
  readonly bytes: number;
}

/** What comes out of one place; null is the library itself. */
export interface RescueGroup {
  readonly backup: RescuePlan['backups'][number] | null;
  readonly lines: readonly RescueLine[];
}

/** Of what the library has itself, records and the like are nobody's news. */
const isTelling = ({ part }: { part: RescuedPart }): boolean => part === 'text' || part === 'attachment';

/** What a plan takes, by the place that it is taken from: newest backup first, the library's own last. */
export function groupsOf({ backups, items }: RescuePlan): RescueGroup[] {
  const places = [...backups.keys(), null];
  return places
    .map((place) => ({
      backup: place === null ? null : (backups[place] ?? null),
      lines: items
        .map(({ title, practiceId, files }) =>
          lineOf(
            { title, isPractice: practiceId !== null },
            files.filter((file) => file.backup === place),
          ),
        )
        .filter(({ parts }) => parts.length > 0 && (place !== null || parts.some(isTelling))),
    }))
    .filter(({ lines }) => lines.length > 0);
}

function lineOf(
  named: Pick<RescueLine, 'title' | 'isPractice'>,
  files: RescuePlan['items'][number]['files'],
): RescueLine {
  const counts = new Map<RescuedPart, number>();
  for (const { part } of files) counts.set(part, (counts.get(part) ?? 0) + 1);
  return {
    ...named,
    parts: [...counts].map(([part, count]) => ({ part, count })),
    bytes: files.reduce((sum, { bytes }) => sum + bytes, 0),
  };
}
