import { rankOf, type Quality, qualityOf } from '#bench/search/quality/metrics';
import type { TextEngine } from '#bench/search/quality/text-engine';
import { fold } from '#shared/model/text';

export interface Question {
  readonly text: string;
  readonly isRight: (document: number) => boolean;
}

/** Questions as they are asked, by the name of the way. */
export type Variants = Readonly<Record<string, readonly Question[]>>;

export function withoutAccents(questions: readonly Question[]): Question[] {
  return questions.map((question) => ({ ...question, text: fold(question.text) }));
}

/** Asks everything and looks at the first ten hits. */
export async function askAll(engine: TextEngine, questions: readonly Question[]): Promise<Quality> {
  const ranks = [];
  for (const { text, isRight } of questions) ranks.push(rankOf(await engine.search(text, 10), isRight));
  return qualityOf(ranks);
}
