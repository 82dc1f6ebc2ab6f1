import fc from 'fast-check';
import mammoth from 'mammoth';
import { describe, expect, it } from 'vitest';
import { officialPdf, writeOfficialPdf } from '#core/papers/official-pdf';
import { officialWord, writeOfficialWord } from '#core/papers/official-word';
import { BytesSink } from '#core/papers/paper-sink';
import { vi } from '#shared/messages/vi';
import { peersLetter } from '#shared/paper/letter-paper';
import { concernedBy, dateOnPaper, frameOf } from '#shared/paper/official-frame';
import { addresseeLines, type OfficialPaper } from '#shared/paper/official-paper';
import { first, given, letterFacts, office, periodPapers, signed } from '#tests/core/papers/every-paper';
import { officialReport, someChosen } from '#tests/core/papers/official';
import { laidPages } from '#tests/core/papers/pdf-layout';

const { pictures } = officialReport(someChosen);
const points = (millimetres: number): number => (millimetres * 72) / 25.4;

/** Heads of tables come again on every page that they run over; the first of each stays. */
function bare(text: string, { annexes, body }: OfficialPaper): string {
  const tables = [...body, ...annexes.flatMap(({ parts }) => parts)].filter((part) => part.type === 'table');
  const heads = [...new Set(tables.map(({ columns }) => columns.map(({ text: head }) => head).join('')))];
  const whole = text
    .normalize('NFC')
    .replace(/[\s+-]/g, '')
    .replace(/[12]\.(?=Khảosáttuyến|Họpdân)/g, '')
    .replaceAll('ViệcHạn', '');
  return heads.reduce((rest, head) => rest.replaceAll(head.replace(/[\s+-]/g, ''), ''), whole);
}

const wordOf = async (paper: OfficialPaper): Promise<string> => {
  const buffer = Buffer.from(await officialWord({ paper, pictures }));
  return bare((await mammoth.extractRawText({ buffer })).value, paper);
};
const pdfOf = async (paper: OfficialPaper): Promise<string> => {
  const pages = await laidPages(await officialPdf({ paper, pictures }));
  const pieces = pages.flatMap((page) => page.pieces.filter(({ y }) => y > points(20)));
  return bare(pieces.map(({ text }) => text).join(''), paper);
};

describe('every paper of a period', () => {
  it.each(Object.entries(periodPapers))(
    'says the same as Word and as PDF, in the same order: %s',
    async (_, paper) => {
      const [word, pdf] = [await wordOf(paper), await pdfOf(paper)];
      expect(word.length).toBeGreaterThan(200);
      expect(pdf).toBe(word);
    },
  );

  it.each(Object.entries(periodPapers).filter(([, { enclosure }]) => enclosure === undefined))(
    'has the parts of the decree in their order: %s',
    async (_, paper) => {
      const { head, title, recipients, signature } = paper;
      const subject = title.type === 'named' ? [title.name, title.subject] : [];
      const parts = [
        ...[head.motto, head.mottoBelow, ...subject, ...addresseeLines(paper.to)],
        ...['./.', ...recipients.lines],
      ].map((part) => bare(part, paper));
      const said = await wordOf(paper);
      let at = -1;
      for (const part of parts) {
        const found = said.indexOf(part, at + 1);
        expect(found, part).toBeGreaterThan(at);
        at = found;
      }
      for (const part of [
        head.parent,
        head.office,
        head.number,
        head.place,
        ...signature.post,
        signature.name,
      ])
        expect(said).toContain(bare(part, paper));
      expect(recipients.lines.at(-1)).toMatch(/^- Lưu: VT(?:, PTH)?\.$/);
      expect(recipients.lines.slice(0, -1).every((line) => /^- .*;$/.test(line))).toBe(true);
      expect(recipients.lines[0] === '- Như trên;').toBe(paper.to.names.length > 0);
    },
  );

  it.each(Object.entries(periodPapers))(
    'tells of each of its parts once it is written: %s',
    async (_, paper) => {
      const ownParts = paper.enclosure === true ? 0 : paper.body.length;
      const total = paper.annexes.reduce((sum, { parts }) => sum + parts.length, ownParts);
      const told: [string, number, number][] = [];
      const as = (format: string) => (done: number, of: number) => void told.push([format, done, of]);
      await writeOfficialWord({ paper, pictures }, new BytesSink(), as('docx'));
      writeOfficialPdf({ paper, pictures }, new BytesSink(), as('pdf'));
      const each = (format: string): [string, number, number][] =>
        Array.from({ length: total }, (__, at) => [format, at + 1, total]);
      expect(told).toEqual([...each('docx'), ...each('pdf')]);
    },
  );

  it.each(['enclosed list', 'digest'])('has no head, number or signature of its own: %s', async (name) => {
    const paper = periodPapers[name];
    if (!paper) throw new Error(name);
    const said = await wordOf(paper);
    for (const words of ['CỘNGHÒA', 'Số:', 'Nơinhận', 'PHÓGIÁMĐỐC']) expect(said).not.toContain(words);
  });
});

