import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';
import { jsonLines } from '#bench/search/corpus';
import type { BenchDocument } from '#bench/search/engine';
import type { Question } from '#bench/search/quality/question';

const textSchema = z.object({ _id: z.string(), title: z.string().default(''), text: z.string() });
const querySchema = z.object({ _id: z.string(), text: z.string() });

/** A labelled collection: corpus.jsonl, queries.jsonl, qrels.tsv (with a line of headings). Questions without a right document are left out. */
export function readCollection(folder: string): { documents: BenchDocument[]; questions: Question[] } {
  const texts = jsonLines(join(folder, 'corpus.jsonl')).map((line) => textSchema.parse(JSON.parse(line)));
  const documents = texts.map(({ _id: id, title, text }, number) => ({
    number,
    id,
    title,
    body: text,
    topic: '',
  }));
  const numberOf = new Map(documents.map(({ id, number }) => [id, number]));
  const right = new Map<string, Set<number>>();
  const [, ...judgements] = readFileSync(join(folder, 'qrels.tsv'), 'utf8').trim().split('\n');
  for (const judgement of judgements) {
    const [query = '', document = '', score = ''] = judgement.split('\t');
    const number = numberOf.get(document);
    if (number !== undefined && Number(score) > 0)
      right.set(query, (right.get(query) ?? new Set()).add(number));
  }
  const questions = jsonLines(join(folder, 'queries.jsonl')).flatMap((line) => {
    const { _id, text } = querySchema.parse(JSON.parse(line));
    const answers = right.get(_id);
    return answers ? [{ text, isRight: (document: number) => answers.has(document) }] : [];
  });
  return { documents, questions };
}
