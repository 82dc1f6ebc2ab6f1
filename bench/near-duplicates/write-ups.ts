import { edited } from '#bench/near-duplicates/edits';
import { CorpusLanguage } from '#bench/near-duplicates/corpus-language';
import { type Language, MadeLanguage } from '#bench/near-duplicates/language';
import { type Draw, drawFrom } from '#bench/search/random';
import { sections } from '#shared/model/section';

/** Shares of its own words in which a planted copy differs. */
export const levels = [0.05, 0.1, 0.2, 0.3] as const;
export type Level = (typeof levels)[number];

const provinces = 34;
const officesOfProvince = 10;
/** One write-up of ten says little. */
const oneShortOf = 10;

/** What its authors wrote of their own: sentences by section. */
interface Own {
  readonly topic: number;
  readonly title: string;
  readonly sections: readonly (readonly string[])[];
}

export interface WriteUp {
  readonly title: string;
  readonly summary: string;
  readonly office: number;
  /** Markdown with the headings of the form. */
  readonly body: string;
}

/** A copy, by its number among the write-ups, of another one. */
export interface Planted {
  readonly original: number;
  readonly copy: number;
  readonly level: Level;
}

/**
 * So many write-ups, the last `pairs` of which are edited copies of earlier ones under the name of another office, a quarter at each level. About
 * a third of each text is stock: sentences of the form by section, of its province, its office and its topic. They are in a
 * language that is made up, or in that of real texts (`corpus`, a file). The same seed gives the same texts.
 */
export function writeUps(
  count: number,
  pairs: number,
  { seed, corpus }: { readonly seed: number; readonly corpus?: string | undefined },
): { all: WriteUp[]; planted: Planted[] } {
  const draw = drawFrom(seed);
  const language = corpus === undefined ? new MadeLanguage(draw) : new CorpusLanguage(corpus, draw);
  const form = new Form(language, draw);
  const originals = Array.from({ length: count - pairs }, () => own(language, draw));
  const chosen = new Set<number>();
  while (chosen.size < pairs) chosen.add(draw.below(originals.length));
  const planted = Array.from(chosen, (original, number): Planted => {
    const level = levels[number % levels.length] ?? levels[0];
    return { original, copy: originals.length + number, level };
  });
  const copies = planted.flatMap(({ original, level }): Own[] => {
    const from = originals[original];
    return from ? [editedCopy(from, level, language, draw)] : [];
  });
  return { all: [...originals, ...copies].map((one) => form.filled(one)), planted };
}

function own(language: Language, draw: Draw): Own {
  const topic = draw.below(language.topics);
  const most = draw.below(oneShortOf) === 0 ? 1 : 4;
  return {
    topic,
    title: language.title(topic),
    sections: sections.map(() =>
      Array.from({ length: 1 + draw.below(most) }, () => language.sentence(topic)),
    ),
  };
}

function editedCopy(from: Own, level: Level, language: Language, draw: Draw): Own {
  const other = (): string => language.word();
  const copied = from.sections.map((sentences) => sentences.map((text) => edited(text, level, draw, other)));
  const moves = Math.round(copied.flat().length * level);
  for (let move = 0; move < moves; move += 1) {
    const source = copied[draw.below(copied.length)] ?? [];
    const [sentence] = source.splice(draw.below(Math.max(1, source.length)), 1);
    const target = copied[draw.below(copied.length)] ?? [];
    if (sentence !== undefined) target.splice(draw.below(target.length + 1), 0, sentence);
  }
  return { topic: from.topic, title: edited(from.title, level, draw, other), sections: copied };
}

/** The form that everybody fills in, with the sentences that everybody leaves in it. */
class Form {
  readonly #draw: Draw;
  readonly #openings: readonly (readonly string[])[];
  readonly #closings: readonly (readonly string[])[];
  readonly #ofProvince: readonly string[];
  readonly #ofOffice: readonly string[];
  readonly #ofTopic: readonly string[];

  constructor(language: Language, draw: Draw) {
    this.#draw = draw;
    const stock = (length: number) => (): string => language.stock(length);
    this.#openings = sections.map(() => Array.from({ length: 3 }, stock(18)));
    this.#closings = sections.map(() => Array.from({ length: 3 }, stock(14)));
    this.#ofProvince = Array.from({ length: provinces }, stock(40));
    this.#ofOffice = Array.from({ length: provinces * officesOfProvince }, stock(20));
    this.#ofTopic = Array.from({ length: language.topics }, stock(25));
  }

  filled({ topic, title, sections: written }: Own): WriteUp {
    const draw = this.#draw;
    const office = draw.below(this.#ofOffice.length);
    const province = Math.floor(office / officesOfProvince);
    const body = sections.map(({ vi }, number) => {
      const sentences = [
        ...(draw.below(10) < 6 ? [draw.pick(this.#openings[number] ?? [''])] : []),
        ...(number === 0 ? [this.#ofProvince[province] ?? ''] : []),
        ...(number === 1 && draw.below(10) < 3 ? [this.#ofTopic[topic] ?? ''] : []),
        ...(written[number] ?? []),
        ...(number === 4 ? [this.#ofOffice[office] ?? ''] : []),
        ...(draw.below(10) < 3 ? [draw.pick(this.#closings[number] ?? [''])] : []),
      ];
      return `## ${vi}\n\n${sentences.join(' ')}\n`;
    });
    const summary = written[2]?.[0] ?? title;
    return { title, summary, office, body: body.join('\n') };
  }
}
