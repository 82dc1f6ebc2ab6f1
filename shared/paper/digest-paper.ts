import { formatQuantity } from '#shared/model/number';
import { formatPeriod } from '#shared/model/period';
import type { Result } from '#shared/model/practice';
import { factLines, sourceOf, type ToldToPaper } from '#shared/paper/choice-paper';
import type { OfficialAnnex, OfficialPart } from '#shared/paper/official-paper';

/** What a digest says of a practice beside what the choice tells. */
export interface DigestText {
  /** Whom to ask; may be empty. */
  readonly contact: string;
  /** In the digest's language, where there is a translation. */
  readonly title?: string;
  readonly summary?: string;
}

const text = (said: string): OfficialPart => ({ type: 'text', text: said });

/** A plain digest of a period's choice: what it is, then each practice with its summary, its figures and where it comes from. */
export function digestPaper(
  told: ToldToPaper,
  texts: ReadonlyMap<string, DigestText> = new Map(),
): OfficialAnnex {
  const { messages, period, language, office } = told;
  const words = messages.papers.digest;
  const practices = told.practices.flatMap((practice, at): OfficialPart[] => {
    const { whose, when } = sourceOf(practice, told);
    const { contact = '', title, summary } = texts.get(practice.id) ?? {};
    const results = practice.results.map((result) => resultLine(result, told)).filter(Boolean);
    return [
      {
        type: 'clause',
        text: `${String(at + 1)}. ${(title ?? practice.title) || messages.practice.untitled}`,
      },
      ...(summary ?? practice.summary)
        .split('\n')
        .filter((line) => line.trim() !== '')
        .map(text),
      ...(results.length === 0 ? [] : [{ type: 'list', items: results } satisfies OfficialPart]),
      ...(contact === '' ? [] : [text(words.contact(contact))]),
      { type: 'source', text: words.from([whose, when].filter(Boolean).join(', ')) },
    ];
  });
  return {
    ...{ label: '', title: words.title(formatPeriod(period, language)), note: office },
    parts: [...factLines(told.facts, told).map(text), ...practices],
  };
}

/** "Online files: from 31% to 52.8%"; empty for a result without figures. */
function resultLine({ indicator, before, after, unit }: Result, { messages, language }: ToldToPaper): string {
  const words = messages.papers.digest;
  const quantity = (value: number): string => formatQuantity(value, unit, language);
  if (after === undefined) return '';
  const change = before === undefined ? quantity(after) : words.change(quantity(before), quantity(after));
  return `${indicator}: ${change}`;
}
