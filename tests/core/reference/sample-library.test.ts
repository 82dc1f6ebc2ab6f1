import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import * as z from 'zod';
import { saysNotReported } from '#shared/model/completeness';
import { type FrontMatter, frontMatterSchema, idSchema, type Language } from '#shared/model/practice';
import { provinceSchema } from '#shared/model/province';
import { sections } from '#shared/model/section';

const resources = fileURLToPath(new URL('../../../resources/', import.meta.url));
const languages = ['vi', 'en'] as const;

interface Row {
  /** Id of the Vietnamese write-up; the English one names it in `translationOf`. */
  readonly id: string;
  readonly row: string;
  readonly source: keyof typeof sourceMarks;
  /** The record of the province that was valid then; none for the ministry. */
  readonly province?: string;
  readonly period?: string;
  /** All figures of the results, in their order. */
  readonly figures: readonly number[];
  /** Other numbers that the write-up may hold: years, dates, document numbers. */
  readonly mentions: readonly string[];
}

/** What a write-up's `sources` must name, in either language. */
const sourceMarks = {
  A: /Van Anh.* Trong Dat/,
  B: /Vietnam Business Forum, .*3\/5\/2024/,
  C: /31\/8\/2023|31 August 2023/,
  D: /Vietnam Pictorial.*(?:17\/8\/2023|17 August 2023)/,
};

/**
 * The rows of the facts and the only numbers that may stand in their write-ups. A number is added here after
 * it was read in the source, never to make a test pass.
 */
