import type { Backend } from '#renderer/backend/backend';
import type { EventData, EventName, Handlers, Input, OperationName, Output } from '#shared/contract/contract';
import type { LibraryState, OpenLibrary, Reference } from '#shared/contract/library';
import type { Practice } from '#shared/contract/practices';
import { Failure } from '#shared/failure';
import type { FrontMatter, PracticeSummary, Status } from '#shared/model/practice';
import { provinceToday } from '#shared/model/province';
import type { FacetName, Hit, SearchQuery } from '#shared/model/search';
import { defaultSettings, type Settings } from '#shared/model/settings';
import { fold } from '#shared/model/text';

export interface FakeWorld {
  library?: LibraryState;
  settings?: Partial<Settings>;
  reference?: Reference;
  practices?: readonly Practice[];
  /** Operations that answer otherwise than below. */
  answers?: Partial<Handlers>;
  /** Milliseconds before each answer. */
  delay?: number;
}

/** Everything that an open library says when nothing else matters. */
export const openLibrary: OpenLibrary = {
  type: 'open',
  libraryId: '019b8bab-0680-77fa-a056-caf30f2f734b',
  name: 'Cách làm hay Hải Phòng',
  path: 'D:\\Chung\\CachLamHay',
  sample: false,
  readOnly: false,
  practices: 0,
  damaged: 0,
  office: null,
  people: [],
  me: null,
  lastVisit: null,
};

const hash = '0'.repeat(64);

/** A practice as a host would give it, from its front matter and sections. */
export function fakePractice(
  frontMatter: Partial<FrontMatter> & { id: string },
  sections: Practice['sections'] = [],
  summary: Partial<PracticeSummary> = {},
): Practice {
  const whole: FrontMatter = {
    ...frontMatter,
    id: frontMatter.id,
    format: frontMatter.format ?? '1.0',
    origin: frontMatter.origin ?? '019b8bab-5c70-70df-a72d-4dcb1a8842b1',
    language: frontMatter.language ?? 'vi',
  };
  return {
    summary: {
      id: whole.id,
      title: whole.title ?? '',
      summary: whole.summary ?? '',
      office: whole.office ?? '',
      origin: whole.origin,
      province: whole.province ?? null,
      level: whole.level ?? null,
      period: whole.period ?? null,
      language: whole.language,
      fields: whole.fields ?? [],
      topics: whole.topics ?? [],
      evidence: whole.evidence ?? null,
      status: null,
      ours: false,
      sample: whole.sample === true,
      hasFigures: (whole.results ?? []).length > 0,
      hasTemplates: (whole.reusable ?? []).length > 0,
      revision: hash,
      changedAt: Date.UTC(2026, 0, 5),
      damaged: null,
      ...summary,
    },
    frontMatter: whole,
    preamble: '',
    sections,
    hints: {},
    hash,
    work: null,
    brokenAttachments: [],
    editable: summary.ours === true,
  };
}

/** A backend in memory: enough of every operation to show and test screens without a host. */
export class FakeBackend implements Backend {
  readonly calls: { operation: OperationName; input: unknown }[] = [];
  readonly #world: Required<Omit<FakeWorld, 'answers'>> & { answers: Partial<Handlers> };
  readonly #listeners = new Map<EventName, Set<(data: never) => void>>();