describe('number and date', () => {
  it.each(['01', '02', '3', '4', '5', '6', '7', '8', '9', '10', '11', '12'])(
    'month %s has a zero in front only as January and February',
    (month) => {
      expect(dateOnPaper(`2026-${month.padStart(2, '0')}-07`, vi)).toBe(`ngày 07 tháng ${month} năm 2026`);
    },
  );

  it('are open until the clerk has given them; then number and day have two figures or more', () => {
    const { head: open } = frameOf(letterFacts, 'SKHCN');
    expect(open).toMatchObject({ number: 'Số:        /SKHCN', place: 'Hải Phòng, ngày … tháng … năm …' });
    const day = fc.date({ min: new Date('2020-03-05'), max: new Date('2099-12-31'), noInvalidDate: true });
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 99_999 }), day, (number, date) => {
        const iso = date.toISOString().slice(0, 10);
        const { head } = frameOf({ ...letterFacts, given: { number, symbol: 'BC-SKHCN', date: iso } }, '');
        const [, shown = ''] = /^Số: (\d{2,})\/BC-SKHCN$/.exec(head.number) ?? [];
        const said = /^Hải Phòng, ngày (\d\d) tháng (0[12]|[3-9]|1[0-2]) năm (\d{4})$/.exec(head.place);
        expect(Number(shown)).toBe(number);
        expect(shown.startsWith('0')).toBe(number < 10);
        expect(said?.slice(1).map(Number)).toEqual(iso.split('-').toReversed().map(Number));
      }),
    );
  });

  it('stand in the notes of annexes as on the paper itself', () => {
    const { annexes } = officialReport(someChosen.slice(0, 1), { given }).paper;
    expect(annexes.map(({ label }) => label)).toEqual(['Phụ lục I', 'Phụ lục II']);
    for (const { note } of annexes)
      expect(note).toMatch(/^\(Kèm theo Báo cáo số 05\/BC-SKHCN ngày 05 tháng 10 năm 2026 của Sở .+\)$/);
  });
});

describe('whom a paper goes to', () => {
  it('a letter names up to eight, all others in a list behind it that names every one', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 40 }), (count) => {
        const to = Array.from({ length: count }, (_, at) => `Cơ quan ${String(at + 1)}`);
        const facts = { ...letterFacts, office: { ...office, letter: { ...office.letter, to } } };
        const { to: named, annexes, recipients } = peersLetter(facts);
        if (count === 0) expect(named.names).toEqual(['Các bộ, ngành, địa phương.']);
        else if (count <= 8) expect(named.names).toEqual(to);
        else expect(named.names).toEqual(['Các cơ quan có tên trong danh sách kèm theo.']);
        const [table] = annexes[0]?.parts ?? [];
        expect(table?.type === 'table' ? table.rows.map(([, name]) => name) : []).toEqual(
          count > 8 ? to : [],
        );
        expect(recipients.lines).toEqual(['- Như trên;', '- Lãnh đạo Sở;', '- Lưu: VT, PTH.']);
      }),
    );
  });

  it('"Kính gửi" stands on a report to a higher body and on letters, on nothing else', () => {
    expect(addresseeLines(officialReport([], { to: ['Bộ Khoa học và Công nghệ'] }).paper.to)).toEqual([
      'Kính gửi: Bộ Khoa học và Công nghệ',
    ]);
    const peers = officialReport([], { to: [], recipients: [] }).paper;
    expect(addresseeLines(peers.to)).toEqual([]);
    expect(peers.recipients.lines).toEqual(['- Lưu: VT.']);
    expect(addresseeLines((periodPapers['dispatch note'] as OfficialPaper).to)).toEqual([]);
  });
});

describe('a paper about an earlier one', () => {
  it('cites it and gives the reason as one sentence, whether or not it was ended as one', () => {
    const issued = { at: '2026-10-05T00:00:00Z', by: '', number: 1, content: '' };
    for (const reason of ['sai tên đơn vị', ' sai tên đơn vị. ']) {
      const issues = [
        { kind: 'first' as const, papers: [signed('report')], issued },
        { kind: 'replacement' as const, papers: [], reason },
      ];
      expect(concernedBy(issues, vi)).toEqual({
        ...{ cited: 'Báo cáo số 05/BC-SKHCN ngày 05 tháng 10 năm 2026', reason: 'sai tên đơn vị' },
      });
    }
    const { body } = officialReport([], { replaces: first }).paper;
    expect(body[0]).toEqual({
      type: 'text',
      text: 'Báo cáo này thay thế Báo cáo số 15/BC-SKHCN ngày 05 tháng 10 năm 2026. Lý do: số liệu tại Phụ lục II có sai sót.',
    });
  });
});
