import { ImageRun } from 'docx';
import type { PictureFacts } from '#core/papers/picture-size';
import { pictureRoom } from '#core/papers/word-layout';
import { wordText } from '#core/papers/word-text';

/** A picture of the text; null where its file is not there. */
export interface PaperPicture {
  readonly bytes: Uint8Array;
  readonly facts: PictureFacts;
}

/** The picture as large as it is, or smaller so that it fits on the page. */
export function pictureRun({ bytes, facts }: PaperPicture, caption: string): ImageRun {
  const scale = Math.min(1, pictureRoom.width / facts.width, pictureRoom.height / facts.height);
  const name = wordText(caption);
  return new ImageRun({
    type: facts.type,
    data: bytes,
    transformation: {
      width: Math.max(1, Math.round(facts.width * scale)),
      height: Math.max(1, Math.round(facts.height * scale)),
    },
    altText: { name, title: name, description: name },
  });
}
