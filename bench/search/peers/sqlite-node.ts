import type { Row, Sql, Value } from '#bench/search/peers/sqlite';

/** node:sqlite as far as it is used: the types of this Node do not have it yet. */
interface NodeSqlite {
  readonly DatabaseSync: new (file: string) => {
    exec(sql: string): void;
    prepare(sql: string): {
      all(...values: Value[]): Row[];
      run(...values: Value[]): unknown;
    };
    close(): void;
  };
}

/** The native binding of a newer Node. Throws on a Node without it. */
export function openNode(file: string): Sql {
  const sqlite = process.getBuiltinModule('node:sqlite') as NodeSqlite | undefined;
  if (!sqlite) throw new Error(`node:sqlite is not in Node ${process.versions.node}`);
  return new sqlite.DatabaseSync(file);
}
