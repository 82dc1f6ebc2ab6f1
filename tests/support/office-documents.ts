import { deflateRawSync } from 'node:zlib';
import { buildZip, type RawEntry } from '#tests/support/zip-builder';

const xml = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>';
const relationships = 'http://schemas.openxmlformats.org/package/2006/relationships';
const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const types = 'http://schemas.openxmlformats.org/package/2006/content-types';

const escaped = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
const part = (name: string, data: string | Buffer): RawEntry => ({ name, data, method: 8 });

const related = (target: string, kind: string, id = 'rId1'): string =>
  `<Relationship Id="${id}" Type="${office}/${kind}" Target="${target}"/>`;
const relations = (...all: string[]): string =>
  `${xml}<Relationships xmlns="${relationships}">${all.join('')}</Relationships>`;

/** A Word document whose body is this WordprocessingML (ECMA-376); `more` are further parts of the archive. */
export function makeWord(body: string, more: readonly RawEntry[] = [], prolog = xml): Buffer {
  const main = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml';
  const w = 'http://schemas.openxmlformats.org/wordprocessingml/2006/main';
  return buildZip([
    part(
      '[Content_Types].xml',
      `${xml}<Types xmlns="${types}"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/word/document.xml" ContentType="${main}"/></Types>`,
    ),
    part('_rels/.rels', relations(related('word/document.xml', 'officeDocument'))),
    part('word/document.xml', `${prolog}<w:document xmlns:w="${w}"><w:body>${body}</w:body></w:document>`),
    ...more,
  ]);
}

/** A paragraph whose runs are divided as Word divides them. */
export const paragraph = (...runs: string[]): string =>
  `<w:p>${runs.map((run) => `<w:r><w:t xml:space="preserve">${escaped(run)}</w:t></w:r>`).join('')}</w:p>`;

/** A workbook with one sheet; rows hold texts and numbers. */
export function makeSheets(
  name: string,
  rows: readonly (readonly (string | number)[])[],
  sheetXml?: string,
): Buffer {
  const ns = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
  const texts = rows.flat().filter((cell): cell is string => typeof cell === 'string');
  const cells = rows.map((row, line) => {
    const written = row.map((cell, at) => {
      const place = `${String.fromCharCode(65 + at)}${String(line + 1)}`;
      return typeof cell === 'number'
        ? `<c r="${place}"><v>${String(cell)}</v></c>`
        : `<c r="${place}" t="s"><v>${String(texts.indexOf(cell))}</v></c>`;
    });
    return `<row r="${String(line + 1)}">${written.join('')}</row>`;
  });
  return buildZip([
    part(
      '[Content_Types].xml',
      `${xml}<Types xmlns="${types}"><Default Extension="xml" ContentType="application/xml"/></Types>`,
    ),
    part('_rels/.rels', relations(related('xl/workbook.xml', 'officeDocument'))),
    part(
      'xl/workbook.xml',
      `${xml}<workbook xmlns="${ns}" xmlns:r="${office}"><sheets><sheet name="${escaped(name)}" sheetId="1" r:id="rId1"/></sheets></workbook>`,
    ),
    part(
      'xl/_rels/workbook.xml.rels',
      relations(
        related('worksheets/sheet1.xml', 'worksheet'),
        related('sharedStrings.xml', 'sharedStrings', 'rId2'),
      ),
    ),
    part(
      'xl/sharedStrings.xml',
      `${xml}<sst xmlns="${ns}">${texts.map((text) => `<si><t>${escaped(text)}</t></si>`).join('')}</sst>`,
    ),
    part(
      'xl/worksheets/sheet1.xml',
      `${xml}<worksheet xmlns="${ns}"><sheetData>${sheetXml ?? cells.join('')}</sheetData></worksheet>`,
    ),
  ]);
}

/** So many megabytes of one letter, packed a thousand times smaller, whatever the headers say of it. */
export function bombPart(name: string, megabytes: number, claimed?: number): RawEntry {
  const data = Buffer.concat([Buffer.from('<a>'), Buffer.alloc(megabytes * 1024 ** 2, 97)]);
  return { name, packed: deflateRawSync(data), method: 8, bytes: claimed ?? data.length, crc: 0 };
}

/** The beginning of a compound file (old Word and Excel), with a stream of this name in its directory. */
export function makeCompound(stream: string): Buffer {
  return Buffer.concat([
    Buffer.from('d0cf11e0a1b11ae1', 'hex'),
    Buffer.alloc(1_016),
    Buffer.from(stream, 'utf16le'),
    Buffer.alloc(1_024),
  ]);
}

/** A PDF with a page for each text, in a composite font whose letters are known by its ToUnicode map (ISO 32000-1, 9.10.3). */
export function makeTextPdf(pages: readonly string[]): Buffer {
  const letters = [...new Set(pages.join(''))];
  const hex = (value: number): string => value.toString(16).padStart(4, '0');
  const codes = (text: string): string =>
    Array.from(text, (letter) => hex(letters.indexOf(letter) + 1)).join('');
  const unicode = (letter: string): string =>
    Array.from({ length: letter.length }, (_, at) => hex(letter.charCodeAt(at))).join('');
  const maps = letters.map((letter) => `<${codes(letter)}> <${unicode(letter)}>`);
  const groups = Array.from({ length: Math.ceil(maps.length / 100) }, (_, at) =>
    maps.slice(at * 100, at * 100 + 100),
  );
  const map = `/CIDInit /ProcSet findresource begin begincmap /CMapName /U def 1 begincodespacerange <0000> <ffff> endcodespacerange ${groups.map((group) => `${String(group.length)} beginbfchar ${group.join(' ')} endbfchar`).join(' ')} endcmap end`;
  const stream = (data: string): string => `<< /Length ${String(data.length)} >>\nstream\n${data}\nendstream`;
  const kids = pages.map((_, at) => `${String(6 + 2 * at)} 0 R`).join(' ');
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    `<< /Type /Pages /Kids [${kids}] /Count ${String(pages.length)} >>`,
    '<< /Type /Font /Subtype /Type0 /BaseFont /F /Encoding /Identity-H /DescendantFonts [4 0 R] /ToUnicode 5 0 R >>',
    '<< /Type /Font /Subtype /CIDFontType2 /BaseFont /F /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> /DW 600 /FontDescriptor << /Type /FontDescriptor /FontName /F /Flags 4 /FontBBox [0 -200 1000 800] /ItalicAngle 0 /Ascent 800 /Descent -200 /CapHeight 700 /StemV 80 >> >>',
    stream(map),
    ...pages.flatMap((text, at) => [
      `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents ${String(7 + 2 * at)} 0 R /Resources << /Font << /F 3 0 R >> >> >>`,
      stream(
        `BT /F 12 Tf 72 760 Td ${text
          .split('\n')
          .map((line) => `<${codes(line)}> Tj 0 -20 Td`)
          .join(' ')} ET`,
      ),
    ]),
  ];
  let body = '%PDF-1.4\n';
  const starts = objects.map((object, at) => {
    const start = body.length;
    body += `${String(at + 1)} 0 obj\n${object}\nendobj\n`;
    return `${String(start).padStart(10, '0')} 00000 n \n`;
  });
  const size = String(objects.length + 1);
  return Buffer.from(
    `${body}xref\n0 ${size}\n0000000000 65535 f \n${starts.join('')}trailer\n<< /Size ${size} /Root 1 0 R >>\nstartxref\n${String(body.length)}\n%%EOF\n`,
    'latin1',
  );
}
