import type { PaperPictures } from '#core/papers/paper-picture';
import type { OfficialPaper, OfficialPart } from '#shared/paper/official-paper';

/** A paper with the pictures that its texts show, by practice and file name; null where a file is not there. */
export interface OfficialInput {
  readonly paper: OfficialPaper;
  readonly pictures: ReadonlyMap<string, PaperPictures>;
}

/** The pictures that a part may show. */
export function picturesOf(part: OfficialPart, { pictures }: OfficialInput): PaperPictures {
  return (part.type === 'markdown' ? pictures.get(part.of) : undefined) ?? new Map();
}
