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

/** Items, a line each; a dash in front says that an item is not to be cut at its marks. */
function items(values: readonly string[] = []): FormValue {
  const dashed = values.some((value) => /^[-–—•*+]|[;,]/.test(value));
  return lines(...values.map((value) => (dashed ? `- ${value}` : value)));
}

/** The words of a form: `fields` is what a practice says, none of it for an empty form. */
export function formValue(
  key: FormKey,
  fields: FormReading['fields'],
  { unit, language, options }: { unit: string; language: Language; options: FormOptions },
  trialWord: string,
): FormValue {
  const { place = {}, costs = {}, contact = {}, firstApplied } = fields;
  const boxes = (
    of: readonly { key: string; names: readonly string[] }[],
    chosen: readonly string[],
  ): FormValue => ({
    type: 'boxes',
    lines: [],
    boxes: of.map((option) => ({ name: option.names[0] ?? '', ticked: chosen.includes(option.key) })),
  });
  const number = (value: number | undefined): FormValue =>
    lines(value === undefined ? '' : figureText(value));
  const one = (value: string | undefined): string[] => (value === undefined ? [] : [value]);
  switch (key) {
    case 'unit':
      return lines(unit);
    case 'period':
      return lines(fields.period && formatPeriod(fields.period, language));
    case 'title':
    case 'summary':
    case 'influence':
      return lines(...(fields[key] ?? '').split('\n'));
    case 'fields':
      return boxes(options.fields, fields.fields ?? []);
    case 'topics':
      return items(fields.topics?.map((topic) => nameOf(topic, options)));
    case 'keywords':
    case 'authors':
    case 'partners':
    case 'beneficiaries':
    case 'sources':
      return items(fields[key]);
    case 'placeLevel':
      return boxes(options.placeLevel, one(place.level));
    case 'placeName':
      return lines(place.name);
    case 'placeConditions':
      return items(place.conditions);
    case 'population':
      return number(place.population);
    case 'coordinates': {
      const { coordinates } = place;
      return lines(
        coordinates && `${figureText(coordinates.latitude)}; ${figureText(coordinates.longitude)}`,
      );
    }
    case 'firstApplied':
      return {
        type: 'boxes',
        lines: firstApplied ? [dateText(firstApplied.date)] : [],
        boxes: [{ name: trialWord, ticked: firstApplied?.trial === true }],
      };
    case 'evidence':
      return boxes(options.evidence, one(fields.evidence));
    case 'sharing':
      return boxes(options.sharing, one(fields.sharing?.scope));
    case 'sharingOffices':
      return items(fields.sharing?.offices);
    case 'reviewBy':
      return lines(fields.reviewBy && dateText(fields.reviewBy));
    case 'total':
      return lines(costs.total === undefined ? '' : moneyText(costs.total, costs.currency));
    case 'costSource':
      return lines(costs.source);
    case 'staff':
    case 'months':
      return number(costs[key]);
    case 'post':
    case 'name':
    case 'email':
      return lines(contact[key]);
    case 'phone':
      return lines(contact.officePhone);
  }
}

function moneyText(total: number, currency: string | undefined): string {
  if (currency === undefined) return figureText(total);
  return `${figureText(total)} ${currency === 'VND' ? 'đồng' : currency}`;
}

const nameOf = (topic: string, { topics }: FormOptions): string =>
  topics.find(({ key }) => key === topic)?.names[0] ?? topic;
