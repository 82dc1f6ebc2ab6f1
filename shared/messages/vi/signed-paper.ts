import type { SignedPaperType } from '#shared/model/issue';

/** Văn bản đã ký đi kèm gói: tên gọi và trích yếu. */
export const signedPaper = {
  type: { report: 'Báo cáo', letter: 'Công văn' } satisfies Record<SignedPaperType, string>,
};
