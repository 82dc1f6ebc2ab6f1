import type { Align, Marks } from '#renderer/views/editor/paste/paste-blocks';
import type { DroppedKind } from '#renderer/views/editor/paste/paste-report';

export type Style = ReadonlyMap<string, string>;

/** The `style` attribute as declarations in lower case; a later one wins, as in CSS. */
export function readStyle(element: Element): Style {
  const style = element.getAttribute('style');
  const declarations = new Map<string, string>();
  if (style === null) return declarations;
  for (const part of style.split(';')) {
    const colon = part.indexOf(':');
    if (colon < 0) continue;
    const value = part
      .slice(colon + 1)
      .trim()
      .toLowerCase();
    declarations.set(part.slice(0, colon).trim().toLowerCase(), value.replace('!important', '').trim());
  }
  return declarations;
}

const boldTags = new Set(['b', 'strong', 'th']);
const italicTags = new Set(['i', 'em', 'cite', 'dfn', 'var']);
const struckTags = new Set(['s', 'strike', 'del']);

/**
 * The marks of what stands in this element. A declaration counts for more than the tag: Google Docs puts a whole
 * document into `<b style="font-weight:normal">`, and bold words into `<span style="font-weight:700">`.
 */
export function marksIn(tag: string, style: Style, around: Marks): Marks {
  const weight = style.get('font-weight');
  const slant = style.get('font-style');
  const line = style.get('text-decoration-line') ?? style.get('text-decoration') ?? '';
  return {
    strong: weight === undefined ? around.strong || boldTags.has(tag) : isBold(weight, around.strong),
    em: slant === undefined ? around.em || italicTags.has(tag) : /^(?:italic|oblique)/.test(slant),
    s: around.s || struckTags.has(tag) || line.includes('line-through'),
    href: around.href,
  };
}

function isBold(weight: string, around: boolean): boolean {
  if (weight === 'inherit') return around;
  return weight === 'bold' || weight === 'bolder' || Number(weight) >= 600;
}

const plainColours = new Set([
  '',
  'auto',
  'black',
  'windowtext',
  'inherit',
  'initial',
  'currentcolor',
  '#000',
  '#000000',
]);
const plainGrounds = new Set([
  '',
  'auto',
  'none',
  'white',
  'inherit',
  'initial',
  'transparent',
  '#fff',
  '#ffffff',
]);
const plainRgb = /^rgba?\(\s*0\s*,\s*0\s*,\s*0\b/;
const whiteRgb = /^rgba?\((?:\s*255\s*,\s*255\s*,\s*255\b|.*,\s*0\s*\)$)/;

const sideOf = (element: Element, style: Style): string =>
  style.get('text-align') ?? element.getAttribute('align')?.toLowerCase() ?? '';

/** How the text of an element stands; undefined where it does not say. */
export function alignOf(element: Element, style: Style): Align | undefined {
  const side = sideOf(element, style);
  if (/right|end/.test(side)) return 'right';
  if (side.includes('center') || element.localName === 'center') return 'center';
  return side === '' || side === 'inherit' ? undefined : null;
}

/** What an element says about looks that a write-up does not have. */
export function looksOf(element: Element, style: Style, linked: boolean): DroppedKind[] {
  const tag = element.localName;
  const found: DroppedKind[] = [];
  if (!linked && isColoured(element, style)) found.push('colour');
  if (style.has('font-family') || style.has('font-size') || style.has('font') || tag === 'font')
    found.push('fonts');
  if (/center|right|justify|end/.test(sideOf(element, style)) || tag === 'center') found.push('alignment');
  const line = style.get('text-decoration-line') ?? style.get('text-decoration') ?? '';
  if (!linked && tag !== 'a' && (tag === 'u' || line.includes('underline'))) found.push('underline');
  return found;
}

function isColoured(element: Element, style: Style): boolean {
  if (element.localName === 'a') return false;
  const colour = style.get('color') ?? element.getAttribute('color')?.toLowerCase() ?? '';
  if (!plainColours.has(colour) && !plainRgb.test(colour)) return true;
  const ground =
    style.get('background-color') ??
    style.get('mso-highlight') ??
    style.get('background') ??
    element.getAttribute('bgcolor')?.toLowerCase() ??
    '';
  return !plainGrounds.has(ground) && !whiteRgb.test(ground);
}

/** Hidden by its style or by Word; `hidden` attributes too. */
export function isHidden(element: Element, style: Style): boolean {
  return style.get('display') === 'none' || style.get('mso-hide') === 'all' || element.hasAttribute('hidden');
}
