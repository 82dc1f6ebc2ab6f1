import type { Application } from '#renderer/state/application.svelte';
import type { FormKey } from '#renderer/views/editor/practice-form.svelte';
import { formatNumber } from '#shared/model/number';
import { formatPeriod } from '#shared/model/period';
import { sections } from '#shared/model/section';

type Words = Partial<Record<string, unknown>>;

/** Labels of the parts of a group of fields, by the group's key. */
function partLabels(key: FormKey, app: Application): Words {
  const { results, place, costs, contact, legalBasis, firstApplied } = app.messages.practice;
  const groups: Partial<Record<FormKey, Words>> = {
    results,
    place,
    costs,
    contact,
    legalBasis,
    firstApplied,
  };
  return groups[key] ?? {};
}

/** Values that are keys, in words. */
function valueWords(app: Application): Words {
  const { evidence, sharing, placeLevels, languages } = app.messages.practice;
  const named = [...app.reference.fields, ...app.reference.topics].map((entry): [string, string] => [
    entry.key,
    entry[app.language],
  ]);
  return { ...Object.fromEntries(named), ...placeLevels, ...evidence, ...sharing, ...languages };
}

function describe(value: unknown, labels: Words, words: Words, app: Application): string {
  if (value === undefined || value === null || value === '' || value === false) return '';
  if (value === true) return app.messages.practice.yes;
  if (typeof value === 'number') return formatNumber(value, app.language);
  if (typeof value === 'string') {
    const word = words[value];
    return typeof word === 'string' ? word : value;
  }
  if (Array.isArray(value)) {
    return value
      .map((entry: unknown) => describe(entry, labels, words, app))
      .filter(Boolean)
      .join('\n');
  }
  return Object.entries(value as Record<string, unknown>)
    .map(([part, inner]): [unknown, string] => [labels[part], describe(inner, labels, words, app)])
    .filter(([, text]) => text !== '')
    .map(([label, text]) => (typeof label === 'string' ? `${label}: ${text}` : text))
    .join('; ');
}

/** What stands under one key of the form, with its label, as plain text to be compared by eye. */
export function describePiece(
  key: FormKey,
  piece: unknown,
  app: Application,
): { label: string; text: string } {
  const section = sections.find((candidate) => `section:${candidate.key}` === key);
  const fields: Partial<Record<string, string>> = app.messages.practice.fields;
  const label = section ? section[app.language] : (fields[key] ?? key);
  if (section) return { label, text: String(piece) };
  if (key === 'period') return { label, text: formatPeriod(String(piece), app.language) };
  const isKey = ['fields', 'topics', 'evidence', 'sharing', 'place', 'language'].includes(key);
  return { label, text: describe(piece, partLabels(key, app), isKey ? valueWords(app) : {}, app) };
}
