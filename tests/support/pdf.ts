/** What a small PDF is made of. */
interface PdfOptions {
  /** One line of ASCII a page. */
  readonly pages: readonly string[];
  /** Side of a square picture without compression on the second page, in points: three bytes each. */
  readonly picture?: number;
  /** Cannot be opened without a password (which nobody knows). */
  readonly locked?: boolean;
}

/** A valid PDF 1.4 (ISO 32000-1, 7.5): pages of A4 with one line each, and a picture that makes it as big as wanted. */
export function makePdf({ pages, picture, locked = false }: PdfOptions): Buffer {
  const objects: Buffer[] = [];
  const add = (body: string | Buffer): number => objects.push(Buffer.from(body));
  const stream = (dictionary: string, data: Buffer): Buffer =>
    Buffer.concat([
      Buffer.from(`<< ${dictionary} /Length ${String(data.length)} >>\nstream\n`),
      data,
      Buffer.from('\nendstream'),
    ]);
  add('<< /Type /Catalog /Pages 2 0 R >>');
  add(''); // the pages are known once they are made
  const font = add('<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>');
  const image = picture === undefined ? undefined : add(stream(imageOf(picture), colours(picture)));
  const kids = pages.map((line, index) => {
    const draws = image !== undefined && index === 1 ? 'q 400 0 0 400 90 300 cm /I Do Q' : '';
    const content = add(stream('', Buffer.from(`BT /F 24 Tf 72 760 Td (${line}) Tj ET ${draws}`)));
    const resources = `/Font << /F ${String(font)} 0 R >> ${draws && `/XObject << /I ${String(image)} 0 R >>`}`;
    return add(
      `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents ${String(content)} 0 R /Resources << ${resources} >> >>`,
    );
  });
  const references = kids.map((kid) => `${String(kid)} 0 R`).join(' ');
  objects[1] = Buffer.from(`<< /Type /Pages /Kids [${references}] /Count ${String(kids.length)} >>`);
  return assembled(objects, locked ? lock(add) : '');
}

const imageOf = (side: number): string =>
  `/Type /XObject /Subtype /Image /Width ${String(side)} /Height ${String(side)} /ColorSpace /DeviceRGB /BitsPerComponent 8`;

function colours(side: number): Buffer {
  const data = Buffer.alloc(side * side * 3);
  for (let at = 0; at < data.length; at += 3) data.writeUIntBE((at * 2_654_435) & 0xffffff, at, 3);
  return data;
}

/** The standard security handler (ISO 32000-1, 7.6.3) with digests that no password has. */
function lock(add: (body: string) => number): string {
  const digest = `<${'5a'.repeat(32)}>`;
  const at = add(`<< /Filter /Standard /V 1 /R 2 /P -4 /O ${digest} /U ${digest} >>`);
  return `/Encrypt ${String(at)} 0 R /ID [<00> <00>]`;
}

function assembled(objects: readonly Buffer[], trailer: string): Buffer {
  const parts: Buffer[] = [Buffer.from('%PDF-1.4\n%\u00e2\u00e3\n', 'latin1')];
  const places: number[] = [];
  let length = parts[0]?.length ?? 0;
  const push = (part: Buffer): void => {
    parts.push(part);
    length += part.length;
  };
  for (const [index, object] of objects.entries()) {
    places.push(length);
    push(Buffer.from(`${String(index + 1)} 0 obj\n`));
    push(object);
    push(Buffer.from('\nendobj\n'));
  }
  const size = String(objects.length + 1);
  const table = places.map((place) => `${String(place).padStart(10, '0')} 00000 n \n`).join('');
  const start = length;
  push(
    Buffer.from(
      `xref\n0 ${size}\n0000000000 65535 f \n${table}trailer\n<< /Size ${size} /Root 1 0 R ${trailer} >>\nstartxref\n${String(start)}\n%%EOF\n`,
    ),
  );
  return Buffer.concat(parts);
}
