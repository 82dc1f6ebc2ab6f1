import type { Practice } from '#shared/contract/practices';
import { saysNotReported } from '#shared/model/completeness';
import { formatNumber, formatQuantity } from '#shared/model/number';
import { formatPartialDate } from '#shared/model/partial-date';
import { formatPeriod } from '#shared/model/period';
import type { FrontMatter, Result } from '#shared/model/practice';
import { provinceLabel } from '#shared/model/province';
import { type Discontinued, discontinuedLines } from '#shared/paper/discontinued';
import type { PaperPart, PaperWords } from '#shared/paper/paper';
import { appliedLines, costLines, legalLine } from '#shared/paper/practice-facts';
import { sourceLine } from '#shared/paper/source-line';

type Whole = Pick<Practice, 'summary' | 'frontMatter' | 'preamble' | 'sections'>;

function resultRow(result: Result, { messages, language }: PaperWords): string[] {
  const { reader } = messages;
  const figure = (value: number | undefined): string =>
    value === undefined ? '' : formatNumber(value, language);
  const quantity = (value: number): string => formatQuantity(value, result.unit, language);
  const remarks = [
    result.expected === true ? reader.expected : '',
    result.cumulative === undefined ? '' : `${reader.cumulative} ${quantity(result.cumulative)}`,
    result.target === undefined ? '' : reader.target(quantity(result.target)),
    result.asOf === undefined ? '' : reader.asOf(formatPartialDate(result.asOf)),
    result.method ?? '',
    result.note ?? '',
  ];
  return [
    result.indicator,
    result.unit ?? '',
    figure(result.before),
    figure(result.after),
    remarks.filter(Boolean).join('; '),
  ];
}

function results(given: readonly Result[], words: PaperWords): PaperPart[] {
  const { reader, paper } = words.messages;
  if (given.length === 0) return [];
  const columns = [
    { text: reader.indicator, share: 32 },
    { text: paper.unit, share: 14 },
    { text: reader.before, figures: true, share: 13 },
    { text: reader.after, figures: true, share: 13 },
    { text: paper.remarks, share: 28 },
  ];
  return [
    { type: 'heading', text: reader.results },
    { type: 'table', columns, rows: given.map((result) => resultRow(result, words)) },
  ];
}

/** Heading and lines; nothing where there are no lines. */
function part(heading: string, lines: readonly string[], listed = false): PaperPart[] {
  const given = lines.filter((text) => text.trim() !== '');
  if (given.length === 0) return [];
  const texts = given.map((text): PaperPart => ({ type: 'text', text }));
  return [
    { type: 'heading', text: heading },
    ...(listed ? [{ type: 'list', items: given } satisfies PaperPart] : texts),
  ];
}

function facts(frontMatter: FrontMatter, words: PaperWords): PaperPart[] {
  const { reader } = words.messages;
  const { contact = {}, place, beneficiaries = [], partners = [], authors = [] } = frontMatter;
  return [
    ...part(reader.cost, costLines(frontMatter, words)),
    ...part(reader.needs, place?.conditions ?? [], true),
    ...part(reader.applied, [appliedLines(frontMatter, words).join(' · ')]),
    ...part(reader.influence, [frontMatter.influence ?? '']),
    ...part(reader.beneficiaries, [beneficiaries.join('; ')]),
    ...part(reader.partners, [partners.join('; ')]),
    ...part(reader.authors, [authors.join('; ')]),
    ...part(
      reader.contact,
      [contact.post, contact.name, contact.officePhone, contact.email].map((text) => text ?? ''),
    ),
  ];
}

/** What a reader wants to know first: from where, of when, about what, how far it is confirmed. */
function origin({ summary }: Whole, { messages, language, provinces, reference }: PaperWords): PaperPart[] {
  const { reader, practice } = messages;
  const named = (key: string): string =>
    reference.fields.find((field) => field.key === key)?.[language] ?? key;
  const level = summary.evidence === null ? '' : practice.evidence[summary.evidence].toLowerCase();
  const fields = summary.fields.map(named).join('; ');
  return [
    [
      summary.province === null ? '' : provinceLabel(provinces, summary.province, language),
      summary.office,
      summary.period === null ? '' : formatPeriod(summary.period, language),
    ],
    [fields === '' ? '' : `${messages.reference.facet.field}: ${fields}`],
    [level === '' ? '' : `${reader.evidence}: ${level}`],
  ]
    .map((line) => line.filter(Boolean).join(' · '))
    .filter(Boolean)
    .map((text) => ({ type: 'origin', text }));
}

/** Before anything else of it is read. */
function ended(discontinued: Discontinued | undefined, { messages }: PaperWords): PaperPart[] {
  const [text, ...lines] = discontinuedLines(discontinued, messages.statements);
  if (text === undefined) return [];
  return [{ type: 'heading', text }, ...lines.map((line): PaperPart => ({ type: 'text', text: line }))];
}

/**
 * A practice as it stands on paper, without what only helps on a screen; its source is the last line. What its origin no
 * longer recommends says so in front.
 */
export function practicePaper(practice: Whole, words: PaperWords, discontinued?: Discontinued): PaperPart[] {
  const { summary, frontMatter } = practice;
  const { messages } = words;
  const { reader } = messages;
  const told = practice.sections.filter(({ body }) => body.trim() !== '' && !saysNotReported(body));
  const attachments = frontMatter.attachments ?? [];
  return [
    { type: 'title', text: summary.title || messages.practice.untitled },
    ...origin(practice, words),
    ...ended(discontinued, words),
    ...(summary.summary === '' ? [] : [{ type: 'text', text: summary.summary } satisfies PaperPart]),
    ...results(frontMatter.results ?? [], words),
    ...facts(frontMatter, words),
    { type: 'markdown', text: practice.preamble },
    ...told.flatMap(({ heading, body }): PaperPart[] => [
      { type: 'heading', text: heading },
      { type: 'markdown', text: body },
    ]),
    ...part(reader.legalBasis, (frontMatter.legalBasis ?? []).map(legalLine), true),
    ...part(
      reader.attachments,
      attachments.map(({ title, file }) => title || file),
      true,
    ),
    ...part(reader.sources, frontMatter.sources ?? [], true),
    { type: 'source', text: sourceLine(summary, words) },
  ];
}
