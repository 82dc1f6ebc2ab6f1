import { fieldText, sizeText, type Words } from '#core/bundle/field-text';
import { escapeHtml, markdownToHtml } from '#core/bundle/markdown-html';
import type { PracticeDocument } from '#core/practices/document';
import { statements as english } from '#shared/messages/en/statements';
import { statements as vietnamese } from '#shared/messages/vi/statements';
import { formatNumber } from '#shared/model/number';
import { formatPartialDate } from '#shared/model/partial-date';
import { formatPeriod } from '#shared/model/period';
import type { FrontMatter, Result } from '#shared/model/practice';
import { sections as formatSections } from '#shared/model/section';
import { type Discontinued, discontinuedLines } from '#shared/paper/discontinued';

/** What stands in the table of facts, in this order. */
const facts = [
  'evidence',
  'fields',
  'topics',
  'firstApplied',
  'place',
  'influence',
  'beneficiaries',
  'costs',
  'partners',
  'authors',
  'contact',
  'legalBasis',
  'keywords',
  'sources',
] as const;

/** Lists of words, which read as one line. */
const inline = new Set<string>(['fields', 'topics', 'beneficiaries', 'partners', 'authors', 'keywords']);

/** One practice of the page: what it is, in numbers, at a glance, then its sections and files. */
export function articleHtml(
  practice: PracticeDocument,
  number: number,
  words: Words,
  discontinued?: Discontinued,
): string {
  const { frontMatter } = practice;
  const { title = words.practice.untitled, office = '', province, period, summary } = frontMatter;
  const byline = [
    office,
    province && words.province(province),
    period && formatPeriod(period, words.language),
  ];
  const addresses = addressesOf(frontMatter);
  const text = sectionsHtml(practice, words, addresses);
  const lead = summary === undefined ? '' : `<div class="summary"><p>${escapeHtml(summary)}</p></div>\n`;
  const back = words.language === 'vi' ? 'Về mục lục' : 'Back to the contents';
  return `<article id="bai-${String(number)}" lang="${words.language}">
<h2>${String(number)}. ${escapeHtml(title)}</h2>
<p class="byline">${escapeHtml(byline.filter(Boolean).join(' · '))}</p>
${endedHtml(discontinued, words)}${lead}${resultsHtml(frontMatter, words)}${factsHtml(frontMatter, words)}${text}${filesHtml(frontMatter, words, addresses)}${picturesHtml(frontMatter, addresses, text)}<p class="plain back"><a href="#muc-luc">${back}</a></p>
</article>
`;
}

/** That its origin no longer recommends it: in front of all that it says. */
function endedHtml(discontinued: Discontinued | undefined, { language }: Words): string {
  const [title, reason = '', source = ''] = discontinuedLines(
    discontinued,
    { vi: vietnamese, en: english }[language],
  );
  if (title === undefined) return '';
  return `<div class="ended"><p class="plain"><strong>${escapeHtml(title)}</strong></p>
<p class="reason">${escapeHtml(reason)}</p>
<p class="plain">${escapeHtml(source)}</p></div>
`;
}

/** Attachments by file name: where they lie beside data/index.html. Both parts are safe in an address as they are. */
function addressesOf({ id, attachments = [] }: FrontMatter): Map<string, string> {
  return new Map(attachments.map(({ file }) => [file, `practices/${id}/attachments/${file}`]));
}

function resultsHtml({ results = [] }: FrontMatter, words: Words): string {
  if (results.length === 0) return '';
  const { results: labels, fields } = words.practice;
  const heads = [labels.indicator, labels.before, labels.after, labels.unit, labels.asOf];
  const cells = heads.map(
    (label, index) => `<th${index === 1 || index === 2 ? ' class="figure"' : ''}>${escapeHtml(label)}</th>`,
  );
  const rows = results.map((result) => resultRow(result, words)).join('\n');
  return `<h3>${escapeHtml(fields.results)}</h3>
<div class="table"><table><thead><tr>${cells.join('')}</tr></thead><tbody>
${rows}
</tbody></table></div>
`;
}

