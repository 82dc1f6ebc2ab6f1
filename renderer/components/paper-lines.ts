import type { OfficialPaper } from '#shared/paper/official-paper';

/** Parts of a paper that something may be wrong with. */
const paperParts = [
  ...(['parent', 'office', 'number', 'place', 'subject', 'to', 'recipients', 'post', 'name'] as const),
] as const;
export type PaperPartName = (typeof paperParts)[number];

/** What a paper looks like where it is shown: lines that each part takes. */
export interface PaperLines {
  readonly lines: Partial<Record<PaperPartName, number>>;
  /** A word of these is wider than the half of the sheet that it stands in. */
  readonly wide: readonly PaperPartName[];
}

export type LineWarning =
  | { readonly part: 'subject' | 'office' | 'parent'; readonly code: 'lines'; readonly count: number }
  | { readonly part: 'office' | 'parent'; readonly code: 'wide' }
  | { readonly part: 'recipients'; readonly code: 'many'; readonly count: number };

/** More lines than these make a head that nobody sees at a glance. */
const mostLines = { subject: 3, office: 3, parent: 3 } as const;
/** The decree's table has room for so many beside the signature. */
const mostRecipients = 20;

/** What of a paper does not fit where the decree puts it. */
export function lineWarnings({ recipients }: OfficialPaper, measured: PaperLines | null): LineWarning[] {
  const many = recipients.lines.length;
  const parts = ['subject', 'office', 'parent'] as const;
  return [
    ...parts.flatMap((part): LineWarning[] => {
      const count = measured?.lines[part] ?? 0;
      return count > mostLines[part] ? [{ part, code: 'lines', count }] : [];
    }),
    ...(['office', 'parent'] as const).flatMap((part): LineWarning[] =>
      measured?.wide.includes(part) === true ? [{ part, code: 'wide' }] : [],
    ),
    ...(many > mostRecipients ? [{ part: 'recipients', code: 'many', count: many } as const] : []),
  ];
}

/** How many lines the elements of a sheet take; `data-part` names them. */
export function measurePaper(sheet: HTMLElement): PaperLines {
  const lines: Partial<Record<PaperPartName, number>> = {};
  const wide: PaperPartName[] = [];
  for (const part of paperParts) {
    const element = sheet.querySelector<HTMLElement>(`[data-part='${part}']`);
    if (!element || element.textContent.trim() === '') continue;
    const height = parseFloat(getComputedStyle(element).lineHeight);
    if (height > 0) lines[part] = Math.round(element.offsetHeight / height);
    if (element.scrollWidth > element.clientWidth + 1) wide.push(part);
  }
  return { lines, wide };
}

export const joined = (one: PaperLines, other: PaperLines): PaperLines => ({
  lines: { ...one.lines, ...other.lines },
  wide: [...one.wide, ...other.wide],
});
