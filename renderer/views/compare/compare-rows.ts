import { namedIn } from '#renderer/components/named';
import type { Application } from '#renderer/state/application.svelte';
import { align, alignResults, sameWords } from '#renderer/views/compare/align';
import { appliedLines, costLines, legalLine } from '#shared/paper/practice-facts';
import { resultFigures } from '#renderer/views/reader/practice-text';
import type { Practice } from '#shared/contract/practices';
import { saysNotReported } from '#shared/model/completeness';
import { formatPeriod } from '#shared/model/period';
import { provinceLabel } from '#shared/model/province';
import { sectionKeys, sections as formatSections } from '#shared/model/section';

export type Compared = Pick<Practice, 'summary' | 'frontMatter' | 'preamble' | 'sections'>;
type Words = Pick<Application, 'messages' | 'language' | 'reference' | 'provinces'>;

/** A line of the comparison: what it is about, and what each practice says, null where nothing is known of that practice. */
interface CompareRow {
  readonly key: string;
  readonly label: string;
  readonly note?: string;
  /** Lines of each column; Markdown where `rich`. */
  readonly cells: readonly (readonly string[])[];
  readonly rich?: boolean;
}

interface CompareGroup {
  readonly key: 'identity' | 'results' | 'means' | 'basis' | 'sections';
  readonly rows: readonly CompareRow[];
}

/** Everything that is compared; a column whose practice is not there is empty. Groups without rows are left out. */
export function compareGroups(columns: readonly (Compared | null)[], app: Words): CompareGroup[] {
  const groups: CompareGroup[] = [
    { key: 'identity', rows: identityRows(columns, app) },
    { key: 'results', rows: resultRows(columns, app) },
    { key: 'means', rows: meansRows(columns, app) },
    { key: 'basis', rows: basisRows(columns, app) },
    { key: 'sections', rows: sectionRows(columns, app) },
  ];
  return groups
    .map(({ key, rows }) => ({
      key,
      rows: rows.filter(({ cells }) => cells.some((lines) => lines.length > 0)),
    }))
    .filter(({ rows }) => rows.length > 0);
}

/** Whether the practices that are there say different things; how it is spelled is no difference. */
export function isDifferent({ cells }: Pick<CompareRow, 'cells'>, there: readonly boolean[]): boolean {
  const said = cells.filter((_, at) => there[at]).map((lines) => sameWords(lines.join('\n')));
  return new Set(said).size > 1;
}

type Facts = (practice: Compared) => readonly (string | null | undefined)[];

function factRow(
  key: string,
  label: string,
  columns: readonly (Compared | null)[],
  facts: Facts,
): CompareRow {
  const cells = columns.map((practice) =>
    practice === null ? [] : facts(practice).filter((line): line is string => (line ?? '') !== ''),
  );
  return { key, label, cells };
}

function identityRows(columns: readonly (Compared | null)[], app: Words): CompareRow[] {
  const { reader, reference, practice } = app.messages;
  const row = (key: string, label: string, facts: Facts): CompareRow => factRow(key, label, columns, facts);
  return [
    row('summary', practice.fields.summary, ({ summary }) => [summary.summary]),
    row('office', app.messages.compare.office, ({ summary }) => [summary.office]),
    row('province', reference.facet.province, ({ summary }) => [
      summary.province && provinceLabel(app.provinces, summary.province, app.language),
    ]),
    row('period', reference.facet.period, ({ summary }) => [
      summary.period && formatPeriod(summary.period, app.language),
    ]),
    row('field', reference.facet.field, ({ summary }) =>
      summary.fields.map((key) => namedIn(app.reference.fields, key, app.language)),
    ),
    row('evidence', reference.facet.evidence, ({ summary }) => [
      summary.evidence && practice.evidence[summary.evidence],
    ]),
    row('applied', reader.applied, ({ frontMatter }) => appliedLines(frontMatter, app)),
    row('beneficiaries', reader.beneficiaries, ({ frontMatter }) => frontMatter.beneficiaries ?? []),
  ];
}

function resultRows(columns: readonly (Compared | null)[], app: Words): CompareRow[] {
  const results = columns.map((practice) => practice?.frontMatter.results ?? []);
  return alignResults(results).map(({ key, cells }) => {
    const [first] = cells.flat();
    const unit = first?.unit ?? '';
    return {
      key,
      label: first?.indicator ?? '',
      ...(unit === '' ? {} : { note: app.messages.compare.unitOf(unit) }),
      cells: cells.map((own) => own.map((result) => resultFigures(result, app))),
    };
  });
}

function meansRows(columns: readonly (Compared | null)[], app: Words): CompareRow[] {
  const words = app.messages.reader;
  return [
    factRow('cost', words.cost, columns, ({ frontMatter }) => costLines(frontMatter, app)),
    factRow('needs', words.needs, columns, ({ frontMatter }) => frontMatter.place?.conditions ?? []),
    factRow('partners', words.partners, columns, ({ frontMatter }) => frontMatter.partners ?? []),
  ];
}

function basisRows(columns: readonly (Compared | null)[], app: Words): CompareRow[] {
  const words = app.messages.reader;
  return [
    factRow('legal', words.legalBasis, columns, ({ frontMatter }) =>
      (frontMatter.legalBasis ?? []).map(legalLine),
    ),
    factRow('contact', words.contact, columns, ({ frontMatter: { contact } }) => [
      contact?.post,
      contact?.name,
      contact?.officePhone,
      contact?.email,
    ]),
  ];
}

/** The fixed sections in their order whatever language each is written in, then others by their heading. */
function sectionRows(columns: readonly (Compared | null)[], app: Words): CompareRow[] {
  const { lead } = app.messages.compare;
  const said = columns.map((practice) =>
    practice === null
      ? []
      : [
          { key: 'lead', heading: lead, body: practice.preamble },
          ...practice.sections.map(({ key, heading, body }) => ({
            key: key ?? `heading ${sameWords(heading)}`,
            heading,
            body,
          })),
        ].filter(({ body }) => body.trim() !== '' && !saysNotReported(body)),
  );
  const rows = align(said, ({ key }) => key);
  const order: readonly string[] = ['lead', ...sectionKeys];
  const placeOf = (key: string): number => (order.includes(key) ? order.indexOf(key) : order.length);
  return rows
    .sort((a, b) => placeOf(a.key) - placeOf(b.key))
    .map(({ key, cells }) => ({
      key,
      label:
        formatSections.find((section) => section.key === key)?.[app.language] ??
        cells.flat()[0]?.heading ??
        '',
      cells: cells.map((own) => own.map(({ body }) => body.trim())),
      rich: true,
    }));
}
