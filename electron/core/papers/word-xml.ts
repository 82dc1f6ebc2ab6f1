import type { IXmlableObject } from 'docx';

const escapes: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&apos;',
};
/** Text as it stands in XML. */
export const escaped = (text: unknown): string =>
  String(text).replace(/[&<>"']/g, (letter) => escapes[letter] ?? letter);

const attributesOf = (given: object): string =>
  Object.entries(given)
    .map(([name, value]) => ` ${name}="${escaped(value)}"`)
    .join('');

/** The text of an element as Word's writer prepares it: its name, and its attributes (`_attr`), elements and text. */
export function xmlOf(element: IXmlableObject): string {
  const [name = '', inner] = Object.entries(element)[0] ?? [];
  if (typeof inner !== 'object') return `<${name}>${escaped(inner)}</${name}>`;
  if (!Array.isArray(inner)) {
    const { _attr: attributes = {} } = inner as { readonly _attr?: object };
    return `<${name}${attributesOf(attributes)}/>`;
  }
  let attributes = '';
  let content = '';
  for (const part of inner as readonly (string | IXmlableObject)[]) {
    if (typeof part !== 'object') content += escaped(part);
    else if ('_attr' in part) attributes += attributesOf(part['_attr'] as object);
    else content += xmlOf(part);
  }
  return `<${name}${attributes}>${content}</${name}>`;
}
