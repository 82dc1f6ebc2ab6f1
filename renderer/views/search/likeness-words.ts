import { namedIn } from '#renderer/components/named';
import type { Application } from '#renderer/state/application.svelte';
import { knownConditionOf, knownConditions } from '#shared/model/condition';
import { type Likeness, likenesses } from '#shared/model/likeness';
import { formatNumber } from '#shared/model/number';
import type { Language } from '#shared/model/practice';

type Words = Pick<Application, 'messages' | 'language' | 'open' | 'provinces'>;

/** A condition in the reader's language where it is one of the list, else as it was written. */
function conditionLabel(condition: string, language: Language): string {
  const key = knownConditionOf(condition);
  return key === undefined ? condition : namedIn(knownConditions, key, language);
}

function ourConditions({ open, language }: Words): string[] {
  return (open?.office?.conditions ?? []).map((condition) => conditionLabel(condition, language));
}

/** Conditions that are named in a label. */
const mostNamed = 3;

/** "Cùng điều kiện (miền núi, biên giới)". Values come from files: one that is not ours stands as it is. */
export function likenessLabel(value: string, app: Words): string {
  const { reference, ourPlace } = app.messages;
  if (!(likenesses as readonly string[]).includes(value)) return value;
  const label = reference.like[value as Likeness];
  const names = value === 'conditions' ? ourConditions(app) : [];
  const rest = names.length > mostNamed ? '…' : '';
  return names.length === 0 ? label : ourPlace.named(label, names.slice(0, mostNamed).join(', ') + rest);
}

/** What alike means, where the label does not say it. */
export function likenessNote(value: string, app: Words): string | null {
  const { ourPlace, practice } = app.messages;
  const office = app.open?.office;
  const { population = 0, level } = office ?? {};
  const number = (count: number): string => formatNumber(Math.round(count), app.language);
  switch (value) {
    case 'region':
      return ourRegion(app);
    case 'conditions':
      return ourConditions(app).length > 1 ? ourPlace.anyOfThem : null;
    case 'population':
      return population > 0 ? ourPlace.between(number(population / 2), number(population * 2)) : null;
    case 'level':
      return level === undefined ? null : practice.placeLevels[level === 'central' ? 'national' : level];
    default:
      return null;
  }
}

function ourRegion({ open, provinces, language }: Words): string | null {
  const province = provinces.get(open?.office?.province ?? '');
  return (language === 'vi' ? province?.region : province?.regionEn) ?? null;
}

/** Our office has a name and could say more of its place here, and has said nothing yet. */
export function mayDescribe({ open }: Pick<Application, 'open'>): boolean {
  if (!open?.office || open.readOnly) return false;
  const { conditions = [], population } = open.office;
  return conditions.length === 0 && population === undefined;
}