const rows: readonly Row[] = [
  {
    id: '019b8bab-f0e0-7096-8b68-3190e32cd1e7',
    row: 'Bình Dương: telecom cables underground',
    source: 'A',
    province: '74@2008-08-01',
    period: '2024-Q4',
    figures: [21, 40],
    mentions: ['2024'],
  },
  {
    id: '019b8bac-db40-75fe-b123-c25f3521e98f',
    row: 'Hải Phòng: internet at postal service points',
    source: 'A',
    province: '31@2008-08-01',
    period: '2024-Q4',
    figures: [100],
    mentions: ['2024'],
  },
  {
    id: '019b8bad-c5a0-7afc-b9c0-34512eaff0af',
    row: 'Hải Dương: mobile coverage',
    source: 'A',
    province: '30@2008-08-01',
    period: '2024-Q4',
    figures: [100],
    mentions: ['2024'],
  },
  {
    id: '019b8bae-b000-7df6-bf92-a698f2854840',
    row: 'Đà Nẵng: Make-in-DaNang platform',
    source: 'A',
    province: '48@2008-08-01',
    period: '2024-Q4',
    figures: [],
    mentions: ['2024'],
  },
  {
    id: '019b8baf-9a60-79c9-bbf0-dec6260d61b1',
    row: 'Cần Thơ: Online Rice Market, a plan',
    source: 'A',
    province: '92@2008-08-01',
    period: '2024-Q4',
    figures: [],
    mentions: ['2024'],
  },
  {
    id: '019b8bb0-84c0-780a-8716-e54074f75b84',
    row: 'Bạc Liêu: online presence of enterprises, a plan',
    source: 'A',
    province: '95@2008-08-01',
    period: '2024-Q4',
    figures: [],
    mentions: ['2024'],
  },
  {
    id: '019b8bb1-6f20-7f9b-9c02-4dd76ee0ac50',
    row: 'Thừa Thiên Huế: spokesperson network on Hue-S',
    source: 'A',
    province: '46@2008-08-01',
    period: '2024-Q4',
    figures: [185, 139, 88],
    mentions: ['2024', '3/2024', '2024-03', '28/11/2024', '2024-11-28', '28'],
  },
  {
    id: '019b8bb2-5980-7975-806e-e46c7a38754e',
    row: 'Hà Nội: cloud services',
    source: 'A',
    province: '01@2008-08-01',
    period: '2024-Q4',
    figures: [],
    mentions: ['2024'],
  },
  {
    id: '019b8bb3-43e0-7053-aced-d2231d854ea9',
    row: 'Hà Nội: old computers',
    source: 'A',
    province: '01@2008-08-01',
    period: '2024-Q4',
    figures: [],
    mentions: ['2024'],
  },
  {
    id: '019b8bb4-2e40-793f-9fe6-0fce533ebb38',
    row: 'Ministry: naming areas without coverage, a task',
    source: 'A',
    period: '2024-Q4',
    figures: [],
    mentions: ['2024'],
  },
  {
    id: '019b8bb5-18a0-7125-9760-44aa7fdb51d1',
    row: 'Ministry: plans for digital infrastructure',
    source: 'A',
    period: '2024-Q4',
    figures: [55],
    mentions: ['2024'],
  },
  {
    id: '019b8bb6-0300-70e6-aeff-14cc2728579f',
    row: 'Kon Tum: farm households on e-commerce platforms',
    source: 'B',
    province: '62@2008-08-01',
    figures: [116_656, 143_472, 2_651, 15_383],
    mentions: ['2022-2025'],
  },
  {
    id: '019b8bb6-ed60-72f4-8fb9-60722940cdd3',
    row: 'Kon Tum: digital addresses, postal strategy',
    source: 'B',
    province: '62@2008-08-01',
    figures: [],
    mentions: ['1164', '936'],
  },
  {
    id: '019b8bb7-d7c0-77dc-944d-6af8ea3bc9f3',
    row: 'Kon Tum: specialised data transmission network',
    source: 'B',
    province: '62@2008-08-01',
    figures: [100, 204],
    mentions: [],
  },
  {
    id: '019b8bb8-c220-7114-b8e5-b96e0806ee02',
    row: 'Kon Tum: fibre-optic broadband',
    source: 'B',
    province: '62@2008-08-01',
    figures: [100, 52.8],
    mentions: [],
  },
  {
    id: '019b8bb9-ac80-7535-8103-66a52ab65f46',
    row: 'Kon Tum: electronic health records',
    source: 'B',
    province: '62@2008-08-01',
    figures: [85.6, 100],
    mentions: [],
  },
  {
    id: '019b8bba-96e0-744b-b0a2-89dac4045314',
    row: 'Kon Tum: driving licences, transport software',
    source: 'B',
    province: '62@2008-08-01',
    figures: [],
    mentions: [],
  },
  {
    id: '019b8bbb-8140-70e0-9ae6-f541457901cb',
    row: 'Kon Tum: IPv6, DNSSEC',
    source: 'B',
    province: '62@2008-08-01',
    figures: [],
    mentions: [],
  },
  {
    id: '019b8bbc-6ba0-725f-b919-0ddadd2c661c',
    row: 'Kon Tum: Smart Operation Centre',
    source: 'B',
    province: '62@2008-08-01',
    figures: [],
    mentions: [],
  },
  {
    id: '019b8bbd-5600-7694-87b7-0d26ac1836c8',
    row: 'Kon Tum: smart urban areas',
    source: 'B',
    province: '62@2008-08-01',
    figures: [],
    mentions: [],
  },
  {
    id: '019b8bbe-4060-7506-b8be-51f1e6519f48',
    row: 'Bắc Giang: chip-based identity cards',
    source: 'D',
    province: '24@2008-08-01',
    period: '2023-Q3',
    figures: [],
    mentions: ['2023'],
  },
  {
    id: '019b8bbf-2ac0-7769-a6c5-5e42bcaa7b10',
    row: 'Tây Ninh: strategy as a driver of growth',
    source: 'C',
    province: '72@2008-08-01',
    period: '2023-Q3',
    figures: [],
    mentions: ['2023'],
  },
  {
    id: '019b8bc0-1520-78e8-a1f3-f36b658096dc',
    row: 'Hồ Chí Minh City: shared platforms',
    source: 'C',
    province: '79@2008-08-01',
    period: '2023-Q3',
    figures: [],
    mentions: ['2023'],
  },
  {
    id: '019b8bc0-ff80-7cf7-96cc-0614b3b1dc62',
    row: 'Nam Định: leading digital transformation',
    source: 'C',
    province: '36@2008-08-01',
    period: '2023-Q3',
    figures: [],
    mentions: ['2023'],
  },
  {
    id: '019b8bc1-e9e0-7d6e-a77e-910a78d72c89',
    row: 'Bạc Liêu: department merged and re-established',
    source: 'C',
    province: '95@2008-08-01',
    period: '2023-Q1',
    figures: [],
    mentions: ['2018', '2023', '3/2023', '2023-03'],
  },
];

const keyOrder = [
  'format',
  'id',
  'origin',
  'office',
  'level',
  'province',
  'language',
  'translationOf',
  'sample',
  'title',
  'summary',
  'period',
  'firstApplied',
  'fields',
  'topics',
  'keywords',
  'place',
  'evidence',
  'sharing',
  'results',
  'legalBasis',
  'sources',
];

interface Sample {
  readonly text: string;
  /** Top-level keys of the front matter as they stand in the file. */
  readonly keys: readonly string[];
  readonly frontMatter: FrontMatter;
  readonly body: string;
}

function readJson(...path: string[]): unknown {
  return JSON.parse(readFileSync(join(resources, ...path), 'utf8'));
}

function readSample(language: Language, id: string): Sample {
  const text = readFileSync(
    join(resources, 'sample-library', language, 'practices', id, 'practice.md'),
    'utf8',
  );
  const [, yaml = '', body = ''] = /^---\n(.*?\n)---\n\n(.*)$/s.exec(text) ?? [];
  const keys = [...yaml.matchAll(/^(\w+):/gm)].map(([, key = '']) => key);
  return { text, keys, frontMatter: frontMatterSchema.parse(parse(yaml)), body };
}

