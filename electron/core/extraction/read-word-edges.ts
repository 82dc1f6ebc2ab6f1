import type { Readable } from 'node:stream';
import { type Entry, fromBuffer } from 'yauzl';

/** Parts and unpacked bytes of a part that are read: real ones are few and small. */
const mostParts = 30;
const mostBytes = 1024 ** 2;
const edge = /^word\/(?:header|footer)\d*\.xml$/;

/** Words of the headers and footers of a Word document, each line once; none where they cannot be read. */
export async function readWordEdges(bytes: Buffer): Promise<string> {
  const parts = await edgeParts(bytes).catch(() => []);
  return [...new Set(parts.flatMap(linesOf))].join('\n');
}

/** Runs of text of each paragraph; what is marked as deleted and field codes stand in other elements. */
function linesOf(xml: string): string[] {
  return xml.split(/<\/w:p>/).flatMap((paragraph) => {
    const runs = paragraph.matchAll(/<w:t(?:\s[^>]*)?>([^<]*)<\/w:t>|<w:(?:tab|br|cr)\b[^>]*>/g);
    const line = Array.from(runs, ([, text]) => (text === undefined ? ' ' : unescaped(text)))
      .join('')
      .trim();
    return line === '' ? [] : [line];
  });
}

function unescaped(text: string): string {
  return text.replace(
    /&(?:#(\d{1,7})|#x([\da-f]{1,6})|(amp|lt|gt|quot|apos));/gi,
    (all, decimal, hex, name) => {
      const named = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" }[String(name).toLowerCase()];
      if (named !== undefined) return named;
      const code = decimal === undefined ? parseInt(String(hex), 16) : Number(decimal);
      return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : all;
    },
  );
}

function edgeParts(bytes: Buffer): Promise<string[]> {
  return new Promise((resolve, reject) => {
    fromBuffer(bytes, { lazyEntries: true }, (error, zip) => {
      if (error) {
        reject(error);
        return;
      }
      const parts: string[] = [];
      const next = (entry?: Entry): void => {
        if (
          !entry ||
          !edge.test(entry.fileName) ||
          entry.uncompressedSize > mostBytes ||
          parts.length >= mostParts
        ) {
          zip.readEntry();
          return;
        }
        zip.openReadStream(entry, (failed, stream) => {
          if (failed) reject(failed);
          else
            gather(stream).then((text) => {
              parts.push(text);
              zip.readEntry();
            }, reject);
        });
      };
      zip.on('error', reject);
      zip.on('end', () => {
        resolve(parts);
      });
      zip.on('entry', next);
      next();
    });
  });
}

/** yauzl ends a part that is longer than it says. */
async function gather(stream: Readable): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('utf8');
}
