import fc from 'fast-check';
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it, vi } from 'vitest';
import { cleanPastedHtml } from '#renderer/views/editor/paste/clean-pasted';

vi.setConfig({ testTimeout: 60_000 });

const tags = 'P H3 H4 H5 H6 STRONG EM S A UL OL LI TABLE TBODY TR TH TD BLOCKQUOTE BR IMG'.split(' ');
const attributes: Readonly<Record<string, readonly string[]>> = {
  A: ['href'],
  IMG: ['src', 'alt'],
  OL: ['start'],
  TH: ['align'],
  TD: ['align'],
};

/** Everything in the HTML that must not be there. */
function foreign(html: string): string[] {
  const { body } = new DOMParser().parseFromString(html, 'text/html');
  return [...body.querySelectorAll('*')].flatMap((element) => {
    const wrong = element
      .getAttributeNames()
      .filter((name) => !(attributes[element.tagName] ?? []).includes(name));
    const href = element.getAttribute('href');
    if (href !== null && !/^(?:https?:\/\/|mailto:)/i.test(href)) wrong.push(`href ${href}`);
    if (element.tagName === 'IMG' && !/^picture:\d+$/.test(element.getAttribute('src') ?? ''))
      wrong.push('src');
    return [...(tags.includes(element.tagName) ? [] : [element.tagName]), ...wrong];
  });
}

const clean = (html: string): string => cleanPastedHtml(html).html;

const snippets = [
  ...[
    '<p>',
    '</p>',
    '<b>',
    '</b>',
    '<div style="font-weight:700">',
    '</div>',
    '<span>',
    '</span>',
    '<i>',
    '</i>',
  ],
  ...[
    '<ul>',
    '</ul>',
    '<ol start=3>',
    '</ol>',
    '<li>',
    '</li>',
    '<table>',
    '</table>',
    '<tr>',
    '<td>',
    '</td>',
  ],
  ...[
    '<td colspan=3>',
    '<th rowspan=2>',
    '<h1>',
    '</h1>',
    '<blockquote>',
    '</blockquote>',
    '<br>',
    '<s>',
    '</s>',
  ],
  ...[
    '<a href="https://a.vn/?x=1&amp;y">',
    '<a href="javascript:x">',
    '</a>',
    '<img src="data:,x">',
    '<pre>',
  ],
  ...[
    '<img src="data:image/png;base64,eA==" alt="a&quot;b">',
    '<svg><style>',
    '<math><mi>',
    '</math>',
    '</svg>',
  ],
  ...['<p style="mso-list:l0 level3 lfo1">', '<span style="mso-list:Ignore">2.', '<![if !supportLists]>'],
  ...[
    '<![endif]>',
    '<!-- x',
    '-->',
    '<script>alert(1)</script>',
    '<template>',
    '</template>',
    '<del cite=x>',
  ],
  ...[
    'chữ',
    ' ',
    '\u00a0',
    '&lt;b&gt;',
    '- ',
    '1. ',
    'e\u0302\u0301',
    '<sup>2</sup>',
    '<li data-aria-level=2>',
  ],
];
const documents = fc.array(fc.oneof(fc.constantFrom(...snippets), fc.string({ maxLength: 6 })), {
  maxLength: 40,
});

describe('cleaning', () => {
  it('leaves only what a write-up may have, and nothing to clean a second time', () => {
    fc.assert(
      fc.property(
        documents.map((parts) => parts.join('')),
        (html) => {
          const once = clean(html);
          expect(foreign(once)).toEqual([]);
          expect(clean(once)).toBe(once);
        },
      ),
      { numRuns: 150 },
    );
  });

  it.each(readdirSync('tests/renderer/editor/paste/fixtures'))('has nothing left to do in %s', (name) => {
    const html = readFileSync(`tests/renderer/editor/paste/fixtures/${name}`, 'utf8');
    const pictures = [new File(['x'], 'a.png', { type: 'image/png' })];
    const once = cleanPastedHtml(html, { pictures }).html;
    expect(foreign(once)).toEqual([]);
    expect(clean(once)).toBe(once);
  });

  it('loses no letter of a simple document', () => {
    const word = fc.stringMatching(/^[a-zA-Zđêữ0-9.,<>&"]{1,8}$/);
    const escaped = (text: string): string => text.replace(/&/g, '&amp;').replace(/</g, '&lt;');
    const frames: ((inner: string) => string)[] = [
      (inner) => `<p>${inner}</p>`,
      (inner) => `<h2><font color=red>${inner}</font></h2>`,
      (inner) => `<ul><li>${inner}<ol><li>${inner}</li></ol></li></ul>`,
      (inner) => `<table><tr><td>${inner}<td><b>${inner}</b><tr><td colspan=2>${inner}</table>`,
      (inner) => `<blockquote><div><em>${inner}</em></div></blockquote>`,
    ];
    const piece = fc.tuple(fc.constantFrom(...frames), word).map(([frame, text]) => frame(escaped(text)));
    const letters = (html: string): string => {
      const { body } = new DOMParser().parseFromString(html, 'text/html');
      return body.textContent.replace(/\s+/g, '');
    };
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
        const html = pieces.join('\n');
        expect(letters(clean(html))).toBe(letters(html));
      }),
    );
  });
});