  constructor(world: FakeWorld = {}) {
    this.#world = {
      library: world.library ?? openLibrary,
      settings: world.settings ?? {},
      reference: world.reference ?? { provinces: [], fields: [], topics: [], sources: [] },
      practices: world.practices ?? [],
      answers: world.answers ?? {},
      delay: world.delay ?? 0,
    };
  }

  async invoke<N extends OperationName>(operation: N, input: Input<N>): Promise<Output<N>> {
    this.calls.push({ operation, input });
    if (this.#world.delay > 0) await new Promise((resolve) => setTimeout(resolve, this.#world.delay));
    const handlers: Partial<Handlers> = { ...this.#handlers(), ...this.#world.answers };
    const handler = handlers[operation];
    if (!handler) throw new Failure('unsupported', { detail: operation });
    return handler(input);
  }

  subscribe<N extends EventName>(event: N, listener: (data: EventData<N>) => void): () => void {
    const listeners = this.#listeners.get(event) ?? new Set();
    this.#listeners.set(event, listeners);
    listeners.add(listener);
    return () => listeners.delete(listener);
  }

  /** Sends an event as a host would. */
  emit<N extends EventName>(event: N, data: EventData<N>): void {
    for (const listener of this.#listeners.get(event) ?? []) (listener as (data: EventData<N>) => void)(data);
  }

  give(file: File): ReturnType<Backend['give']> {
    return Promise.resolve({ type: 'upload', token: '0'.repeat(32), name: file.name });
  }

  fileAddress(kind: 'attachments' | 'kept' | 'bundles', folder: string, file: string): string {
    return ['files', kind, ...[folder, file].map(encodeURIComponent)].join('/');
  }

  #handlers(): Partial<Handlers> {
    const world = this.#world;
    const change = (part: Partial<OpenLibrary>): Promise<LibraryState> => {
      if (world.library.type === 'open') world.library = { ...world.library, ...part };
      return Promise.resolve(world.library);
    };
    const people = (): OpenLibrary['people'] => (world.library.type === 'open' ? world.library.people : []);
    return {
      'application.information': () =>
        Promise.resolve({
          version: '0.1.0',
          can: { chooseFolder: false, reveal: false, openOutside: false },
          documentsFolder: 'C:\\Users\\lan\\Documents',
          notices: [],
        }),
      'settings.get': () => Promise.resolve({ ...defaultSettings, ...world.settings }),
      'settings.change': (input) => {
        world.settings = { ...world.settings, ...(input as Partial<Settings>) };
        return Promise.resolve({ ...defaultSettings, ...world.settings });
      },
      'jobs.list': () => Promise.resolve([]),
      'jobs.cancel': () => Promise.resolve({}),
      'host.openLink': () => Promise.resolve({ type: 'unsupported' as const }),
      'library.state': () => Promise.resolve(world.library),
      'library.openSample': () => Promise.resolve((world.library = { ...openLibrary, sample: true })),
      'library.create': ({ name, path }) => Promise.resolve((world.library = { ...openLibrary, name, path })),
      'library.open': ({ path }) => Promise.reject(new Failure('library-missing', { where: path })),
      'library.close': () => Promise.resolve((world.library = { type: 'none' })),
      'library.refresh': () => Promise.resolve(world.library),
      'office.save': ({ name, symbol, level, province, phone = '', email = '' }) =>
        change({
          office: {
            format: '1.0',
            officeId: '019b8bab-5c70-70df-a72d-4dcb1a8842b1',
            names: [{ name, symbol }],
            level,
            keys: [],
            ...(province === null ? {} : { province }),
            phone,
            email,
          },
        }),
      'people.save': (person) =>
        change({ people: [...people().filter((other) => other.id !== person.id), person] }),
      'people.remove': ({ id }) => change({ people: people().filter((person) => person.id !== id) }),
      'people.setMe': ({ id }) => change({ me: people().find((person) => person.id === id) ?? null }),
      'reference.get': () => Promise.resolve(world.reference),
      'practices.list': ({ ours, ids }) =>
        Promise.resolve(
          world.practices
            .map((practice) => practice.summary)
            .filter((row) => (ours !== true || row.ours) && (ids?.includes(row.id) ?? true)),
        ),
      'practices.overview': ({ newest }) => {
        const all = world.practices.map((practice) => practice.summary);
        const at = (status: Status): number =>
          all.filter((practice) => practice.ours && practice.status === status).length;
        return Promise.resolve({
          counts: {
            draft: at('draft'),
            submitted: at('submitted'),
            returned: at('returned'),
            approved: at('approved'),
          },
          damaged: all.find((practice) => practice.damaged !== null)?.id ?? null,
          newest: all.toSorted((a, b) => b.changedAt - a.changedAt).slice(0, newest),
        });
      },
      'practices.get': ({ id }) => {
        const practice = world.practices.find((other) => other.summary.id === id);
        return Promise.resolve(
          practice ? { type: 'practice' as const, practice } : { type: 'missing' as const },
        );
      },
      'search.query': (query) => Promise.resolve(this.#search(query)),
      'search.state': () => Promise.resolve({ ready: true, done: 0, total: 0 }),
      'search.similar': () => Promise.resolve([]),
      'searches.list': () => Promise.resolve([]),
      'exchange.waiting': () => Promise.resolve([]),
      'desk.list': () => Promise.resolve({ parcels: [], files: [], moreOthers: 0 }),
      'desk.mine': () => Promise.resolve({ forwarded: [], waiting: 0 }),
      'bulk.last': () => Promise.resolve(null),
      'templates.list': () => Promise.resolve([]),
      'practices.relations': () => Promise.resolve({ source: null, adaptations: [] }),
      'bin.list': () => Promise.resolve([]),
    };
  }

  /** Words anywhere in the text, all of them first, then some of them; nothing like the real ranking. */
  #search({ text, facets, sort, from = 0, limit }: SearchQuery): Output<'search.query'> {
    const words = fold(text).split(/\s+/).filter(Boolean);
    const provinces = new Map(this.#world.reference.provinces.map((province) => [province.id, province]));
    const found = this.#world.practices
      .map((practice) => matchOf(practice, words, text))
      .filter((hit) => hit !== null);
    const values = ({ practice }: Hit, facet: FacetName): string[] => {
      const today = practice.province ? provinceToday(provinces, practice.province)?.id : undefined;
      const has = [practice.hasFigures && 'figures', practice.hasTemplates && 'templates'];
      const all: Record<FacetName, readonly (string | null | undefined | false)[]> = {
        province: [today],
        region: [],
        field: practice.fields,
        period: [practice.period],
        evidence: [practice.evidence],
        office: [practice.office],
        topic: practice.topics,
        language: [practice.language],
        has,
        status: [practice.status],
        like: [],
      };
      return all[facet].filter((value): value is string => typeof value === 'string' && value !== '');
    };
    const agrees = (hit: Hit, but?: FacetName): boolean =>
      Object.entries(facets).every(
        ([facet, chosen]) =>
          facet === but || values(hit, facet as FacetName).some((value) => chosen.includes(value)),
      );
    const hits = found.filter((hit) => agrees(hit));
    if (sort === 'newest') hits.sort((a, b) => b.practice.changedAt - a.practice.changedAt);
    const facetNames = [
      'province',
      'field',
      'period',
      'evidence',
      'office',
      'topic',
      'language',
      'has',
    ] as const;
    return {
      total: hits.length,
      hits: hits.slice(from, from + limit),
      facets: Object.fromEntries(
        facetNames.map((facet) => [
          facet,
          count(found.filter((hit) => agrees(hit, facet)).flatMap((hit) => values(hit, facet))),
        ]),
      ),
      took: 6.2,
      unknownWords: hits.length === 0 ? text.split(/\s+/).filter(Boolean).slice(0, 2) : [],
      suggestion: hits.length === 0 && words.length > 0 ? 'ngầm hóa cáp' : null,
    };
  }
}

function count(values: readonly string[]): { value: string; count: number }[] {
  const counts = new Map<string, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return [...counts].map(([value, number]) => ({ value, count: number })).sort((a, b) => b.count - a.count);
}

function matchOf(practice: Practice, words: readonly string[], typed: string): Hit | null {
  const { summary } = practice;
  const passage = summary.summary || practice.sections[0]?.body || '';
  const whole = fold(
    `${summary.title} ${summary.summary} ${practice.sections.map(({ body }) => body).join(' ')}`,
  );
  const matching = words.filter((word) => whole.includes(word));
  if (words.length > 0 && matching.length === 0) return null;
  const exact = typed
    .toLowerCase()
    .split(/\s+/)
    .every((word) => `${summary.title} ${summary.summary}`.toLowerCase().includes(word));
  return {
    practice: summary,
    title: highlight(summary.title, words),
    passage: highlight(passage, words),
    foundIn: words.length === 0 ? [] : ['title', 'sections'],
    tier: matching.length < words.length ? 'some' : exact ? 'exact' : 'folded',
  };
}

function highlight(text: string, words: readonly string[]): Hit['title'] {
  return text
    .split(/(\s+)/)
    .map((piece) => ({ text: piece, hit: words.includes(fold(piece).replace(/[^\p{L}\p{N}]/gu, '')) }));
}
