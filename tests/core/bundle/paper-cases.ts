import { createCipheriv } from 'node:crypto';
import { bundleLimits } from '#core/bundle/limits';
import type { Case } from '#tests/core/bundle/cases';
import { bag, bundle, bundleJsonOf, digest, payload } from '#tests/support/bag-builder';
import { makePdf } from '#tests/support/pdf';

const pdf = makePdf({ pages: ['05/BC-SKHCN'] });
const file = 'bao-cao.pdf';
const path = `data/papers/${file}`;

/** A bundle with these files in data/papers/, and these papers listed. */
function withPapers(files: Record<string, Buffer>, papers: readonly Record<string, unknown>[]): Buffer {
  const all = payload();
  for (const [name, bytes] of Object.entries(files)) all.set(`data/papers/${name}`, bytes);
  all.set('data/bundle.json', bundleJsonOf(payload(), { papers }));
  return bundle(bag(all));
}

/** As bundle.json lists a paper. */
export const listed = (bytes: Buffer, change: Record<string, unknown> = {}): Record<string, unknown> => ({
  ...{ type: 'report', number: '05/BC-SKHCN', date: '2026-10-05', subject: 'Tổng hợp', signer: null },
  ...{ file, mediaType: 'application/pdf', bytes: bytes.byteLength, sha256: digest(bytes) },
  ...change,
});

const html = Buffer.from('<html><script>alert(1)</script></html>');
/** As a reader of PDF takes it for one; as a browser, for a page. */
const both = Buffer.concat([Buffer.from('<html><script>alert(1)</script>\n'), pdf]);
const half = pdf.subarray(0, -64);
/** A PDF of more than may be, which no packer makes smaller. */
function large(): Buffer {
  const noise = createCipheriv('aes-128-ctr', Buffer.alloc(16), Buffer.alloc(16));
  return Buffer.concat([pdf, noise.update(Buffer.alloc(bundleLimits.paperBytes))]);
}

function withLarge(): Buffer {
  const bytes = large();
  return withPapers({ [file]: bytes }, [listed(bytes)]);
}

export const paperCases: Record<string, Case[]> = {
  papers: [
    ['a paper that is listed and not there', () => withPapers({}, [listed(pdf)]), path],
    ['a paper that is listed twice', () => withPapers({ [file]: pdf }, [listed(pdf), listed(pdf)]), path],
    [
      'a paper with another digest than is listed',
      () => withPapers({ [file]: pdf }, [listed(pdf, { sha256: digest('x') })]),
      path,
    ],
    [
      'a paper with another size than is listed',
      () => withPapers({ [file]: pdf }, [listed(pdf, { bytes: 1 })]),
      path,
    ],
    ['a page of the web that is said to be a PDF', () => withPapers({ [file]: html }, [listed(html)]), path],
    ['a page of the web with a PDF in it', () => withPapers({ [file]: both }, [listed(both)]), path],
    ...['bao-cao.hta', 'bao-cao.pdf.js', 'bao-cao.png', 'bao-cao'].map((name): Case => [
      `a PDF that is called ${name}`,
      () => withPapers({ [name]: pdf }, [listed(pdf, { file: name })]),
      `data/papers/${name}`,
    ]),
    ['half a PDF', () => withPapers({ [file]: half }, [listed(half)]), path],
    [
      'a PDF that is said to be a picture',
      () => withPapers({ [file]: pdf }, [listed(pdf, { mediaType: 'image/png' })]),
      path,
    ],
    ['a paper over 50 MiB', withLarge, path],
    [
      'a paper that is not listed',
      () => withPapers({ [file]: pdf, 'khac.pdf': pdf }, [listed(pdf)]),
      'data/papers/khac.pdf',
    ],
    [
      'a paper in a folder of its own',
      () => withPapers({ [file]: pdf, [`trong/${file}`]: pdf }, [listed(pdf)]),
      `data/papers/trong/${file}`,
    ],
    ['a paper where none is listed', () => withPapers({ [file]: pdf }, []), path],
  ],
};
