import { formatQuantity } from '#shared/model/number';
import { formatPeriod } from '#shared/model/period';
import type { Result } from '#shared/model/practice';
import { factLines, sourceOf, type ToldToPaper } from '#shared/paper/choice-paper';
import type { OfficialAnnex, OfficialPart } from '#shared/paper/official-paper';

const text = (said: string): OfficialPart => ({ type: 'text', text: said });

/** A plain digest of a period's choice: what it is, then each practice with its summary, its figures and where it comes from. */
export function digestPaper(told: ToldToPaper): OfficialAnnex {
  const { messages, period, language, office } = told;
  const words = messages.papers.digest;
  const practices = told.practices.flatMap((practice, at): OfficialPart[] => {
    const { whose, when } = sourceOf(practice, told);
    const results = practice.results.map((result) => resultLine(result, told)).filter(Boolean);
    return [
      { type: 'clause', text: `${String(at + 1)}. ${practice.title || messages.practice.untitled}` },
      ...practice.summary
        .split('\n')
        .filter((line) => line.trim() !== '')
        .map(text),
      ...(results.length === 0 ? [] : [{ type: 'list', items: results } satisfies OfficialPart]),
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
