import { formatPeriod } from '#shared/model/period';
import type { PracticeSummary } from '#shared/model/practice';
import { provinceLabel } from '#shared/model/province';
import type { PaperWords } from '#shared/paper/paper';

/** Where a practice comes from and how far it is confirmed: the last line of everything that leaves the program. */
export function sourceLine(
  summary: PracticeSummary,
  { messages, language, provinces }: Pick<PaperWords, 'messages' | 'language' | 'provinces'>,
): string {
  const { office, province, period, evidence, sample } = summary;
  const { reader, practice, paper } = messages;
  const level =
    evidence === null ? reader.noEvidence.toLowerCase() : practice.evidence[evidence].toLowerCase();
  const parts = [
    office || reader.noOffice,
    province === null ? '' : provinceLabel(provinces, province, language),
    period === null ? '' : formatPeriod(period, language),
    paper.evidence(level),
  ].filter(Boolean);
  return [paper.source(parts.join(', ')), sample ? reader.samplePrint : ''].filter(Boolean).join(' ');
}
