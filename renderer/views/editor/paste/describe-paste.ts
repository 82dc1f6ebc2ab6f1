import type { Messages } from '#shared/messages/messages';
import { droppedKinds, type KeptCounts, type PasteReport } from '#renderer/views/editor/paste/paste-report';

const keptOrder = [
  'tables',
  'pictures',
  'lists',
  'headings',
  'links',
] as const satisfies (keyof KeptCounts)[];

/** "Giữ 2 bảng, 3 ảnh; bỏ màu chữ, phông chữ"; null when there is nothing to tell. */
export function describePaste({ kept, dropped }: PasteReport, words: Messages['paste']): string | null {
  const keptWords = keptOrder
    .filter((kind) => kept[kind] > 0)
    .map((kind) => words.keptKinds[kind](String(kept[kind])))
    .join(', ');
  const droppedWords = droppedKinds
    .filter((kind) => (dropped.get(kind) ?? 0) > 0)
    .map((kind) => words.droppedKinds[kind](String(dropped.get(kind))))
    .join(', ');
  if (droppedWords === '') return keptWords === '' ? null : words.kept(keptWords);
  if (keptWords === '') return words.droppedOnly(droppedWords);
  return `${words.kept(keptWords)}; ${words.dropped(droppedWords)}`;
}
