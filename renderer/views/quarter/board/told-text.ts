import type { Told } from '#renderer/views/quarter/board/period-board.svelte';
import type { Messages } from '#shared/messages/messages';

/** What came of a move, in a sentence. */
export function toldText(told: Told, { board: words, practice }: Messages): string {
  const title = told.title || practice.untitled;
  switch (told.type) {
    case 'moved': {
      const moved = words.moved(title, words.columns[told.to]);
      return told.joined ? `${moved} ${words.bothKept}` : moved;
    }
    case 'hindered':
      return told.why === 'end' ? words.nothingThere : words.hindrances[told.why];
    case 'overtaken':
      return words.overtaken(title, words.columns[told.column]);
    case 'changed':
      return words.changedSince(title);
    case 'gone':
      return words.gone(title);
    case 'incomplete':
      return words.incomplete(title, String(told.missing));
    case 'failed':
      return words.failed(title);
  }
}

export function isGood({ type }: Told): boolean {
  return type === 'moved';
}
