import { createHash } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { stringify } from 'yaml';
import { benchPerson, practiceId, random, vocabulary } from '#bench/generate-library';
import { sections } from '#shared/model/section';
import { completeFields } from '#tests/support/complete-practice';

export const reportPeriod = '2026-Q3';
const ourOffice = practiceId(2_000_001);
const otherOffice = practiceId(2_000_002);
/** Rows of the table that each practice has beside its results. */
const tableRows = 40;
const resultRows = 6;

/**
 * Writes a library whose period is a choice of `count` practices, half of them ours: 10 sections, a table of results, one of
 * 40 rows and two photographs each.
 */
export function writeReportLibrary(folder: string, count: number, photos: readonly Buffer[]): void {
  const put = (file: string, value: object): void => {
    writeFileSync(join(folder, file), JSON.stringify({ format: '1.0', ...value }));
  };
  const write = practiceWriter(photos);
  const items = Array.from({ length: count }, (_, at) => practiceId(at + 1));
  for (const [at, id] of items.entries()) write(join(folder, 'practices', id), at);
  const compilation = join(folder, 'compilations', reportPeriod);
  mkdirSync(compilation, { recursive: true });
  const foreword = 'Quý này các đơn vị tập trung vào **dịch vụ công trực tuyến**.';
  put(`compilations/${reportPeriod}/compilation.json`, {
    period: reportPeriod,
    foreword,
    items,
    exports: [],
  });
  put('library.json', {
    ...{ libraryId: practiceId(2_000_000), name: 'Bench', createdAt: '2026-01-05T00:00:00.000Z' },
  });
  put('office.json', {
    officeId: ourOffice,
    names: [{ name: 'Sở Khoa học và Công nghệ thành phố Hải Phòng', symbol: 'SKHCN' }],
    ...{ level: 'province', province: '31@2025-07-01', keys: [] },
  });
  put('people.json', { people: [benchPerson] });
}

function practiceWriter(photos: readonly Buffer[]): (place: string, at: number) => void {
  const draw = random(30);
  const words = vocabulary();
  const sentence = (length: number): string => {
    const text = Array.from({ length }, () => words[Math.floor(words.length ** draw()) - 1] ?? 'số').join(
      ' ',
    );
    return `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;
  };
  return (place, at) => {
    mkdirSync(join(place, 'attachments'), { recursive: true });
    const attachments = [1, 2].map((number) => {
      const photo = numbered(photos[(at * 2 + number) % photos.length] ?? Buffer.alloc(0), at * 2 + number);
      const file = `anh-${String(number)}.jpg`;
      writeFileSync(join(place, 'attachments', file), photo);
      return {
        ...{ file, title: sentence(6), mediaType: 'image/jpeg', bytes: photo.length },
        sha256: createHash('sha256').update(photo).digest('hex'),
      };
    });
    const result = completeFields.results?.[0];
    const frontMatter = {
      ...{ format: '1.0', id: practiceId(at + 1), origin: at % 2 === 0 ? ourOffice : otherOffice },
      ...{ office: 'Sở Khoa học và Công nghệ tỉnh Lào Cai', level: 'province', language: 'vi' },
      ...completeFields,
      ...{ province: '31@2025-07-01', title: sentence(24), summary: sentence(60), period: reportPeriod },
      results: Array.from({ length: resultRows }, () => ({ ...result, indicator: sentence(7) })),
      attachments,
    };
    const body = sections.map(({ key, vi }) => `## ${vi}\n\n${sectionText(key, sentence)}\n`);
    const text = `---\n${stringify(frontMatter, { lineWidth: 0 })}---\n\n${body.join('\n')}`;
    writeFileSync(join(place, 'practice.md'), text);
    const work = { format: '1.0', status: 'approved', unit: 'Phòng Chuyển đổi số', log: [] };
    writeFileSync(join(place, 'work.json'), JSON.stringify(work));
  };
}

function sectionText(key: string, sentence: (length: number) => string): string {
  const paragraph = (): string => Array.from({ length: 4 }, () => sentence(16)).join(' ');
  if (key === 'steps') {
    const rows = Array.from(
      { length: tableRows },
      (_, at) => `| ${String(at + 1)} | ${sentence(6)} | ${String(at * 37)} | **${sentence(3)}** |`,
    );
    return [
      `1. ${sentence(12)}\n2. ${sentence(15)}`,
      ['| TT | Việc | Số | Ghi chú |', '| --- | --- | --: | --- |', ...rows].join('\n'),
      paragraph(),
    ].join('\n\n');
  }
  const picture = { before: 1, sustainability: 2 }[key];
  if (picture === undefined) return `${paragraph()}\n\n${paragraph()}`;
  return `${paragraph()}\n\n![${sentence(9)}](attachments/anh-${String(picture)}.jpg)\n\n${paragraph()}`;
}

/** No two pictures are the same: a comment behind the first mark (ITU-T T.81, B.2.4.5). */
function numbered(jpeg: Buffer, number: number): Buffer {
  const comment = Buffer.of(0xff, 0xfe, 0, 6, 0, 0, number >> 8, number & 255);
  return Buffer.concat([jpeg.subarray(0, 2), comment, jpeg.subarray(2)]);
}
