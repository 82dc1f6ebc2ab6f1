/** The pages of a period in the order of the work; `choose` is the one without a name in the address. */
export const quarterPages = [
  'call',
  'forms',
  'board',
  'review',
  'duplicates',
  'choose',
  'issue',
  'looking-back',
] as const;
export type QuarterPageKey = (typeof quarterPages)[number];
