import { formatQuantity } from '#renderer/components/result-sentence';
import { renderMarkdown } from '#renderer/components/render-markdown';
import type { Application } from '#renderer/state/application.svelte';
import { appliedLines, costLines, legalLine } from '#renderer/views/reader/practice-facts';
import { sourceLine } from '#renderer/views/reader/source-line';
import { make, makeTable, styleForWord } from '#renderer/views/reader/word-elements';
import type { Practice } from '#shared/contract/practices';
import { saysNotReported } from '#shared/model/completeness';
import { formatNumber } from '#shared/model/number';
import { formatPartialDate } from '#shared/model/partial-date';
import { formatPeriod } from '#shared/model/period';
import type { FrontMatter, Result } from '#shared/model/practice';
import { provinceLabel } from '#shared/model/province';

type Words = Pick<Application, 'messages' | 'language' | 'provinces'>;
type Whole = Pick<Practice, 'summary' | 'frontMatter' | 'preamble' | 'sections'>;

/** Markdown as Word takes it: no frames around tables, and a line in the place of each picture. */
function written(markdown: string, { messages }: Words): Node[] {
  const holder = document.createElement('div');
  const { picture } = messages.paper;
  holder.append(
    renderMarkdown(markdown, {
      // Word does not reach the library's files, and drops pictures that stand in the text itself.
      pictures: new Map(),
      pictureOutside: '',
      table: '',
      under: 2,
    }),
  );
  for (const frame of holder.querySelectorAll('.table-frame')) frame.replaceWith(...frame.childNodes);
  for (const note of holder.querySelectorAll('.picture-outside'))
    note.replaceWith(picture(note.textContent.replace(/^: /, '').trim()));
  return [...holder.childNodes];
}

function resultRow(result: Result, { messages, language }: Words): string[] {
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

function results(given: readonly Result[], app: Words): HTMLElement[] {
  const { reader, paper } = app.messages;
  if (given.length === 0) return [];
  const heads = [
    { text: reader.indicator },
    { text: paper.unit },
    { text: reader.before, figures: true },
    { text: reader.after, figures: true },
    { text: paper.remarks },
  ];
  return [
    make('h2', reader.results),
    makeTable(
      heads,
      given.map((result) => resultRow(result, app)),
    ),
  ];
}

/** Heading and lines; nothing where there are no lines. */
function part(heading: string, lines: readonly string[], listed = false): HTMLElement[] {
  const given = lines.filter((text) => text.trim() !== '');
  if (given.length === 0) return [];
  const body = listed
    ? [make('ul', ...given.map((text) => make('li', text)))]
    : given.map((text) => make('p', text));
  return [make('h2', heading), ...body];
}

function facts(frontMatter: FrontMatter, app: Words): HTMLElement[] {
  const { reader } = app.messages;
  const { contact = {}, place, beneficiaries = [], partners = [] } = frontMatter;
  return [
    ...part(reader.cost, costLines(frontMatter, app)),
    ...part(reader.needs, place?.conditions ?? [], true),
    ...part(reader.applied, [appliedLines(frontMatter, app).join(' · ')]),
    ...part(reader.influence, [frontMatter.influence ?? '']),
    ...part(reader.beneficiaries, [beneficiaries.join('; ')]),
    ...part(reader.partners, [partners.join('; ')]),
    ...part(
      reader.contact,
      [contact.post, contact.name, contact.officePhone, contact.email].map((text) => text ?? ''),
    ),
  ];
}

/**
 * A practice as HTML that Word takes over when it is pasted: headings that are headings, tables with borders,
 * Times New Roman 14, pictures left out with a line in their place, and its source as the last line.
 */
export function wordHtml(practice: Whole, app: Words): string {
  const { summary, frontMatter } = practice;
  const { reader } = app.messages;
  const place = [
    summary.province === null ? '' : provinceLabel(app.provinces, summary.province, app.language),
    summary.office,
    summary.period === null ? '' : formatPeriod(summary.period, app.language),
  ];
  const told = practice.sections.filter(({ body }) => body.trim() !== '' && !saysNotReported(body));
  const line = (text: string): HTMLElement[] => (text === '' ? [] : [make('p', text)]);
  const source = make('p', make('em', sourceLine(summary, app)));
  const root = make(
    'div',
    make('h1', summary.title || app.messages.practice.untitled),
    ...line(place.filter(Boolean).join(' · ')),
    ...line(summary.summary),
    ...results(frontMatter.results ?? [], app),
    ...facts(frontMatter, app),
    ...written(practice.preamble, app),
    ...told.flatMap(({ heading, body }) => [make('h2', heading), ...written(body, app)]),
    ...part(reader.legalBasis, (frontMatter.legalBasis ?? []).map(legalLine), true),
    ...part(
      reader.attachments,
      (frontMatter.attachments ?? []).map(({ title, file }) => title || file),
      true,
    ),
    ...part(reader.sources, frontMatter.sources ?? [], true),
    source,
  );
  root.lang = summary.language;
  styleForWord(root);
  return root.outerHTML;
}
