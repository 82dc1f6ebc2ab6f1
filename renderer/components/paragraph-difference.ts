import { diffArrays } from 'diff';
import { compareTexts, type TextDifferences } from '#renderer/components/text-difference';

/** Paragraphs that both texts have, or what stands on either side in one place. */
export type ParagraphRow =
  | { readonly kind: 'same'; readonly paragraphs: readonly string[] }
  | ({ readonly kind: 'changed' } & TextDifferences);

/** Time for one pair of texts, in milliseconds: what is left over is marked paragraph by paragraph. */
const budget = 600;
/** Characters after which a changed passage is not looked into. */
const longestPassage = 30_000;

const paragraphs = (text: string): string[] =>
  text
    .normalize('NFC')
    .split('\n')
    .map((line) => line.trimEnd())
    .filter((line) => line !== '');

const whole = (text: string): TextDifferences['here'] => (text === '' ? [] : [{ text, changed: true }]);

/**
 * Two texts in rows, to be shown side by side: runs of paragraphs (lines that are not blank) that are the same, and
 * passages that are not, in which syllables are marked while there is time.
 */
export function compareParagraphs(before: string, after: string): ParagraphRow[] {
  const start = Date.now();
  const [older, newer] = [paragraphs(before), paragraphs(after)];
  const changes = diffArrays(older, newer, { maxEditLength: 2_000, timeout: budget }) ?? [
    { value: older, removed: true, added: false },
    { value: newer, removed: false, added: true },
  ];
  const rows: ParagraphRow[] = [];
  let removed: string[] = [];
  let added: string[] = [];
  const close = (): void => {
    if (removed.length + added.length === 0) return;
    const [here, there] = [removed.join('\n'), added.join('\n')];
    const left = budget - (Date.now() - start);
    const isPlain = here === '' || there === '' || left <= 0 || here.length + there.length > longestPassage;
    const found = isPlain ? { here: whole(here), there: whole(there) } : compareTexts(here, there, left);
    rows.push({ kind: 'changed', ...found });
    [removed, added] = [[], []];
  };
  for (const change of changes) {
    if (change.removed) removed.push(...change.value);
    else if (change.added) added.push(...change.value);
    else {
      close();
      rows.push({ kind: 'same', paragraphs: change.value });
    }
  }
  close();
  return rows;
}
