import { strFromU8, unzipSync } from 'fflate';
import { expect, it } from 'vitest';
import { formFile } from '#core/forms/form-file';
import { readFormBytes } from '#core/forms/read-form-file';
import { cell, editWord, paragraph, row, withoutMarks } from '#tests/core/forms/edit-word';
import { formVocabulary } from '#tests/core/forms/vocabulary';
import { type Random, randomFrom } from '#tests/support/random';

/** Words that the form has nowhere, wherever somebody may put some. */
function writeAnywhere(xml: string, random: Random): string {
  let count = 0;
  const word = (): string => `Zq${String((count += 1))}w`;
  const is = (percent: number): boolean => random(100) < percent;
  let text = xml
    .replace(/<\/w:tc>/g, (end) => (is(50) ? paragraph(word()) + end : end))
    .replace(/<\/w:p>(?=<w:p>)/g, (end) => (is(15) ? end + paragraph(word()) : end))
    .replace(/<\/w:t><\/w:r><\/w:p>/g, (end) => (is(5) ? ` ${word()}${end}` : end))
    .replace(/<w:tr\b(?:(?!<w:tr\b)[\s\S])*?<\/w:tr>/g, (whole) => (is(4) ? '' : whole))
    // Two cells become one.
    .replace(/<\/w:tc><w:tc>(?:<w:tcPr>(?:(?!<\/w:tcPr>)[\s\S])*<\/w:tcPr>)?/g, (edge) =>
      is(2) ? '' : edge,
    );
  const nested = (): string =>
    `<w:tbl>${row(cell(paragraph(word())), cell(paragraph(word())))}</w:tbl><w:p/>`;
  if (is(20)) text = text.replace('</w:tc>', `${nested()}</w:tc>`);
  if (is(30)) text = withoutMarks(text);
  if (is(30)) text = text.replace(/<w:rFonts[^>]*\/>/g, '<w:rFonts w:ascii=".VnTime"/>');
  return text.replace('<w:sectPr', `${paragraph(word())}<w:sectPr`);
}

it('a form loses no word, wherever it was written, with rows deleted, cells merged and fonts changed', async () => {
  const blank = await formFile({
    ...{ language: 'vi', office: 'Sở', unit: '', sections: {}, fields: { period: '2026-Q3' } },
    vocabulary: formVocabulary,
  });
  for (let seed = 1; seed <= 60; seed += 1) {
    const bytes = editWord(blank, (xml) => writeAnywhere(xml, randomFrom(seed)));
    const part = unzipSync(bytes)['word/document.xml'] ?? new Uint8Array();
    const written = new Set(strFromU8(part).match(/Zq\d+w/g));
    const said = new Set(JSON.stringify(await readFormBytes(bytes, formVocabulary)).match(/Zq\d+w/g));
    // What was written into the line with the office's name cannot be told from it.
    const head = /<w:bookmarkStart w:name="lt_[a-z]+_office"(?:(?!<\/w:p>)[\s\S])*<\/w:p>/.exec(
      strFromU8(part),
    );
    for (const word of head?.[0].match(/Zq\d+w/g) ?? []) written.delete(word);
    expect(
      [...written].filter((word) => !said.has(word)),
      `seed ${String(seed)}`,
    ).toEqual([]);
  }
}, 60_000);