describe('hostile clipboards', () => {
  it.each([
    '<img src=x onerror=alert(1)>',
    '<svg><p><style><img src="</style><img src=x onerror=alert(1)>">',
    '<math><mtext><table><mglyph><style><!--</style><img title="--&gt;&lt;img src=1 onerror=alert(1)&gt;">',
    '<form><math><mtext></form><form><mglyph><style></math><img src onerror=alert(1)>',
    '<noscript><p title="</noscript><img src=x onerror=alert(1)>">',
    '<p title="&quot;&gt;<script>alert(1)</script>">x</p>',
    '<a href="https://a.vn/&quot; onclick=&quot;alert(1)">x</a>',
    '<img src="picture:0" alt="&quot; onerror=&quot;alert(1)">',
    '<iframe srcdoc="<script>alert(1)</script>"></iframe><object data=x></object><embed src=x>',
    '<template><script>alert(1)</script></template><base href="https://evil.example/">',
  ])('%s comes to nothing', (html) => {
    const once = clean(html);
    expect(foreign(once)).toEqual([]);
    expect(clean(once)).toBe(once);
  });

  it.each([
    ['nested 100,000 deep', '<div>'.repeat(100_000) + 'chữ cuối'],
    ['marks that are never closed', '<b><i><font color=1>'.repeat(30_000) + 'chữ cuối'],
    ['lists in lists', '<ul><li>x'.repeat(50_000) + 'chữ cuối'],
    ['tables in tables', '<table><tr><td>'.repeat(20_000) + 'chữ cuối'],
    ['tags without an end', '<'.repeat(500_000) + ' chữ cuối'],
    ['a title of a million letters', `<p title="${'a;:'.repeat(400_000)}">chữ cuối`],
    ['spans beyond reason', `<table>${'<tr><td colspan=9999 rowspan=9999>x'.repeat(2_000)}</table>chữ cuối`],
    ['nothing but spaces', '<p>' + '<b> </b>'.repeat(20_000) + 'chữ cuối'],
  ])('%s is read in moments', (_, html) => {
    const start = performance.now();
    expect(clean(html)).toContain('chữ cuối');
    expect(performance.now() - start).toBeLessThan(20_000);
  });

  /** How often attributes were read, styles split and documents built: what time goes into, on any machine. */
  function stepsOf(work: () => void): { attributes: number; pieces: number; documents: number } {
    const attributes = vi.spyOn(Element.prototype, 'getAttribute');
    const pieces = vi.spyOn(Map.prototype, 'set');
    const documents = vi.spyOn(DOMParser.prototype, 'parseFromString');
    try {
      work();
      return {
        attributes: attributes.mock.calls.length,
        pieces: pieces.mock.calls.length,
        documents: documents.mock.calls.length,
      };
    } finally {
      vi.restoreAllMocks();
    }
  }

  it('reads a style of 1 MB once', () => {
    const declarations = 80_000;
    const style = 'mso-x:1 red;'.repeat(declarations);
    expect(style.length).toBeGreaterThan(900_000);
    const steps = stepsOf(() => {
      expect(clean(`<p style="${style}">chữ <b>cuối</b></p>`)).toContain('chữ');
    });
    expect(steps.pieces).toBeGreaterThanOrEqual(declarations);
    expect(steps.pieces).toBeLessThan(declarations * 1.1 + 10_000);
    expect(steps.attributes).toBeLessThan(100);
  });

  it('builds no document of 100,000 elements in each other, and reads each of as many side by side a few times', () => {
    const count = 100_000;
    expect(stepsOf(() => clean('<div>'.repeat(count))).documents).toBe(0);
    expect(stepsOf(() => clean('<span style="color:red"><b>'.repeat(count))).documents).toBe(0);
    const side = stepsOf(() => clean('<span style="color:red">x</span>'.repeat(count / 10)));
    expect(side.documents).toBe(1);
    expect(side.attributes).toBeLessThan(count * 1.5);
  });

  it('takes about ten times as long for ten times as much', () => {
    const time = (times: number): number => {
      const html = '<p style="color:red">một <b>hai</b> ba</p><ul><li>x</ul>'.repeat(times);
      // Of this process alone, in milliseconds: others on the machine do not count.
      const start = process.cpuUsage();
      clean(html);
      return process.cpuUsage(start).user / 1_000;
    };
    time(300);
    const small = Math.max(20, Math.min(time(600), time(600)));
    expect(Math.min(time(6_000), time(6_000)) / small).toBeLessThan(40);
  });
});
