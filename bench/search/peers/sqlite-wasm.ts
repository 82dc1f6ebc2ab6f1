import nodeSqlite3Wasm from 'node-sqlite3-wasm';
import type { Sql } from '#bench/search/peers/sqlite';

export function openWasm(file: string): Sql {
  const database = new nodeSqlite3Wasm.Database(file);
  return {
    exec: (sql) => {
      database.exec(sql);
    },
    prepare: (sql) => {
      const statement = database.prepare(sql);
      return {
        all: (...values) => statement.all(values),
        run: (...values) => {
          statement.run(values);
        },
      };
    },
    close: () => {
      database.close();
    },
  };
}