function resultRow(result: Result, words: Words): string {
  const { results: labels } = words.practice;
  const figure = (value: number | undefined): string =>
    `<td class="figure">${value === undefined ? '' : escapeHtml(formatNumber(value, words.language))}</td>`;
  const more = [
    result.expected === true ? labels.expected : '',
    result.cumulative === undefined
      ? ''
      : `${labels.cumulative}: ${formatNumber(result.cumulative, words.language)}`,
    result.target === undefined ? '' : `${labels.target}: ${formatNumber(result.target, words.language)}`,
    result.method === undefined ? '' : `${labels.method}: ${result.method}`,
    result.note ?? '',
  ].filter((part) => part !== '');
  const note = more.length === 0 ? '' : `<span class="note">${escapeHtml(more.join('; '))}</span>`;
  const asOf = result.asOf === undefined ? '' : formatPartialDate(result.asOf);
  return `<tr><td>${escapeHtml(result.indicator)}${note}</td>${figure(result.before)}${figure(result.after)}<td>${escapeHtml(result.unit ?? '')}</td><td>${escapeHtml(asOf)}</td></tr>`;
}

function factsHtml(frontMatter: FrontMatter, words: Words): string {
  const rows = facts.flatMap((key) => {
    const value = frontMatter[key];
    const text = value === undefined ? '' : fieldText(key, value, words);
    const label = words.practice.fields[key];
    return text === ''
      ? []
      : [
          `<dt>${escapeHtml(label)}</dt><dd>${escapeHtml(inline.has(key) ? text.replaceAll('\n', ', ') : text)}</dd>`,
        ];
  });
  return rows.length === 0 ? '' : `<dl class="facts">\n${rows.join('\n')}\n</dl>\n`;
}

function sectionsHtml(
  { preamble, sections }: PracticeDocument,
  words: Words,
  addresses: ReadonlyMap<string, string>,
): string {
  const opening = preamble === '' ? '' : `${markdownToHtml(preamble, addresses)}\n`;
  const bodies = sections.map(({ key, heading, body }) => {
    const known = formatSections.find((section) => section.key === key)?.[words.language];
    const text =
      body.trim() === ''
        ? `<p class="missing">${escapeHtml(words.practice.notReported)}</p>`
        : markdownToHtml(body, addresses);
    return `<h3>${escapeHtml(known ?? heading)}</h3>\n${text}\n`;
  });
  return opening + bodies.join('');
}

function filesHtml(
  { attachments = [] }: FrontMatter,
  words: Words,
  addresses: ReadonlyMap<string, string>,
): string {
  if (attachments.length === 0) return '';
  const items = attachments.map((attachment) => {
    const address = escapeHtml(addresses.get(attachment.file) ?? '');
    const name = escapeHtml(attachment.title === '' ? attachment.file : attachment.title);
    return `<li><a href="${address}">${name}</a> (${escapeHtml(sizeText(attachment.bytes, words))})</li>`;
  });
  const label = escapeHtml(words.practice.about.attachments);
  return `<h3>${label}</h3>\n<ul class="files">\n${items.join('\n')}\n</ul>\n`;
}

/** Pictures among the files that the text does not show itself. */
function picturesHtml(
  { attachments = [] }: FrontMatter,
  addresses: ReadonlyMap<string, string>,
  text: string,
): string {
  return attachments
    .filter(({ file }) => /\.(?:png|jpe?g|gif|webp)$/.test(file))
    .map(({ file, title }) => ({ address: escapeHtml(addresses.get(file) ?? ''), title: escapeHtml(title) }))
    .filter(({ address }) => !text.includes(`src="${address}"`))
    .map(
      ({ address, title }) =>
        `<figure><img src="${address}" alt="${title}"><figcaption>${title}</figcaption></figure>\n`,
    )
    .join('');
}
