import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { renderMarkdown } from '#renderer/components/render-markdown';

const options = {
  pictures: new Map([['anh.jpg', 'files/attachments/1/anh.jpg']]),
  pictureOutside: 'Ảnh ngoài',
  table: 'Bảng',
  under: 3,
} as const;

function render(text: string, under: 2 | 3 = 3): HTMLElement {
  const element = document.createElement('div');
  element.append(renderMarkdown(text, { ...options, under }));
  return element;
}

/** Everything that could act: what no write-up may bring onto the page. */
function dangers(element: HTMLElement): string[] {
  const found: string[] = [];
  for (const node of element.querySelectorAll('*')) {
    if (!safeTags.has(node.localName)) found.push(`<${node.localName}>`);
    for (const { name, value } of node.attributes) {
      if (!safeAttributes.has(name)) found.push(`${node.localName} ${name}`);
      if (name === 'href' && !value.startsWith('https://')) found.push(`href ${value}`);
      if (name === 'src' && value !== 'files/attachments/1/anh.jpg') found.push(`src ${value}`);
    }
  }
  return found;
}

const safeTags = new Set(
  'p br hr strong em del sup code pre blockquote ul ol li h4 h5 h6 table thead tbody tr th td a span img div figure figcaption'.split(
    ' ',
  ),
);
const safeAttributes = new Set(
  'href rel src alt loading align start class tabindex role aria-label aria-hidden'.split(' '),
);

const hostile = [
  '<script>alert(1)</script>',
  '<img src=x onerror=alert(1)>',
  '<svg onload=alert(1)><script>alert(1)</script></svg>',
  '<iframe src="https://evil.example"></iframe>',
  '<style>*{display:none}</style>',
  '<a href="javascript:alert(1)">x</a>',
  '<div style="position:fixed">x</div>',
  '<form action="https://evil.example"><input name=x></form>',
  '<base href="https://evil.example">',
  '<meta http-equiv=refresh content=0>',
  '<math><mi xlink:href="javascript:alert(1)">x</mi></math>',
  '[x](javascript:alert(1))',
  '[x](JaVaScRiPt:alert(1))',
  '[x](&#106;avascript:alert(1))',
  '[x](java\tscript:alert(1))',
  '[x](\u0000javascript:alert(1))',
  '[x](data:text/html,<script>alert(1)</script>)',
  '[x](vbscript:msgbox)',
  '[x](file:///etc/passwd)',
  '[x](//evil.example)',
  '[x](#/settings)',
  '[x](http://evil.example)',
  '<javascript:alert(1)>',
  '![x](https://evil.example/x.png)',
  '![x](//evil.example/x.png)',
  '![x](data:image/svg+xml,<svg onload=alert(1)>)',
  '![x](../../practice.md)',
  '![x](attachments/../anh.jpg)',
  '![x](constructor)',
  '![x](ANH.JPG "onerror=alert(1)")',
  '[x]: javascript:alert(1)\n\n[x]',
  '# x {onclick=alert(1)}',
  '- [x](javascript:1)\n- [ ] y',
  'x[^1]\n\n[^1]: <b onclick=alert(1)>y</b>',
  'a\u0000b <scr\u0000ipt>alert(1)</scr\u0000ipt>',
];

describe('hostile Markdown', () => {
  it.each(hostile)('%j brings nothing that acts', (text) => {
    expect(dangers(render(text))).toEqual([]);
  });

  it('brings nothing that acts in any mixture', () => {
    fc.assert(
      fc.property(
        fc.array(fc.oneof(fc.constantFrom(...hostile), fc.string({ unit: 'grapheme' })), { maxLength: 6 }),
        fc.constantFrom('', ' ', '\n', '\n\n', '|', '> '),
        (parts, glue) => {
          expect(dangers(render(parts.join(glue)))).toEqual([]);
        },
      ),
      { numRuns: 300 },
    );
  });
});

describe('what a write-up may contain', () => {
  it('keeps text, lists, tables and emphasis', () => {
    const element = render('Cáp **ngầm** và ~~nổi~~\n\n3. ba\n4. bốn\n\n| a | b |\n|---|--:|\n| 1 | 2 |');
    expect(element.querySelector('strong')?.textContent).toBe('ngầm');
    expect(element.querySelector('ol')?.getAttribute('start')).toBe('3');
    expect(element.querySelector('td:last-child')?.getAttribute('align')).toBe('right');
    expect(element.querySelector('.table-frame')?.getAttribute('tabindex')).toBe('0');
  });

  it('shows its own pictures only, named with or without the folder', () => {
    for (const name of ['anh.jpg', 'attachments/anh.jpg', './attachments/anh.jpg']) {
      expect(render(`![Phố](${name})`).querySelector('img')?.getAttribute('src')).toBe(
        'files/attachments/1/anh.jpg',
      );
    }
    const figure = render('![Phố](anh.jpg)').firstElementChild;
    expect(figure?.localName).toBe('figure');
    expect(figure?.textContent).toBe('Phố');
    expect(render('![](anh.jpg)').querySelector('figure')).toBeNull();
    expect(render('Xem ![Phố](anh.jpg)').querySelector('figure')).toBeNull();
    const outside = render('![Phố](https://example.vn/a.jpg)');
    expect(outside.querySelector('img')).toBeNull();
    expect(outside.textContent).toBe('Ảnh ngoài: Phố');
  });

  it('keeps https links without telling the other side where they were found', () => {
    const anchor = render('[x](https://haiphong.gov.vn/a?b=c)').querySelector('a');
    expect(anchor?.getAttribute('href')).toBe('https://haiphong.gov.vn/a?b=c');
    expect(anchor?.rel).toBe('noopener noreferrer');
  });

  it('puts headings below that of the section', () => {
    expect([...render('# a\n\n## b\n\n#### c\n\n###### d').children].map((node) => node.localName)).toEqual([
      'h4',
      'h4',
      'h5',
      'h6',
    ]);
    const higher = render('# a\n\n### b\n\n#### c', 2);
    expect([...higher.children].map((node) => node.localName)).toEqual(['h3', 'h3', 'h4']);
  });

  it('makes no header of a cell without text', () => {
    const [first, second] = render('| a | |\n| - | - |\n| 1 | 2 |').querySelectorAll('tr:first-child > *');
    expect([first?.localName, second?.localName]).toEqual(['th', 'td']);
  });

  it('writes task lists as signs, not as controls', () => {
    const element = render('- [x] xong\n- [ ] chưa');
    expect(element.querySelector('input')).toBeNull();
    expect(element.textContent.replaceAll(/\s+/g, ' ').trim()).toBe('☑ xong ☐ chưa');
  });
});
