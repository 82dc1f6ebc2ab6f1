import { differenceLabel } from '#renderer/components/difference-label';
import type { Input } from '#shared/contract/contract';
import type { Messages } from '#shared/messages/messages';
import { type Comment, editableFieldsSchema, type EditableKey, type Language } from '#shared/model/practice';
import { sectionKeys } from '#shared/model/section';

/** What a comment may be about. */
export type Place = NonNullable<Input<'comments.add'>['about']>;

/** Sections first, since most comments are about them. */
export const places: readonly Place[] = [
  ...sectionKeys.map((key) => `section:${key}` as const),
  ...(Object.keys(editableFieldsSchema.shape) as EditableKey[]),
];

export function placeLabel(place: string, messages: Messages, language: Language): string {
  return differenceLabel(place, messages, language);
}

/** Comments that wait for somebody, in the order of the form: of the whole practice, then section by section. */
export function openComments(comments: readonly Comment[]): Comment[] {
  const order = (comment: Comment): number =>
    comment.about === undefined ? -1 : places.indexOf(comment.about as Place);
  return comments
    .filter(({ resolvedAt, removedAt }) => resolvedAt === undefined && removedAt === undefined)
    .toSorted((a, b) => order(a) - order(b));
}

/** What is settled: dealt with or taken back, latest first. */
export function settledComments(comments: readonly Comment[]): Comment[] {
  const when = ({ removedAt, resolvedAt = '' }: Comment): string => removedAt ?? resolvedAt;
  return comments
    .filter(({ resolvedAt, removedAt }) => resolvedAt !== undefined || removedAt !== undefined)
    .toSorted((a, b) => when(b).localeCompare(when(a)));
}

/** The section whose text is selected, and the selection. */
export function selectedPassage(selection: Selection | null): { place: Place; quote: string } | null {
  const quote = selection?.toString().trim() ?? '';
  const node = selection?.anchorNode;
  const element = node instanceof Element ? node : node?.parentElement;
  const id = element?.closest('[id^="write-section."]')?.id ?? '';
  const place = places.find((candidate) => `write-${candidate.replace(':', '.')}` === id);
  return quote === '' || place === undefined ? null : { place, quote: quote.slice(0, 500) };
}
