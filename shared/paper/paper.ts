import type { Messages } from '#shared/messages/messages';
import type { Language } from '#shared/model/practice';
import type { Province } from '#shared/model/province';

/** Column of a table on paper; figures stand on the right. `share` of the width, against the other columns'. */
export interface PaperColumn {
  readonly text: string;
  readonly figures?: boolean;
  readonly share: number;
}

/** What stands on paper one below the other, whatever the paper is written with: HTML for the clipboard, Word, PDF. */
export type PaperPart =
  | { readonly type: 'title'; readonly text: string }
  | { readonly type: 'heading'; readonly text: string }
  /** Below the title: where it comes from. */
  | { readonly type: 'origin'; readonly text: string }
  | { readonly type: 'text'; readonly text: string }
  | { readonly type: 'list'; readonly items: readonly string[] }
  | {
      readonly type: 'table';
      readonly columns: readonly PaperColumn[];
      readonly rows: readonly (readonly string[])[];
    }
  /** As somebody wrote it, pictures and all. */
  | { readonly type: 'markdown'; readonly text: string }
  | { readonly type: 'source'; readonly text: string };

/** The words a paper is written in. */
export interface PaperWords {
  readonly messages: Messages;
  readonly language: Language;
  readonly provinces: ReadonlyMap<string, Province>;
  readonly reference: {
    readonly fields: readonly { readonly key: string; readonly vi: string; readonly en: string }[];
  };
}
