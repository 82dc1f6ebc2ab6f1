import type { OfficialInput } from '#core/papers/official-input';
import { pictureFacts } from '#core/papers/picture-size';
import type { ChosenPractice } from '#shared/model/choice';
import type { Signer } from '#shared/paper/official-words';
import type { PaperPart } from '#shared/paper/paper';
import { type ReportFacts, reportPaper } from '#shared/paper/report-paper';
import { chosen, longTitle, toldOf } from '#tests/core/choice/told';
import { makePng } from '#tests/support/png';

export const signer: Signer = {
  ...{ authority: 'KT.', of: 'Giám đốc', post: 'Phó Giám đốc', name: 'Nguyễn Thị Hồng Ánh' },
};

/** As `practicePaper` gives it: a table of so many rows, lists, Markdown with a picture. */
function textOf(practice: ChosenPractice, rows: number): PaperPart[] {
  const columns = [
    { text: 'Chỉ tiêu', share: 40 },
    { text: 'Trước', figures: true, share: 20 },
    { text: 'Sau', figures: true, share: 20 },
    { text: 'Ghi chú', share: 20 },
  ];
  const row = (at: number): string[] => [
    `Số hồ sơ trực tuyến đợt ${String(at + 1)}`,
    '1.250',
    `${String(1_300 + at)},5`,
    at % 5 === 0 ? 'Số liệu đến hết quý, cộng dồn từ các xã, phường' : '',
  ];
  return [
    { type: 'title', text: practice.title },
    { type: 'origin', text: 'Hải Phòng · Sở Khoa học và Công nghệ · Quý III/2026' },
    {
      type: 'text',
      text: 'Người dân nộp hồ sơ tại nhà, cán bộ xã nhận và trả kết quả trong ngày. '.repeat(6),
    },
    { type: 'heading', text: 'Kết quả' },
    { type: 'table', columns, rows: Array.from({ length: rows }, (_, at) => row(at)) },
    { type: 'heading', text: 'Điều kiện áp dụng' },
    { type: 'list', items: ['Có mạng truyền số liệu chuyên dùng', 'Có cán bộ được tập huấn'] },
    { type: 'heading', text: 'Các bước thực hiện' },
    {
      type: 'markdown',
      text: `Mở đầu **đậm**, *nghiêng* và [cổng](https://haiphong.gov.vn/).\n\n### Chuẩn bị\n\n1. Khảo sát tuyến\n   - tuyến trung tâm\n   - tuyến ven biển\n2. Họp dân\n\n| Việc | Hạn |\n| --- | --: |\n| Khảo sát | 31/8 |\n\n> Trích lời người dân\n\n![Ngầm hóa cáp tại phố Cầu Đất](pho.png)\n\nHết.`,
    },
    { type: 'source', text: 'Nguồn: Sở Khoa học và Công nghệ thành phố Hải Phòng, Quý III/2026 (Lan Tỏa).' },
  ];
}

/** A report with all that it can have. */
export function officialReport(
  given: readonly ChosenPractice[],
  { rows = 8, ...change }: Partial<ReportFacts> & { readonly rows?: number } = {},
): OfficialInput {
  const told = toldOf(given);
  const bytes = makePng(800, 450);
  const facts = pictureFacts(bytes);
  if (!facts) throw new Error('not a picture');
  const pictures = new Map([['pho.png', { from: bytes, facts }]]);
  return {
    paper: reportPaper({
      ...{ told, symbol: 'SKHCN', parent: 'Ủy ban nhân dân thành phố Hải Phòng', place: 'Hải Phòng' },
      ...{ internal: true, to: ['Ủy ban nhân dân thành phố Hải Phòng', 'Bộ Khoa học và Công nghệ'] },
      ...{ recipients: ['Giám đốc Sở (để báo cáo)', 'Các phòng, đơn vị thuộc Sở'], signer },
      foreword: 'Quý này các đơn vị tập trung vào **dịch vụ công trực tuyến**.',
      texts: new Map(given.map((practice) => [practice.id, textOf(practice, rows)])),
      ...change,
    }),
    pictures: new Map(given.map(({ id }) => [id, pictures])),
  };
}

/** Six of ours with long titles, three of others, of which two are proposed. */
export const someChosen: readonly ChosenPractice[] = Array.from({ length: 9 }, (_, at) =>
  chosen(at + 1, {
    title: at % 4 === 0 ? longTitle : `Cách làm hay số ${String(at + 1)}`,
    summary: 'Tóm tắt việc đã làm, kết quả đạt được so với trước khi áp dụng. '.repeat(3).trim(),
    ...(at % 3 === 2
      ? {
          ...{ ours: false, office: 'Sở Khoa học và Công nghệ tỉnh Lào Cai', period: '2026-Q2' },
          proposal: {
            why: at === 2 ? '' : 'Dễ làm theo, ít tốn kém.',
            whom: at === 2 ? '' : 'các xã miền núi',
          },
        }
      : {}),
  }),
);
