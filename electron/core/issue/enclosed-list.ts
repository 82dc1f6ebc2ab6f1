import { payloadText } from '#core/bundle/bag-writer';
import type { OutgoingPaper } from '#core/bundle/bundle-writer';
import { paperPath } from '#core/bundle/parcel-papers';
import type { OutgoingPractice } from '#core/compilation/outgoing-practice';
import type { OpenedLibrary } from '#core/library/opened-library';
import { vi } from '#shared/messages/vi';
import type { Compilation } from '#shared/model/compilation';
import type { Issue } from '#shared/model/issue';
import { officeName } from '#shared/model/office';
import { enclosedList } from '#shared/paper/enclosed-list';
import { enclosureOf } from '#shared/paper/enclosure';
import { signedSubject } from '#shared/paper/signed-subject';

const file = 'danh-muc-tai-lieu-kem-theo.pdf';

/**
 * Danh mục tài liệu kèm theo of the bundle of a round, as a PDF in it. In Vietnamese, as all papers of an office. The same
 * papers and practices give the same bytes.
 */
export async function bundledList(
  { office }: OpenedLibrary,
  { period, issues }: Compilation,
  round: Issue,
  practices: readonly OutgoingPractice[],
): Promise<OutgoingPaper> {
  const told = { messages: vi, language: 'vi' as const };
  const from = office ? officeName(office) : '';
  const annex = enclosedList({
    ...{ ...told, period, office: from },
    papers: round.papers.map((paper) => ({
      ...paper,
      subject: signedSubject({ period, issues, round }, paper, told),
    })),
    practices: practices.map(({ frontMatter: { title = '', office: whose = '', attachments = [] } }) => ({
      ...{ title, office: whose, files: attachments.length },
    })),
  });
  // A library of a megabyte that most sittings do not need.
  const { officialPdf } = await import('#core/papers/official-pdf');
  const paper = enclosureOf(annex, { from, language: 'vi' });
  const bytes = await officialPdf({ paper, pictures: new Map() });
  const payload = payloadText(paperPath(file), bytes);
  const { sha256 } = payload;
  const entry = {
    ...{ type: 'enclosed-list' as const, number: '', date: null, subject: vi.papers.names['enclosed-list'] },
    ...{ signer: null, file, mediaType: 'application/pdf' as const, bytes: payload.bytes, sha256 },
  };
  return { entry, file: payload };
}
