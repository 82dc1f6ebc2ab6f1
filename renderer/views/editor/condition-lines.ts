import { namedIn } from '#renderer/components/named';
import { knownConditionOf, knownConditions } from '#shared/model/condition';
import type { Language } from '#shared/model/practice';

/** Keys of known conditions that have a line of their own. */
export function pickedConditions(text: string): string[] {
  return text.split('\n').flatMap((line) => knownConditionOf(line) ?? []);
}

/** Adds a known condition as a line in the practice's language, or takes its lines away; all other lines stay as they are. */
export function pickCondition(text: string, key: string, language: Language): string {
  const lines = text.split('\n');
  const others = lines.filter((line) => knownConditionOf(line) !== key);
  if (others.length < lines.length) return others.join('\n');
  const before = text.trim() === '' ? '' : text.endsWith('\n') ? text : `${text}\n`;
  return before + namedIn(knownConditions, key, language);
}
