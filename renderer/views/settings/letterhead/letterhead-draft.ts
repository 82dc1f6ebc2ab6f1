import type { Input } from '#shared/contract/contract';
import type { Signer } from '#shared/paper/official-words';

export type LetterheadValues = Input<'letterhead.save'>['letterhead'];
export type LetterheadKey = keyof LetterheadValues;

/** As it stands in the form: whoever signs directly has the empty authority. */
export interface SignerDraft {
  authority: NonNullable<Signer['authority']> | '';
  of: string;
  post: string;
  name: string;
  /** What a later version says of them. */
  readonly others: Readonly<Record<string, unknown>>;
}

export const textKeys = [
  ...(['office', 'symbol', 'place', 'drafter'] as const),
  ...(['reportOpening', 'reportClosing', 'letterOpening', 'letterClosing'] as const),
] as const;
export const lineKeys = ['letterTo', 'reportRecipients', 'letterRecipients'] as const;
export type LineKey = (typeof lineKeys)[number] | 'reportTo';

/** What stands in the form, as it is typed; lists a line each. */
export type LetterheadDraft = Record<(typeof textKeys)[number] | LineKey | 'parent', string> & {
  signers: SignerDraft[];
  /** There is no body above, or no "Kính gửi"; where this is not said an empty field is one that is derived. */
  noParent: boolean;
  noReportTo: boolean;
};

export const linesOf = (text: string): string[] =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean);

export const emptySigner = (): SignerDraft => ({
  ...{ authority: '', of: '', post: '', name: '', others: {} },
});
const isNobody = ({ authority, of, post, name }: SignerDraft): boolean =>
  authority === '' && [of, post, name].every((text) => text.trim() === '');

function signerOf({ authority, of, post, name, others }: SignerDraft): Signer {
  return {
    ...others,
    ...(authority === '' ? {} : { authority }),
    ...(authority === '' || authority === 'Q.' || of.trim() === '' ? {} : { of: of.trim() }),
    ...{ post: post.trim(), name: name.trim() },
  };
}

function signerDraft({ authority, of = '', post, name, ...others }: Signer): SignerDraft {
  return { authority: authority ?? '', of, post, name, others };
}

/** What is saved of a form. */
export function valuesOf(draft: LetterheadDraft): LetterheadValues {
  const optional = <T>(none: boolean, nothing: T, said: T, isOpen: boolean): T | undefined =>
    none ? nothing : isOpen ? undefined : said;
  const parent = optional(draft.noParent, '', draft.parent.trim(), draft.parent.trim() === '');
  const to = linesOf(draft.reportTo);
  const reportTo = optional(draft.noReportTo, [], to, to.length === 0);
  return {
    ...Object.fromEntries(textKeys.map((key) => [key, draft[key].trim()])),
    ...Object.fromEntries(lineKeys.map((key) => [key, linesOf(draft[key])])),
    signers: draft.signers.filter((signer) => !isNobody(signer)).map(signerOf),
    ...(parent === undefined ? {} : { parent }),
    ...(reportTo === undefined ? {} : { reportTo }),
  } as LetterheadValues;
}

export function draftOf(values: LetterheadValues): LetterheadDraft {
  return {
    ...(Object.fromEntries(textKeys.map((key) => [key, values[key]])) as Record<
      (typeof textKeys)[number],
      string
    >),
    ...(Object.fromEntries(lineKeys.map((key) => [key, values[key].join('\n')])) as Record<
      (typeof lineKeys)[number],
      string
    >),
    parent: values.parent ?? '',
    noParent: values.parent === '',
    reportTo: (values.reportTo ?? []).join('\n'),
    noReportTo: values.reportTo?.length === 0,
    signers: values.signers.map(signerDraft),
  };
}

/** Puts one value into a form. */
export function putInto(draft: LetterheadDraft, key: LetterheadKey, values: LetterheadValues): void {
  const from = draftOf(values);
  Object.assign(draft, { [key]: from[key] });
  if (key === 'parent') draft.noParent = from.noParent;
  if (key === 'reportTo') draft.noReportTo = from.noReportTo;
}

const letterheadKeys: readonly LetterheadKey[] = [...textKeys, ...lineKeys, 'parent', 'reportTo', 'signers'];

/** In which values two differ. */
export function differing(one: LetterheadValues, other: LetterheadValues): LetterheadKey[] {
  const text = (values: LetterheadValues, key: LetterheadKey): string => JSON.stringify(values[key] ?? null);
  return letterheadKeys.filter((key) => text(one, key) !== text(other, key));
}
