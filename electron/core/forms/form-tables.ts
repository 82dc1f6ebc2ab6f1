import { formTable, hint } from '#core/forms/form-blocks';
import { dateText, figureText, moreLines } from '#core/forms/form-figures';
import { legalColumns, markOf, resultColumns, wordsIn } from '#core/forms/form-words';
import type { WordBlock } from '#core/papers/word-blocks';
import type { EditableFields, Language, Result } from '#shared/model/practice';

/** The table of results; `empty` rows are there to be written on. */
export function resultTable(results: readonly Result[], language: Language, empty: number): WordBlock[] {
  const { paper } = wordsIn(language).forms;
  const shares = { indicator: 36, unit: 18, before: 16, after: 16, asOf: 20, more: 40 };
  const rows = results.map((result) => [
    result.indicator.split('\n'),
    [result.unit ?? ''],
    [result.before === undefined ? '' : figureText(result.before)],
    [result.after === undefined ? '' : figureText(result.after)],
    [result.asOf === undefined ? '' : dateText(result.asOf)],
    moreLines(result, language),
  ]);
  const columns = resultColumns.map((key) => ({
    name: paper.results[key],
    share: shares[key],
    center: !['indicator', 'more'].includes(key),
  }));
  return [hint(paper.resultsHint), formTable(markOf.results, columns, rows, empty)];
}

/** The table of legal documents; `empty` rows are there to be written on. */
export function legalTable(
  documents: EditableFields['legalBasis'],
  language: Language,
  empty: number,
): WordBlock[] {
  const { paper } = wordsIn(language).forms;
  const shares = { kind: 24, number: 28, date: 22, issuer: 30, title: 42 };
  const rows = documents.map((basis) =>
    legalColumns.map((key) => {
      const value = basis[key] ?? '';
      return [key === 'date' ? dateText(value) : value];
    }),
  );
  const columns = legalColumns.map((key) => ({ name: paper.legalBasis[key], share: shares[key] }));
  return [hint(paper.legalBasisHint), formTable(markOf.legalBasis, columns, rows, empty)];
}
