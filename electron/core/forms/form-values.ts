import { dateText, figureText } from '#core/forms/form-figures';
import type { FormOptions } from '#core/forms/form-options';
import type { FormKey, FormReading } from '#shared/model/form';
import { formatPeriod } from '#shared/model/period';
import type { Language } from '#shared/model/practice';

/** What stands beside a label: lines, or boxes of which some are ticked. */
export type FormValue =
  | { readonly type: 'lines'; readonly lines: readonly string[] }
  | {
      readonly type: 'boxes';
      readonly lines: readonly string[];
      readonly boxes: readonly { readonly name: string; readonly ticked: boolean }[];
    };

const lines = (...texts: (string | undefined)[]): FormValue => ({
  type: 'lines',
  lines: texts.flatMap((text) => (text === undefined || text === '' ? [] : [text])),
});

const paragraphs = (text = ''): FormValue => lines(...text.split('\n'));

/** Items, a line each; a dash in front says that an item is not to be cut at its marks. */
function items(values: readonly string[] = []): FormValue {
  const dashed = values.some((value) => /^[-–—•*+]|[;,]/.test(value));
  return lines(...values.map((value) => (dashed ? `- ${value}` : value)));
}

/** What the words of a form are taken from. */
interface Told {
  readonly fields: FormReading['fields'];
  readonly unit: string;
  readonly language: Language;
  readonly options: FormOptions;
  readonly trialWord: string;
}

const number = (value: number | undefined): FormValue => lines(value === undefined ? '' : figureText(value));

const one = (value: string | undefined): string[] => (value === undefined ? [] : [value]);

const boxes = (
  of: readonly { key: string; names: readonly string[] }[],
  chosen: readonly string[] = [],
): FormValue => ({
  type: 'boxes',
  lines: [],
  boxes: of.map((option) => ({ name: option.names[0] ?? '', ticked: chosen.includes(option.key) })),
});

const wordsOf: Readonly<Record<FormKey, (told: Told) => FormValue>> = {
  unit: ({ unit }) => lines(unit),
  period: ({ fields, language }) => lines(fields.period && formatPeriod(fields.period, language)),
  title: ({ fields }) => paragraphs(fields.title),
  summary: ({ fields }) => paragraphs(fields.summary),
  influence: ({ fields }) => paragraphs(fields.influence),
  fields: ({ fields, options }) => boxes(options.fields, fields.fields),
  topics: ({ fields, options }) => items(fields.topics?.map((topic) => nameOf(topic, options))),
  keywords: ({ fields }) => items(fields.keywords),
  authors: ({ fields }) => items(fields.authors),
  partners: ({ fields }) => items(fields.partners),
  beneficiaries: ({ fields }) => items(fields.beneficiaries),
  sources: ({ fields }) => items(fields.sources),
  placeLevel: ({ fields, options }) => boxes(options.placeLevel, one(fields.place?.level)),
  placeName: ({ fields }) => lines(fields.place?.name),
  placeConditions: ({ fields }) => items(fields.place?.conditions),
  population: ({ fields }) => number(fields.place?.population),
  coordinates: ({ fields }) => {
    const coordinates = fields.place?.coordinates;
    return lines(coordinates && `${figureText(coordinates.latitude)}; ${figureText(coordinates.longitude)}`);
  },
  firstApplied: ({ fields: { firstApplied }, trialWord }) => ({
    type: 'boxes',
    lines: firstApplied ? [dateText(firstApplied.date)] : [],
    boxes: [{ name: trialWord, ticked: firstApplied?.trial === true }],
  }),
  evidence: ({ fields, options }) => boxes(options.evidence, one(fields.evidence)),
  sharing: ({ fields, options }) => boxes(options.sharing, one(fields.sharing?.scope)),
  sharingOffices: ({ fields }) => items(fields.sharing?.offices),
  reviewBy: ({ fields }) => lines(fields.reviewBy && dateText(fields.reviewBy)),
  total: ({ fields: { costs = {} } }) =>
    lines(costs.total === undefined ? '' : moneyText(costs.total, costs.currency)),
  costSource: ({ fields }) => lines(fields.costs?.source),
  staff: ({ fields }) => number(fields.costs?.staff),
  months: ({ fields }) => number(fields.costs?.months),
  post: ({ fields }) => lines(fields.contact?.post),
  name: ({ fields }) => lines(fields.contact?.name),
  email: ({ fields }) => lines(fields.contact?.email),
  phone: ({ fields }) => lines(fields.contact?.officePhone),
};

/** The words of a form: `fields` is what a practice says, none of it for an empty form. */
export const formValue = (key: FormKey, told: Told): FormValue => wordsOf[key](told);

function moneyText(total: number, currency: string | undefined): string {
  if (currency === undefined) return figureText(total);
  return `${figureText(total)} ${currency === 'VND' ? 'đồng' : currency}`;
}

const nameOf = (topic: string, { topics }: FormOptions): string =>
  topics.find(({ key }) => key === topic)?.names[0] ?? topic;
