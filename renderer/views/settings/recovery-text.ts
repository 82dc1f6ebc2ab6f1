/** The text of recovery words with another word in the place (from 1) that is wrong; all else stays as it was typed. */
export function withWord(text: string, position: number, word: string): string {
  let place = 0;
  return text.normalize('NFC').replaceAll(/\p{L}[\p{L}\p{M}]*/gu, (typed) => {
    place += 1;
    return place === position ? word : typed;
  });
}
