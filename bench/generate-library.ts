import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { stringify } from 'yaml';
import { statuses } from '#shared/model/practice';
import { provinceSchema } from '#shared/model/province';
import { sections } from '#shared/model/section';
import * as z from 'zod';

const resources = fileURLToPath(new URL('../resources/', import.meta.url));

/** Numbers between 0 and 1 that are the same for the same seed (mulberry32, public domain). */
export function random(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** Words of the sample library in the order of their frequency: drawn by Zipf's law they read like office Vietnamese. */
export function vocabulary(): string[] {
  const folder = join(resources, 'sample-library/vi/practices');
  const counts = new Map<string, number>();
  for (const id of readdirSync(folder)) {
    const text = readFileSync(join(folder, id, 'practice.md'), 'utf8')
      .split('---')
      .slice(2)
      .join(' ');
    for (const [word] of text.toLowerCase().matchAll(/\p{L}+/gu))
      counts.set(word, (counts.get(word) ?? 0) + 1);
  }
  return [...counts].sort((a, b) => b[1] - a[1]).map(([word]) => word);
}

/** Folder and id of the practice with this number, from 1. */
export function practiceId(number: number): string {
  return `01900000-0000-7000-8000-${number.toString(16).padStart(12, '0')}`;
}

/** The person who works in a generated library. */
export const benchPerson = {
  id: practiceId(3_000_000),
  name: 'Trần Thị Lan',
  post: '',
  division: '',
  roles: [],
};
const ourOffice = practiceId(2_000_001);

/**
 * Writes a library of `practices` write-ups of 400 to 800 syllables each, spread over provinces and quarters. All are our
 * own office's, at all statuses: no library's lists are longer.
 */
export function generateLibrary(folder: string, practices: number): void {
  const draw = random(2024);
  const words = vocabulary();
  const provinces = z
    .array(provinceSchema)
    .parse(JSON.parse(readFileSync(join(resources, 'provinces.json'), 'utf8')));
  const pick = <T>(items: readonly T[]): T => items[Math.floor(draw() * items.length)] as T;
  const word = (): string => words[Math.floor(words.length ** draw()) - 1] ?? 'số';
  const sentence = (length: number): string => {
    const text = Array.from({ length }, word).join(' ');
    return `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;
  };
  mkdirSync(join(folder, 'practices'), { recursive: true });
  for (let number = 1; number <= practices; number += 1) {
    const province = pick(provinces);
    const frontMatter = {
      format: '1.0',
      id: practiceId(number),
      origin: ourOffice,
      office: `Sở Khoa học và Công nghệ ${province.name}`,
      level: 'province',
      province: province.id,
      language: 'vi',
      title: sentence(8),
      summary: sentence(30),
      period: `${String(2023 + Math.floor(draw() * 4))}-Q${String(1 + Math.floor(draw() * 4))}`,
      fields: [pick(['ha-tang-so', 'nhan-luc-so', 'the-che-so', 'hoat-dong-chinh-quyen-so'])],
      keywords: [word(), word()],
      evidence: pick(['self-reported', 'authority-confirmed']),
      results: [
        {
          indicator: sentence(5),
          unit: '%',
          before: Math.round(draw() * 50),
          after: 50 + Math.round(draw() * 50),
        },
      ],
    };
    const body = sections.map(
      ({ vi }) =>
        `## ${vi}\n\n${Array.from({ length: 3 }, () => sentence(13 + Math.floor(draw() * 13))).join(' ')}\n`,
    );
    mkdirSync(join(folder, 'practices', frontMatter.id));
    writeFileSync(
      join(folder, 'practices', frontMatter.id, 'practice.md'),
      `---\n${stringify(frontMatter, { lineWidth: 0 })}---\n\n${body.join('\n')}`,
    );
    const work = { format: '1.0', status: statuses[number % statuses.length], log: [] };
    writeFileSync(join(folder, 'practices', frontMatter.id, 'work.json'), JSON.stringify(work));
  }
  writeOffice(folder);
  const library = {
    format: '1.0',
    libraryId: practiceId(2_000_000),
    name: 'Bench',
    createdAt: '2026-01-05T00:00:00.000Z',
  };
  writeFileSync(join(folder, 'library.json'), JSON.stringify(library));
}

function writeOffice(folder: string): void {
  const office = {
    format: '1.0',
    officeId: ourOffice,
    names: [{ name: 'Sở Khoa học và Công nghệ Hải Phòng', symbol: 'SKHCN' }],
    level: 'province',
    province: '31@2025-07-01',
    keys: [],
  };
  writeFileSync(join(folder, 'office.json'), JSON.stringify(office));
  writeFileSync(join(folder, 'people.json'), JSON.stringify({ format: '1.0', people: [benchPerson] }));
}
