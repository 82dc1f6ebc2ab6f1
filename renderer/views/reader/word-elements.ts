/** Type of documents of state offices (Decree 30/2020, annex I). */
const type = "'Times New Roman', Times, serif";

/** What each element looks like in Word; Word takes only what stands on the element itself. */
const styles: Partial<Record<string, Partial<CSSStyleDeclaration>>> = {
  h1: { fontSize: '16pt', fontWeight: 'bold', margin: '0 0 6pt' },
  h2: { fontSize: '14pt', fontWeight: 'bold', margin: '12pt 0 6pt' },
  h3: { fontSize: '14pt', fontWeight: 'bold', fontStyle: 'italic', margin: '12pt 0 6pt' },
  h4: { fontSize: '14pt', fontWeight: 'normal', fontStyle: 'italic', margin: '12pt 0 6pt' },
  p: { fontSize: '14pt', margin: '0 0 6pt' },
  li: { fontSize: '14pt' },
  table: { borderCollapse: 'collapse', width: '100%' },
  th: { border: '1pt solid black', padding: '3pt 5pt', fontSize: '13pt', verticalAlign: 'top' },
  td: { border: '1pt solid black', padding: '3pt 5pt', fontSize: '13pt', verticalAlign: 'top' },
  blockquote: { margin: '0 0 6pt 1cm', fontStyle: 'italic' },
  pre: { fontSize: '12pt', whiteSpace: 'pre-wrap' },
};

/** Styles an element and all below it for Word. By the object model: the page's security policy forbids style attributes. */
export function styleForWord(root: HTMLElement): void {
  for (const element of [root, ...root.querySelectorAll<HTMLElement>('*')]) {
    const tag = element.tagName.toLowerCase();
    const own = styles[tag];
    if (!own) continue;
    Object.assign(element.style, own, { fontFamily: type, color: 'black' });
    const align = element.getAttribute('align') ?? '';
    if (align !== '' && (tag === 'td' || tag === 'th')) element.style.textAlign = align;
    if (tag !== 'table') continue;
    element.setAttribute('border', '1');
    element.setAttribute('cellspacing', '0');
  }
}

type Child = Node | string;

/** An element with children; text children are text, never markup. */
export function make(tag: string, ...children: readonly Child[]): HTMLElement {
  const element = document.createElement(tag);
  element.append(...children);
  return element;
}

/** A table with a line of heads. Columns of figures stand on the right. */
export function makeTable(
  heads: readonly { readonly text: string; readonly figures?: boolean }[],
  rows: readonly (readonly string[])[],
): HTMLElement {
  const cell = (tag: 'th' | 'td', text: string, column: number): HTMLElement => {
    const made = make(tag, text);
    if (heads[column]?.figures === true) made.setAttribute('align', 'right');
    return made;
  };
  const head = make('tr', ...heads.map(({ text }, column) => cell('th', text, column)));
  const body = rows.map((row) => make('tr', ...row.map((text, column) => cell('td', text, column))));
  return make('table', make('thead', head), make('tbody', ...body));
}
