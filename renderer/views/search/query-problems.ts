import type { Application } from '#renderer/state/application.svelte';
import { formatNumber } from '#shared/model/number';
import type { NotUnderstood, SearchAnswer } from '#shared/model/search';

/** One line about what was typed in vain, and what can be put in its place. */
export interface QueryProblem {
  readonly key: string;
  readonly text: string;
  readonly typed: string;
  readonly corrections: readonly { readonly label: string; readonly typed: string }[];
}

type Words = Pick<Application, 'messages' | 'language'>;

/** Whether there is anything to say about how a query was read. */
export function hasHint({ unknownWords, suggestion, notUnderstood = [] }: SearchAnswer): boolean {
  return unknownWords.length + notUnderstood.length > 0 || suggestion !== null;
}

export function queryProblems({ notUnderstood = [] }: SearchAnswer, app: Words): QueryProblem[] {
  return notUnderstood.map((one, at) => ({
    key: String(at),
    text: sentence(one, app),
    typed: 'typed' in one ? one.typed : '',
    corrections: 'corrections' in one ? one.corrections : [],
  }));
}

function sentence(one: NotUnderstood, { messages: { query }, language }: Words): string {
  if (one.problem === 'many-words') return query.manyWords(formatNumber(one.most, language));
  if (one.problem === 'wide-word') return query.wideWord(one.typed, formatNumber(one.most, language));
  const what = query.which[one.facet];
  // Quotation marks within quotation marks are hard to read.
  const typed = one.typed.replace(/["“”„‟«»]/g, '');
  if (one.pending) return query.pendingValue(typed, what);
  return one.corrections.length > 1 ? query.unclearValue(typed, what) : query.unknownValue(typed, what);
}
