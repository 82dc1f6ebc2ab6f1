import { fieldText, type Words } from '#core/bundle/field-text';
import { differences } from '#core/practices/differences';
import type { PracticeDocument } from '#core/practices/document';
import type { ChangeCount } from '#shared/contract/revisions';
import type { Difference } from '#shared/model/bundle';
import type { Result } from '#shared/model/practice';

/** Characters of one text that are compared: far beyond any section, and no burden for a page. */
const longest = 500_000;

/** What differs between two versions of a practice; results row by row, as `results:<indicator>`. */
export function versionDifferences(
  before: PracticeDocument,
  after: PracticeDocument,
  words: Words,
): Difference[] {
  return differences(before, after, words, longest).flatMap((found) => {
    if (found.field !== 'results') return [found];
    const rows = resultRows(before, after, words);
    return rows.length === 0 ? [found] : rows;
  });
}

export function countChanges(found: readonly Difference[]): ChangeCount {
  const of = (kind: string): number => found.filter(({ field }) => field.startsWith(`${kind}:`)).length;
  const [sections, attachments] = [of('section'), of('attachment')];
  const results = of('results');
  const fields = found.length - sections - attachments - results + (results > 0 ? 1 : 0);
  return { fields, sections, attachments };
}

/** Results by indicator; the second of one name is told apart by its number. */
function byIndicator({ frontMatter }: PracticeDocument): Map<string, Result> {
  const rows = new Map<string, Result>();
  for (const result of frontMatter.results ?? []) {
    let name = result.indicator.trim();
    for (let number = 2; rows.has(name); number += 1) name = `${result.indicator.trim()} (${String(number)})`;
    rows.set(name, result);
  }
  return rows;
}

function resultRows(before: PracticeDocument, after: PracticeDocument, words: Words): Difference[] {
  const [here, there] = [byIndicator(before), byIndicator(after)];
  const text = (result: Result | undefined): string | null =>
    result === undefined ? null : fieldText('results', [result], words);
  return [...new Set([...here.keys(), ...there.keys()])]
    .map((name) => ({ field: `results:${name}`, here: text(here.get(name)), there: text(there.get(name)) }))
    .filter((row) => row.here !== row.there);
}
