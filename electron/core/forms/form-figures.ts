import { wordsIn } from '#core/forms/form-words';
import { parseNumber } from '#shared/model/number';
import { formatPartialDate, parsePartialDate } from '#shared/model/partial-date';
import type { Language, Result } from '#shared/model/practice';
import { fold } from '#shared/model/text';

const exactly = new Intl.NumberFormat('vi-VN', { maximumFractionDigits: 20 });

/** A number with the marks of Vietnamese and all of its digits, so that it is read back as it was. */
export const figureText = (value: number): string => exactly.format(value);

/** A date as people write it; what is none stays as it is. */
export const dateText = formatPartialDate;

/** What was understood of words that should be a figure; `unsure` where a full stop may be a comma. */
export interface ReadFigure {
  readonly value: number;
  readonly unit: string;
  readonly unsure: boolean;
}

/** Reads "116.656", "52,8%", "45 phút"; a unit in it must be the one that the row has, if it has one. */
export function readFigure(text: string, unit: string): ReadFigure | undefined {
  const bare = text.replace(/\s+/g, ' ').trim();
  const [, figure = '', tail = ''] = /^(-?\s?\d[\d.,\u00a0 ]*\d|-?\s?\d)\s*(.*)$/.exec(bare) ?? [];
  const read = parseNumber(figure.replace(/^-\s/, '-'));
  if (read.type !== 'number' && read.type !== 'ask') return undefined;
  const same = tail === '' || unit === '' || fold(tail) === fold(unit);
  if (!same || tail.length > 30 || /\d/.test(tail)) return undefined;
  return { value: read.value, unit: unit === '' ? tail : unit, unsure: read.type === 'ask' };
}

type Extra = 'method' | 'cumulative' | 'target' | 'evidence' | 'note' | 'expected';
const extras: readonly Extra[] = ['method', 'cumulative', 'target', 'evidence', 'note', 'expected'];

/** What has no column of its own, a line each; only what comes first may go without its name. */
export function moreLines(result: Result, language: Language): string[] {
  const words = wordsIn(language).forms.paper.more;
  return extras.flatMap((key) => {
    const value = result[key];
    if (value === undefined || value === '' || value === false) return [];
    if (value === true) return [words[key]];
    return [`${words[key]}: ${typeof value === 'number' ? figureText(value) : value}`];
  });
}

/** What the last column says: lines by the name that they begin with, the first ones being the method. */
export function readMore(lines: readonly string[]): Partial<Record<Extra, string>> {
  const found: Partial<Record<Extra, string>> = {};
  let current: Extra = 'method';
  for (const line of lines) {
    const named = namedExtra(line);
    current = named?.key ?? current;
    const text = named ? named.rest : line;
    found[current] = [found[current] ?? '', text].filter((piece) => piece !== '').join('\n');
    // A figure is expected by being said so; what follows belongs to the method.
    if (named?.key === 'expected') current = 'method';
  }
  return found;
}

function namedExtra(line: string): { key: Extra; rest: string } | undefined {
  for (const language of ['vi', 'en'] as const) {
    const words = wordsIn(language).forms.paper.more;
    const key = extras.find((one) => beginsWith(line, words[one], one === 'expected'));
    if (key)
      return {
        key,
        rest: line
          .slice(words[key].length)
          .replace(/^\s*:\s*/, '')
          .trim(),
      };
  }
  return undefined;
}

function beginsWith(line: string, name: string, alone: boolean): boolean {
  if (line.slice(0, name.length).toLowerCase() !== name.toLowerCase()) return false;
  const rest = line.slice(name.length);
  return /^\s*:/.test(rest) || (alone && /^[\s.;]*$/.test(rest));
}

/** Reads a date as `parsePartialDate`, also inside a few other words: "từ ngày 15/3/2026". */
export function readDate(text: string): string | undefined {
  const bare = text.replace(/^(?:từ|bắt đầu từ|từ ngày|từ tháng|đến|trước)\s+/i, '').replace(/[.;,]$/, '');
  return parsePartialDate(bare);
}
