/** Coded, so that each language names them; in the order in which they are told. */
export const droppedKinds = [
  'structure',
  'pictures',
  'metafiles',
  'trackedChanges',
  'comments',
  'footnotes',
  'drawings',
  'links',
  'fields',
  'mergedCells',
  'nestedTables',
  'numbering',
  'hidden',
  'colour',
  'fonts',
  'alignment',
  'underline',
] as const;
export type DroppedKind = (typeof droppedKinds)[number];

export interface KeptCounts {
  readonly tables: number;
  readonly pictures: number;
  readonly lists: number;
  readonly headings: number;
  readonly links: number;
}

/** What a paste kept, and what of it is not there any more. */
export interface PasteReport {
  readonly kept: KeptCounts;
  /** Pictures, drawings and links by number; of the rest it counts only that there was some. */
  readonly dropped: ReadonlyMap<DroppedKind, number>;
}
