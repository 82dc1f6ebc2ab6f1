import { make, makeTable, styleForWord } from '#renderer/views/reader/word-elements';
import type { Messages } from '#shared/messages/messages';
import type { PastTable } from '#shared/paper/past-tables';

interface Copied {
  /** Names of the periods over the columns. */
  readonly heads: readonly string[];
  readonly messages: Messages;
}

/** Figures as plain digits: what groups thousands in one language is a decimal sign in another one's Excel. */
function cells(table: PastTable, { messages }: Copied): string[][] {
  const shown = (value: number | null, isShare: boolean): string =>
    value === null ? messages.past.unknown : isShare ? `${String(Math.round(value * 100))}%` : String(value);
  return table.rows.map(({ label, values, isShare }) => [
    label,
    ...values.map((value) => shown(value, isShare)),
  ]);
}

/** A table as text, its cells apart by tabs. */
export function tableText(table: PastTable, copied: Copied): string {
  const head = [copied.messages.past.item, ...copied.heads];
  return [head, ...cells(table, copied)].map((row) => row.join('\t')).join('\n');
}

/** Tables with their titles as Word and Excel take them. */
export function tablesHtml(tables: readonly PastTable[], copied: Copied): string {
  const heads = [
    { text: copied.messages.past.item },
    ...copied.heads.map((text) => ({ text, figures: true })),
  ];
  const parts = tables
    .filter(({ rows }) => rows.length > 0)
    .flatMap((table) => [make('h2', table.title), makeTable(heads, cells(table, copied))]);
  const root = make('div', ...parts);
  styleForWord(root);
  return root.outerHTML;
}
