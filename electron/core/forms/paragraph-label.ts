import { exactLabel, type Label, likeLabel, markedLabel } from '#core/forms/form-words';
import { isNilLine } from '#core/forms/nil-box';
import type { WordParagraph } from '#core/forms/word-tree';
import type { SectionKey } from '#shared/model/section';

/** Where in the form a paragraph stands. */
export interface Surroundings {
  /** Below the heading of a section, where lines are its text unless something says otherwise. */
  readonly inSection: boolean;
  /** The section has a heading of its own, which still has its mark or was come by already. */
  isTaken(key: SectionKey): boolean;
}

/** The label that a paragraph is: by its mark, else by its words. */
export function labelOfParagraph(block: WordParagraph, around: Surroundings): Label | undefined {
  const { text, heading, list, bookmarks } = block;
  const marked = markedLabel(bookmarks);
  if (marked) return marked;
  if (text.trim() === '' || (heading !== null && heading > 2)) return undefined;
  const label = exactLabel(text);
  if (label?.type === 'section')
    // In the text of another one it is a line like others, unless the heading itself has lost its mark.
    return !around.isTaken(label.key) && (list === null || heading !== null) ? label : undefined;
  if (around.inSection) return nearHeading(block, around);
  if (isNilLine(text)) return { type: 'nil' };
  const named = /^([^:\t]{2,80})[:\t]/.exec(text)?.[1];
  const value = named === undefined ? undefined : exactLabel(named);
  return value?.type === 'value' ? value : nearHeading(block, around);
}

/** A heading with other words than the form's, where the one that it is like is not there. */
function nearHeading({ text, heading, runs }: WordParagraph, around: Surroundings): Label | undefined {
  const bold = runs.length > 0 && runs.every((run) => run.bold || run.text.trim() === '');
  if (heading === null && !(bold && /^\s*\d{1,2}[.)]/.test(text))) return undefined;
  const label = likeLabel(text);
  return label?.type === 'section' && !around.isTaken(label.key) ? label : undefined;
}
