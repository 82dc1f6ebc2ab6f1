import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { stringify } from 'yaml';
import * as z from 'zod';
import { statuses } from '#shared/model/practice';
import { provinceSchema } from '#shared/model/province';
import { sections } from '#shared/model/section';
import { completeFields, completeSections } from '#tests/support/complete-practice';

const resources = fileURLToPath(new URL('../../resources/', import.meta.url));
const fields = [
  'nhan-thuc-so',
  'the-che-so',
  'ha-tang-so',
  'nhan-luc-so',
  'an-toan-thong-tin-mang',
  'hoat-dong-chinh-quyen-so',
  'hoat-dong-kinh-te-so',
  'hoat-dong-xa-hoi-so',
];
const doings = [
  'Trợ lý ảo hỗ trợ người dân nộp hồ sơ trực tuyến',
  'Ngầm hóa, chỉnh trang cáp viễn thông trên các tuyến đường trung tâm, bảo đảm mỹ quan và an toàn trong mùa mưa bão',
  'Tổ công nghệ số cộng đồng đi từng ngõ',
  'Số hóa hồ sơ đất đai',
];

export const boardPeriod = '2026-Q3';
const earlier = '2026-Q2';

/** Id of the practice with this number, from 1. */
export function boardPractice(number: number): string {
  return `01900000-0000-7000-8000-${number.toString(16).padStart(12, '0')}`;
}
const ourOffice = boardPractice(2_000_001);
const officeOf = (province: number): string => boardPractice(2_100_000 + province);

interface Written {
  readonly number: number;
  readonly origin: string;
  readonly office: string;
  readonly province: string;
  readonly period: string;
  /** Absent for what came from elsewhere. */
  readonly unit?: string;
}

/**
 * Writes a library of one office with `count` practices of one period: half of them ours, of 34 units and at all statuses,
 * half of them from offices of other provinces, four of which are silent as are two divisions. Of each four one is weak; the period before has a tenth as many.
 */
export function generateBoard(folder: string, count: number): void {
  const provinces = z
    .array(provinceSchema)
    .parse(JSON.parse(readFileSync(join(resources, 'provinces.json'), 'utf8')))
    .filter(({ validTo }) => validTo === null);
  writeOffice(folder);
  for (let number = 1; number <= count; number += 1) {
    const isOurs = number % 2 === 0;
    // Of the last four provinces nobody has sent anything.
    const at = Math.floor(number / 2) % (provinces.length - (isOurs ? 0 : 4));
    const province = provinces[at];
    if (!province) continue;
    const period = number % 11 === 0 ? earlier : boardPeriod;
    const where = { number, province: province.id, period };
    if (isOurs) {
      const office = 'Sở Khoa học và Công nghệ thành phố Hải Phòng';
      write(folder, { ...where, origin: ourOffice, office, unit: `Xã ${province.name}` });
    } else write(folder, { ...where, origin: officeOf(at), office: `Sở KH&CN ${province.name}` });
  }
}

function write(folder: string, { number, origin, office, province, period, unit }: Written): void {
  const id = boardPractice(number);
  const isWeak = number % 4 === 1 || number % 16 === 0;
  const frontMatter = {
    ...{ format: '1.0', id, origin, office, level: 'province', province, language: 'vi' },
    ...completeFields,
    title: `${doings[number % doings.length] ?? ''} (${String(number)})`,
    period,
    fields: [fields[(number >> 2) % fields.length]],
    ...(isWeak ? { results: [] } : {}),
  };
  const body = sections.map(({ key, vi }) => `## ${vi}\n\n${completeSections[key]}\n`);
  const place = join(folder, 'practices', id);
  mkdirSync(place, { recursive: true });
  writeFileSync(
    join(place, 'practice.md'),
    `---\n${stringify(frontMatter, { lineWidth: 0 })}---\n\n${body.join('\n')}`,
  );
  if (unit === undefined) return;
  const status = statuses[(number >> 1) % statuses.length];
  writeFileSync(join(place, 'work.json'), JSON.stringify({ format: '1.0', status, unit, log: [] }));
}

function writeOffice(folder: string): void {
  const put = (file: string, value: object): void => {
    writeFileSync(join(folder, file), JSON.stringify({ format: '1.0', ...value }));
  };
  mkdirSync(join(folder, 'practices'), { recursive: true });
  put('library.json', {
    libraryId: boardPractice(2_000_000),
    name: 'Kho',
    createdAt: '2026-01-05T00:00:00.000Z',
  });
  put('office.json', {
    officeId: ourOffice,
    names: [{ name: 'Sở Khoa học và Công nghệ thành phố Hải Phòng', symbol: 'SKHCN' }],
    ...{ level: 'province', province: '31@2025-07-01', keys: [] },
  });
  const me = { id: boardPractice(3_000_000), name: 'Trần Thị Lan', post: '', division: '', roles: [] };
  const silent = ['Phòng Chuyển đổi số', 'Phòng Bưu chính, Viễn thông'];
  const units = silent.map((name, at) => {
    return { id: boardPractice(4_000_000 + at), name, kind: 'division', usesProgram: true };
  });
  put('units.json', { units });
  put('people.json', { people: [me] });
}
