import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';
import { type BenchDocument, modes, type SearchRequest } from '#bench/search/engine';

/** What the processes of one run hand to each other, as files of its folder. */
const documentSchema: z.ZodType<BenchDocument> = z.object({
  number: z.number(),
  id: z.string(),
  title: z.string(),
  body: z.string(),
  topic: z.string(),
});

const requestSchema: z.ZodType<SearchRequest> = z.object({
  mode: z.enum(modes),
  words: z.array(z.string()),
  pairs: z.array(z.string()),
  limit: z.number(),
  facets: z.boolean(),
});

/** What is asked of each engine. */
export interface Questions {
  /** Asked before anything is measured, but for the first of them, which ends the opening. */
  readonly warmUp: readonly SearchRequest[];
  readonly measured: readonly SearchRequest[];
  /** Words of titles: whether the ranking puts the right text in front. */
  readonly known: readonly SearchRequest[];
  /** Texts that are added, each with a word that nothing else has. */
  readonly additions: readonly { readonly document: BenchDocument; readonly word: string }[];
}

const questionsSchema: z.ZodType<Questions> = z.object({
  warmUp: z.array(requestSchema),
  measured: z.array(requestSchema),
  known: z.array(requestSchema),
  additions: z.array(z.object({ document: documentSchema, word: z.string() })),
});

export function writeDocuments(folder: string, documents: readonly BenchDocument[]): void {
  writeFileSync(join(folder, 'documents.jsonl'), documents.map((one) => JSON.stringify(one)).join('\n'));
}

export function readDocuments(folder: string): BenchDocument[] {
  const lines = readFileSync(join(folder, 'documents.jsonl'), 'utf8').split('\n');
  return lines.map((line) => documentSchema.parse(JSON.parse(line)));
}

export function writeQuestions(folder: string, questions: Questions): void {
  writeFileSync(join(folder, 'questions.json'), JSON.stringify(questions));
}

export function readQuestions(folder: string): Questions {
  return questionsSchema.parse(JSON.parse(readFileSync(join(folder, 'questions.json'), 'utf8')));
}

/** Bytes of all files in the folder and below it. */
export function bytesIn(folder: string): number {
  const entries = readdirSync(folder, { withFileTypes: true, recursive: true });
  return entries
    .filter((entry) => entry.isFile())
    .reduce((bytes, { parentPath, name }) => bytes + statSync(join(parentPath, name)).size, 0);
}