function readSamples(language: Language): Sample[] {
  const ids = readdirSync(join(resources, 'sample-library', language, 'practices'));
  return ids.map((id) => readSample(language, id));
}

const samples = { vi: readSamples('vi'), en: readSamples('en') };

/** The Vietnamese id of a write-up, whatever its language. */
const vietnameseId = ({ id, translationOf }: FrontMatter): string => translationOf ?? id;

function sampleOf(language: Language, row: Row): Sample {
  const found = samples[language].filter(({ frontMatter }) => vietnameseId(frontMatter) === row.id);
  expect(found).toHaveLength(1);
  return found[0] ?? readSample(language, row.id);
}

/**
 * All numbers (Q4 and IPv6 are words), without thousands marks and with a decimal point, as `String(number)`
 * gives them.
 */
function numbersIn(text: string, language: Language): string[] {
  const [thousands, decimal] = language === 'vi' ? ['.', ','] : [',', '.'];
  return [...text.matchAll(/(?<![\p{L}\d])\d+(?:[.,/-]\d+)*/gu)].map(([token]) =>
    token.replaceAll(thousands, '').replace(decimal, '.'),
  );
}

function without(record: object, keys: readonly string[]): object {
  return Object.fromEntries(Object.entries(record).filter(([key]) => !keys.includes(key)));
}

