import type { Messages } from '#shared/messages/messages';
import type { Language } from '#shared/model/practice';
import { sections } from '#shared/model/section';

/**
 * Name of what differs: a field, `results:<indicator>`, `section:<key or heading>`, `attachment:<file>`; an unknown key
 * as it is.
 */
export function differenceLabel(field: string, { practice, exchange }: Messages, language: Language): string {
  const [kind, ...rest] = field.split(':');
  const name = rest.join(':');
  if (kind === 'attachment') return exchange.attachment(name);
  if (kind === 'results' && rest.length > 0) return `${practice.fields.results}: ${name}`;
  if (kind === 'section') {
    if (name === 'preamble') return practice.preamble;
    return sections.find((section) => section.key === name)?.[language] ?? name;
  }
  const labels: Partial<Record<string, string>> = { ...practice.about, ...practice.fields };
  return (Object.hasOwn(labels, field) ? labels[field] : undefined) ?? field;
}
