import { formatPartialDate } from '#shared/model/partial-date';
import { formatNumber } from '#shared/model/number';
import type { FrontMatter } from '#shared/model/practice';
import type { PaperWords } from '#shared/paper/paper';

type Words = Pick<PaperWords, 'messages' | 'language'>;

/** What it cost and took, a line each: money, source, people and months. */
export function costLines({ costs }: Pick<FrontMatter, 'costs'>, app: Words): string[] {
  const { total, currency = 'VND', source, staff, months } = costs ?? {};
  const words = app.messages.reader.costs;
  const number = (value: number): string => formatNumber(value, app.language);
  const effort = [
    staff === undefined ? '' : words.staff(number(staff)),
    months === undefined ? '' : words.months(number(months)),
  ].filter(Boolean);
  return [
    total === undefined ? '' : app.messages.practice.costs.money(number(total), currency),
    source === undefined ? '' : `${words.source}: ${source}`,
    effort.join(' '),
  ].filter(Boolean);
}

/** Where it was applied and since when, a line each. */
export function appliedLines(
  { place, firstApplied }: Pick<FrontMatter, 'place' | 'firstApplied'>,
  app: Words,
): string[] {
  const { reader, practice } = app.messages;
  const date = firstApplied ? formatPartialDate(firstApplied.date) : '';
  return [
    place?.name ?? '',
    place?.level === undefined ? '' : practice.placeLevels[place.level],
    place?.population === undefined ? '' : reader.population(formatNumber(place.population, app.language)),
    date === '' ? '' : firstApplied?.trial === true ? reader.trial(date) : reader.firstApplied(date),
  ].filter(Boolean);
}

/** A paper that it rests on, as one line. */
export function legalLine(paper: NonNullable<FrontMatter['legalBasis']>[number]): string {
  const name = [paper.kind, paper.number].filter(Boolean).join(' ');
  return [name, paper.date && formatPartialDate(paper.date), paper.issuer, paper.title]
    .filter(Boolean)
    .join(' · ');
}
