import { join } from 'node:path';
import type { Answer, Engine, EngineKind, SearchRequest } from '#bench/search/engine';
import type { Sql } from '#bench/search/peers/sqlite';

/** 64 MB of pages are kept; a database of this size is read whole by the system anyway. */
const settings = 'PRAGMA cache_size = -65536; PRAGMA mmap_size = 1073741824; PRAGMA synchronous = NORMAL;';
/** Tokens are separated by blanks only: to this tokenizer everything beyond ASCII is a letter. */
const tokenizer = "ascii tokenchars '_'";
const facets = `SELECT topic, count(*) AS number FROM texts JOIN topics ON topics.number = texts.rowid
  WHERE texts MATCH ? GROUP BY topic`;

/**
 * SQLite's full-text index, the fastest way it can be had: without the texts, ranked by its own bm25 through the path that
 * its documentation calls the quickest, with the statements compiled once. Pairs are asked only where any word will do.
 * With less detail in the index it would be twice as fast, but its ranks are all 0 then: nothing is ranked.
 */
export function fts5(openFile: (file: string) => Sql, prefixIndex: boolean): EngineKind {
  return {
    facets: true,
    build(documents, folder) {
      const sql = openFile(join(folder, 'index.sqlite'));
      sql.exec(settings);
      sql.exec(`CREATE VIRTUAL TABLE texts USING fts5(text, content='', tokenize="${tokenizer}"
        ${prefixIndex ? ", prefix='1 2 3'" : ''})`);
      sql.exec('CREATE TABLE topics(number INTEGER PRIMARY KEY, topic TEXT NOT NULL)');
      sql.exec('BEGIN');
      const insert = inserter(sql);
      for (const document of documents) insert(document.number, document.topic, document.tokens());
      sql.exec('COMMIT');
      sql.exec("INSERT INTO texts(texts) VALUES ('optimize')");
      sql.close();
    },
    open: (folder) => new Fts5Engine(openFile(join(folder, 'index.sqlite'))),
  };
}

type Insert = (number: number, topic: string, tokens: readonly string[]) => void;

function inserter(sql: Sql): Insert {
  const text = sql.prepare('INSERT INTO texts(rowid, text) VALUES (?, ?)');
  const topic = sql.prepare('INSERT INTO topics(number, topic) VALUES (?, ?)');
  return (number, name, tokens) => {
    text.run(number, tokens.join(' '));
    topic.run(number, name);
  };
}

class Fts5Engine implements Engine {
  readonly #sql: Sql;
  readonly #best;
  readonly #facets;
  readonly #insert: Insert;

  constructor(sql: Sql) {
    this.#sql = sql;
    sql.exec(settings);
    this.#best = sql.prepare('SELECT rowid AS number FROM texts WHERE texts MATCH ? ORDER BY rank LIMIT ?');
    this.#facets = sql.prepare(facets);
    this.#insert = inserter(sql);
  }

  search(request: SearchRequest): Answer {
    const query = matchExpression(request);
    const hits = this.#best.all(query, request.limit).map(({ number }) => Number(number));
    if (!request.facets) return { hits };
    const rows = this.#facets.all(query);
    return { hits, facets: new Map(rows.map(({ topic, number }) => [String(topic), Number(number)])) };
  }

  add(document: { number: number; topic: string }, tokens: readonly string[]): void {
    this.#sql.exec('BEGIN');
    this.#insert(document.number, document.topic, tokens);
    this.#sql.exec('COMMIT');
  }

  close(): void {
    this.#sql.close();
  }
}

function matchExpression({ mode, words, pairs }: SearchRequest): string {
  const quoted = (terms: readonly string[]): string[] => terms.map((term) => `"${term}"`);
  if (mode === 'any') return quoted([...words, ...pairs]).join(' OR ');
  return quoted(words).join(' AND ') + (mode === 'prefix' ? ' *' : '');
}
