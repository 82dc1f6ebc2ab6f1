import type { Style } from '#renderer/views/editor/paste/clipboard-style';
import type { DroppedKind } from '#renderer/views/editor/paste/paste-report';

/**
 * Level (from 1) of a paragraph that looks like a list item without being in a list: Word's
 * `mso-list:l0 level2 lfo1`; or Word online's `<li data-aria-level="2">`, each in a list of its own.
 */
export function itemLevel(element: Element, style: Style): number | null {
  const level =
    element.localName === 'li'
      ? /^\d$/.exec(element.getAttribute('data-aria-level') ?? '')?.[0]
      : /^l\d+ level(\d)\b/.exec(style.get('mso-list') ?? '')?.[1];
  return level === undefined ? null : Math.max(1, Number(level));
}

/** What a bullet or number in front of an item says. */
export interface Marker {
  readonly ordered: boolean;
  readonly start: number;
  /** False for a), IV. and 1.2: only plain numbers are kept as they are. */
  readonly plain: boolean;
}

const romanDigits: Readonly<Record<string, number>> = { i: 1, v: 5, x: 10, l: 50, c: 100 };

function roman(letters: string): number {
  const digits = Array.from(letters, (letter) => romanDigits[letter] ?? 0);
  return digits.reduce((sum, digit, at) => sum + (digit < (digits[at + 1] ?? 0) ? -digit : digit), 0);
}

/** Reads `1.`, `a)`, `iv.`, `1.2.3`, `(3)`; everything else (`·`, `-`, `o`, `§`) is a bullet. */
export function readMarker(text: string): Marker {
  const marker = text.replace(/[\s\u00a0]+/g, '').toLowerCase();
  const number = /^\(?(?:\d+\.)*?(\d{1,6})[.)]*$/.exec(marker);
  if (number) {
    return { ordered: true, start: Number(number[1]), plain: /^\d+[.)]?$/.test(marker) };
  }
  const letters = /^\(?([a-zđ]{1,6})[.)]+$/.exec(marker)?.[1];
  if (letters === undefined) return { ordered: false, start: 1, plain: true };
  if (/^[ivxlc]{2,}$|^[ivx]$/.test(letters))
    return { ordered: true, start: roman(letters) || 1, plain: false };
  // The alphabet of Vietnamese documents: a, b, c, d, đ, e.
  const place = letters.length === 1 ? 'abcdđeghiklmnopqrstuvxy'.indexOf(letters) : 0;
  return { ordered: true, start: Math.max(0, place) + 1, plain: false };
}

/** Level of a heading (1 to 6) that is none by its tag: Word's and others' named styles and outline levels. */
export function headingLevel(element: Element, style: Style): number | null {
  const tag = /^h([1-6])$/.exec(element.localName);
  if (tag) return Number(tag[1]);
  if (!['p', 'div'].includes(element.localName)) return null;
  if (element.getAttribute('role') === 'heading') return Number(element.getAttribute('aria-level')) || 2;
  const named = `${style.get('mso-style-name') ?? ''} ${element.className}`.toLowerCase();
  if (/\bmsotitle\b/.test(named)) return 1;
  const level =
    /(?:heading|tiêu đề|đề mục)[\s_]?([1-9])\b/.exec(named)?.[1] ??
    /^([1-9])$/.exec(style.get('mso-outline-level') ?? '')?.[1];
  return level === undefined ? null : Math.min(6, Number(level));
}

/** Why Word's own machinery inside a text is left out; null for text. */
export function wordLeavesOut(element: Element, style: Style): DroppedKind | null {
  const part = style.get('mso-element') ?? '';
  const names = element.className.toLowerCase();
  if (part === 'comment-list' || part === 'comment' || /\bmsocommentreference\b/.test(names))
    return 'comments';
  if (/^(?:footnote|endnote)/.test(part) || /\bmso(?:foot|end)notereference\b/.test(names))
    return 'footnotes';
  if (style.has('mso-footnote-id') || style.has('mso-endnote-id')) return 'footnotes';
  if (part === 'header' || part === 'footer' || part === 'field-begin') return 'fields';
  if (/\bmsodel\b/.test(names)) return 'trackedChanges';
  if (element.localName === 'del' && (element.hasAttribute('cite') || element.hasAttribute('datetime')))
    return 'trackedChanges';
  return null;
}
