import { bagFiles, type PayloadFile, payloadText } from '#core/bundle/bag-writer';
import type { ReadControl } from '#core/bundle/bag-reader';
import { bundleName } from '#core/bundle/bundle-name';
import type { Words } from '#core/bundle/field-text';
import { indexPage, type IndexPageContent } from '#core/bundle/index-page';
import { bundleJson } from '#core/bundle/parcel-reader';
import { vietnamDate } from '#core/bundle/vietnam-date';
import { writeZip } from '#core/bundle/zip-writer';
import { jsonText } from '#core/files/atomic-write';
import { bundleFormat, type BundleManifest } from '#shared/model/bundle';
import { formatPeriod } from '#shared/model/period';

/** Everything that a bundle's bytes depend on, beside the version of the program. */
export interface BundleContent extends Omit<IndexPageContent, 'practices'> {
  readonly practices: readonly (IndexPageContent['practices'][number] & {
    readonly id: string;
    readonly revision: string;
    readonly files: readonly PayloadFile[];
  })[];
}

/** Of the whole, because this version does not cut bundles into parts. */
const part = { part: 1, parts: 1 } as const;

/**
 * The bytes of a bundle (docs/formats.md, "Bundle"), as they are taken. The same content gives the same bytes on every
 * machine and in every time zone.
 */
export async function* writeBundle(
  content: BundleContent,
  words: { vi: Words; en: Words },
  control: ReadControl,
): AsyncGenerator<Uint8Array> {
  const pieces: string[] = [];
  for await (const piece of indexPage(content, words)) {
    control.check();
    pieces.push(piece);
  }
  const payload = [
    payloadText(bundleJson, jsonText(manifestOf(content))),
    payloadText('data/index.html', pieces.join('')),
    ...content.practices.flatMap(({ files }) => files),
  ];
  const folder = bundleName(content.issuer, content.period, content.number);
  yield* writeZip(bagFiles(folder, payload, tagsOf(content)), control);
}

function manifestOf(content: BundleContent): BundleManifest {
  const { issuer, period, number, issuedAt, foreword, practices } = content;
  return {
    format: bundleFormat,
    kind: 'lantoa-bundle',
    office: { id: issuer.id, name: issuer.name, province: issuer.province?.id ?? null },
    period,
    number,
    ...part,
    issuedAt,
    foreword,
    practices: practices.map(({ id, revision, frontMatter: { title = '', language } }) => ({
      id,
      revision,
      title,
      language,
    })),
  };
}

function tagsOf({ issuer, period, number, issuedAt, practices }: BundleContent): [string, string][] {
  const description = `Cách làm hay ${formatPeriod(period, 'vi')}, số ${String(number)}, ${String(practices.length)} bài`;
  return [
    ['Source-Organization', issuer.name],
    ['External-Identifier', `lantoa:${issuer.id}:${period}:${String(number)}:${String(part.part)}`],
    ['Internal-Sender-Description', description],
    ['Bagging-Date', vietnamDate(issuedAt)],
    ['Bag-Count', `${String(part.part)} of ${String(part.parts)}`],
    ['Lantoa-Format', bundleFormat],
    ['Lantoa-Office-Id', issuer.id],
    ...(issuer.province ? ([['Lantoa-Province', issuer.province.id]] as [string, string][]) : []),
    ['Lantoa-Period', period],
    ['Lantoa-Number', String(number)],
    ['Lantoa-Issued-At', issuedAt],
    ['Lantoa-Practices', String(practices.length)],
  ];
}
