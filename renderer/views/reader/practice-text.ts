import { formatPartialDate } from '#shared/model/partial-date';
import { resultSentence } from '#renderer/components/result-sentence';
import type { Application } from '#renderer/state/application.svelte';
import { saysNotReported } from '#shared/model/completeness';
import type { Practice } from '#shared/contract/practices';
import { formatQuantity } from '#shared/model/number';
import { formatPeriod } from '#shared/model/period';
import type { Result } from '#shared/model/practice';
import { provinceLabel } from '#shared/model/province';
import { type Discontinued, discontinuedLines } from '#shared/paper/discontinued';

type Words = Pick<Application, 'messages' | 'language' | 'provinces'>;

/** One result as a line of text. */
export function resultLine(result: Result, app: Words): string {
  return `${result.indicator}: ${resultFigures(result, app)}`;
}

/** The figures of a result: a sentence where there is a before and an after, else each figure by its name. */
export function resultFigures(result: Result, app: Words): string {
  const { practice, reader } = app.messages;
  const figure = (value: number | undefined, name: string): string[] =>
    value === undefined ? [] : [`${name} ${formatQuantity(value, result.unit, app.language)}`.trim()];
  const sentence = resultSentence(result, practice.results, app.language);
  const figures = sentence
    ? [sentence]
    : [
        ...figure(result.before, practice.results.before.toLowerCase()),
        // "After" says something only beside a "before".
        ...figure(result.after, result.before === undefined ? '' : practice.results.after.toLowerCase()),
        ...figure(result.cumulative, practice.results.cumulative.toLowerCase()),
        ...figure(result.target, practice.results.target.toLowerCase()),
      ];
  const remarks = [
    result.expected === true ? reader.expected.toLowerCase() : '',
    result.asOf === undefined ? '' : reader.asOf(formatPartialDate(result.asOf)),
  ].filter(Boolean);
  const remark = remarks.length === 0 ? '' : ` (${remarks.join(', ')})`;
  return `${figures.join(', ') || practice.notReported.toLowerCase()}${remark}`;
}

/** The whole practice as plain text with its source as the last line, for pasting anywhere. */
export function practiceText(
  practice: Pick<Practice, 'summary' | 'frontMatter' | 'preamble' | 'sections'>,
  app: Words,
  discontinued?: Discontinued,
): string {
  const { summary, frontMatter } = practice;
  const { reader } = app.messages;
  const period = summary.period ? formatPeriod(summary.period, app.language) : '';
  const place = summary.province ? provinceLabel(app.provinces, summary.province, app.language) : '';
  const results = (frontMatter.results ?? []).map((result) => `- ${resultLine(result, app)}`);
  return [
    summary.title,
    [place, summary.office, period].filter(Boolean).join(' · '),
    discontinuedLines(discontinued, app.messages.statements).join('\n'),
    summary.summary,
    results.length === 0 ? '' : `${reader.results}\n${results.join('\n')}`,
    practice.preamble.trim(),
    ...practice.sections
      .filter(({ body }) => body.trim() !== '' && !saysNotReported(body))
      .map(({ heading, body }) => `${heading}\n${body.trim()}`),
    [summary.sample ? reader.samplePrint : '', reader.source(summary.office, period)]
      .filter(Boolean)
      .join(' '),
  ]
    .filter(Boolean)
    .join('\n\n');
}
