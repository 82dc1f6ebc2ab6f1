import type { SignedPaperType } from '#shared/model/issue';

/** Văn bản đã ký đi kèm gói: tên gọi và trích yếu. */
export const signedPaper = {
  type: { report: 'Báo cáo', letter: 'Công văn' } satisfies Record<SignedPaperType, string>,
  named: (type: SignedPaperType, number: string, date: string) =>
    `${type === 'report' ? 'Báo cáo' : 'Công văn'} số ${number} ngày ${date.split('-').reverse().join('/')}`,
  subject: {
    report: (period: string) => `Tổng hợp cách làm hay ${period}`,
    letter: (period: string) => `V/v chia sẻ cách làm hay ${period}`,
  },
  correction: (before: string) => `V/v đính chính ${before}`,
};
