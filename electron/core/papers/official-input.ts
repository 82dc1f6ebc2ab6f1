import type { PaperPicture } from '#core/papers/word-picture';
import type { TextSurroundings } from '#core/papers/word-inline';
import type { OfficialPaper, OfficialPart } from '#shared/paper/official-paper';

/** A paper with the pictures that its texts show, by practice and file name; null where a file is not there. */
export interface OfficialInput {
  readonly paper: OfficialPaper;
  readonly pictures: ReadonlyMap<string, ReadonlyMap<string, PaperPicture | null>>;
}

/** The pictures that a part may show. */
export function picturesOf(part: OfficialPart, { pictures }: OfficialInput): TextSurroundings['pictures'] {
  return (part.type === 'markdown' ? pictures.get(part.of) : undefined) ?? new Map();
}
