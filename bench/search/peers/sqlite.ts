export type Value = string | number;
export type Row = Readonly<Record<string, unknown>>;

/** What the FTS5 adapter uses of a database, in either binding. */
export interface Sql {
  /** Runs statements without values and without rows. */
  exec(sql: string): void;
  /** A statement that is compiled once. */
  prepare(sql: string): Statement;
  close(): void;
}

export interface Statement {
  all(...values: Value[]): readonly Row[];
  run(...values: Value[]): void;
}