function headings(body: string): string[] {
  return [...body.matchAll(/^#+ .*$/gm)].map(([line]) => line);
}

function sectionBodies(body: string): string[] {
  return body
    .split(/^## .*\n/m)
    .slice(1)
    .map((section) => section.trim());
}

const keyed = z.array(z.strictObject({ key: z.string(), vi: z.string().min(1), en: z.string().min(1) }));
const fieldsFile = z.strictObject({
  source: z.string().min(1),
  fields: z.array(keyed.element.extend({ group: z.string().min(1) })),
});
const topicsFile = z.strictObject({ source: z.string().min(1), topics: keyed });

const provinces = z.array(provinceSchema).parse(readJson('provinces.json'));
const { fields } = fieldsFile.parse(readJson('fields.json'));
const { topics } = topicsFile.parse(readJson('topics.json'));

describe('reference data', () => {
  it('holds 88 provinces whose successors and predecessors exist', () => {
    const ids = new Set(provinces.map(({ id }) => id));
    expect(ids.size).toBe(88);
    for (const { successor, predecessors } of provinces) {
      for (const id of [...predecessors, ...(successor === null ? [] : [successor])])
        expect(ids).toContain(id);
    }
  });

  it('holds eight main indices and a list of topics, under keys of their own', () => {
    expect(fields).toHaveLength(8);
    for (const list of [fields, topics]) {
      expect(new Set(list.map(({ key }) => key)).size).toBe(list.length);
      for (const { key } of list) expect(key).toMatch(/^[a-z]+(?:-[a-z]+)*$/);
    }
  });
});

describe.each(languages)('sample library %s', (language) => {
  const folder = join(resources, 'sample-library', language);
  const all = samples[language];

  it('is a whole library without an office', () => {
    expect(readdirSync(folder).sort()).toEqual(['.gitattributes', 'library.json', 'practices']);
    expect(readFileSync(join(folder, '.gitattributes'), 'utf8')).toBe('* -text\n');
    const library = readJson('sample-library', language, 'library.json');
    expect(library).toMatchObject({ format: '1.0', sample: true, createdAt: '2026-01-05T01:00:00.000Z' });
    expect(idSchema.safeParse((library as { libraryId: unknown }).libraryId).success).toBe(true);
  });

  it('holds one write-up for each row of the facts, in a folder of its id', () => {
    expect(all.map(({ frontMatter }) => vietnameseId(frontMatter)).sort()).toEqual(
      rows.map(({ id }) => id).sort(),
    );
    expect(readdirSync(join(folder, 'practices')).sort()).toEqual(
      all.map(({ frontMatter }) => frontMatter.id).sort(),
    );
    for (const id of readdirSync(join(folder, 'practices'))) {
      expect(readdirSync(join(folder, 'practices', id))).toEqual(['practice.md']);
    }
  });

  it.each(rows)('$row: file and headings', (row) => {
    const { text, keys, body } = sampleOf(language, row);
    expect(text).toBe(text.normalize('NFC'));
    expect(text).not.toMatch(/[\r\ufeff\u00a0\u00ad\u200b-\u200d\u00d0\u0189]/);
    expect(text).toMatch(/[^\n]\n$/);
    expect(keys).toEqual(keyOrder.filter((key) => keys.includes(key)));
    expect(headings(body)).toEqual(
      sections.filter((section) => !('optional' in section)).map((section) => `## ${section[language]}`),
    );
    expect(body).toMatch(/^(?:## [^\n]+\n\n[^\n]+\n(?:\n|$))+$/);
  });

  it.each(rows)('$row: keys, province, period and source', (row) => {
    const { frontMatter } = sampleOf(language, row);
    expect(frontMatter).toMatchObject({
      format: '1.0',
      language,
      sample: true,
      evidence: 'self-reported',
      sharing: { scope: 'public' },
      level: row.province === undefined ? 'central' : 'province',
    });
    expect(frontMatter.province).toBe(row.province);
    if (row.province !== undefined) expect(provinces.map(({ id }) => id)).toContain(row.province);
    expect(frontMatter.period).toBe(row.period);
    expect(frontMatter.sources?.join(' ')).toMatch(sourceMarks[row.source]);
    expect(frontMatter.keywords?.length).toBeGreaterThan(0);
    expect(fields.map(({ key }) => key)).toEqual(expect.arrayContaining(frontMatter.fields ?? []));
    expect(topics.map(({ key }) => key)).toEqual(expect.arrayContaining(frontMatter.topics ?? []));
    expect(frontMatter.fields?.length).toBeGreaterThan(0);
    expect(frontMatter.topics?.length).toBeGreaterThan(0);
  });

  it.each(rows)('$row: states no number that the facts do not give', (row) => {
    const { frontMatter, body } = sampleOf(language, row);
    const figures = (frontMatter.results ?? []).flatMap((result) =>
      Object.values(result).filter((value) => typeof value === 'number'),
    );
    expect(figures).toEqual(row.figures);
    const words = without(frontMatter, ['format', 'id', 'origin', 'translationOf', 'province', 'sources']);
    const results = frontMatter.results?.map((result) => without(result, ['after', 'cumulative']));
    const stated = numbersIn(JSON.stringify({ ...words, results }) + body, language);
    const allowed = [...row.figures.map(String), ...row.mentions];
    expect(stated.filter((number) => !allowed.includes(number))).toEqual([]);
  });

  it.each(rows)('$row: says "not reported" so that completeness sees it', (row) => {
    const { frontMatter, body } = sampleOf(language, row);
    for (const key of [
      'costs',
      'contact',
      'partners',
      'authors',
      'beneficiaries',
      'reviewBy',
      'attachments',
    ]) {
      expect(frontMatter).not.toHaveProperty(key);
    }
    const bodies = sectionBodies(body);
    expect(bodies).toHaveLength(9);
    expect(bodies.filter(saysNotReported)).not.toEqual([]);
    const half = bodies.filter((text) => /^(?:chưa có thông tin|not reported)/i.test(text));
    expect(half.filter((text) => !saysNotReported(text))).toEqual([]);
  });
});

describe('the two sample libraries', () => {
  it('give every write-up and library an id of its own', () => {
    const ids = languages.flatMap((language) => [
      ...samples[language].map(({ frontMatter }) => frontMatter.id),
      (readJson('sample-library', language, 'library.json') as { libraryId: string }).libraryId,
    ]);
    expect(new Set(ids).size).toBe(2 * rows.length + 2);
  });

  it('translate Vietnamese write-ups into English', () => {
    expect(samples.vi.filter(({ frontMatter }) => frontMatter.translationOf !== undefined)).toEqual([]);
    expect(samples.en.map(({ frontMatter }) => frontMatter.translationOf).sort()).toEqual(
      samples.vi.map(({ frontMatter }) => frontMatter.id).sort(),
    );
  });

  it.each(rows)('$row: agree on everything but words', (row) => {
    const [vi, en] = [sampleOf('vi', row).frontMatter, sampleOf('en', row).frontMatter];
    for (const key of [
      'origin',
      'level',
      'province',
      'period',
      'firstApplied',
      'fields',
      'topics',
    ] as const) {
      expect(en[key]).toEqual(vi[key]);
    }
    const dates = ({ results }: FrontMatter): unknown => results?.map(({ asOf }) => asOf);
    expect(dates(en)).toEqual(dates(vi));
    expect(en.legalBasis?.map(({ number }) => number)).toEqual(vi.legalBasis?.map(({ number }) => number));
  });

  it('know one office by one origin', () => {
    const offices = new Map(samples.vi.map(({ frontMatter }) => [frontMatter.origin, frontMatter.office]));
    expect(offices.size).toBe(14);
    expect(new Set(offices.values()).size).toBe(14);
    for (const { frontMatter } of samples.vi) {
      expect(offices.get(frontMatter.origin)).toBe(frontMatter.office);
    }
  });
});
