import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import * as z from 'zod';
import type { BenchDocument } from '#bench/search/engine';

const lineSchema = z.object({
  id: z.string(),
  title: z.string(),
  body: z.string(),
  topic: z.string().optional(),
});

/** Lines of a file of JSON objects, one a line, packed where its name ends in .gz; empty ones are left out. */
export function jsonLines(file: string): string[] {
  const bytes = readFileSync(file);
  const text = (file.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('utf8');
  return text.split('\n').filter((line) => line.trim() !== '');
}

/**
 * At most so many texts, taken evenly from the whole file: its beginning is often about one matter only. A text without
 * a topic gets one of forty by its place.
 */
export function readCorpus(file: string, documents: number): BenchDocument[] {
  const lines = jsonLines(file);
  const count = Math.min(documents, lines.length);
  return Array.from({ length: count }, (_, number) => {
    const line = lines[Math.floor((number * lines.length) / count)] ?? '';
    const { id, title, body, topic = `topic ${String(number % 40)}` } = lineSchema.parse(JSON.parse(line));
    return { number, id, title, body, topic };
  });
}
