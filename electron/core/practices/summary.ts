import type { PracticeDocument } from '#core/practices/document';
import type { Failure } from '#shared/failure';
import { isWeak } from '#shared/model/quality';
import type { PracticeSummary, Status, Work } from '#shared/model/practice';

/** The line of a practice in lists, from what its files say. `office` is the id of our own office. */
export function summarise(
  document: PracticeDocument,
  facts: {
    status: Status | null;
    revision: string | null;
    changedAt: number;
    office: string | undefined;
    work?: Work | undefined;
  },
): PracticeSummary {
  const { frontMatter } = document;
  const writer = writerOf(facts.work?.log ?? []);
  const unit = facts.work?.unit?.trim() ?? '';
  const sample = frontMatter.sample === true;
  return {
    id: frontMatter.id,
    title: frontMatter.title ?? '',
    summary: frontMatter.summary ?? '',
    office: frontMatter.office ?? '',
    origin: frontMatter.origin,
    province: frontMatter.province ?? null,
    level: frontMatter.level ?? null,
    period: frontMatter.period ?? null,
    language: frontMatter.language,
    fields: frontMatter.fields ?? [],
    topics: frontMatter.topics ?? [],
    evidence: frontMatter.evidence ?? null,
    status: facts.status,
    ours: isOurs(frontMatter.origin, sample, facts.office),
    sample,
    hasFigures: hasFigures(document),
    hasTemplates: (frontMatter.reusable ?? []).length > 0,
    ...(frontMatter.basedOn ? { basedOn: frontMatter.basedOn.id } : {}),
    ...(writer ? { writer } : {}),
    ...(unit === '' ? {} : { unit }),
    ...(isWeak(frontMatter, document.sections) ? { weak: true } : {}),
    ...placeOf(document),
    revision: facts.revision,
    changedAt: facts.changedAt,
    damaged: null,
  };
}

/** What others compare their own place with. */
function placeOf({
  frontMatter: { place },
}: PracticeDocument): Pick<PracticeSummary, 'placeLevel' | 'population' | 'conditions'> {
  const { level, population, conditions = [] } = place ?? {};
  return {
    ...(level === undefined ? {} : { placeLevel: level }),
    ...(population === undefined ? {} : { population }),
    ...(conditions.length === 0 ? {} : { conditions }),
  };
}

/** Who submitted it last, else who began it; nothing where nobody noted that. */
function writerOf(log: Work['log']): string | undefined {
  const line = log.findLast(({ step }) => step === 'submit') ?? log.find(({ step }) => step === 'create');
  return line?.by;
}

/** Only what our own office wrote may be changed here; samples belong to nobody. */
export function isOurs(origin: string, sample: boolean, office: string | undefined): boolean {
  return !sample && office !== undefined && origin === office;
}

function hasFigures({ frontMatter }: PracticeDocument): boolean {
  return (frontMatter.results ?? []).some(
    ({ before, after, cumulative }) =>
      before !== undefined || after !== undefined || cumulative !== undefined,
  );
}

/**
 * The line of a practice whose practice.md cannot be read; `failure.where` is the line in the file. One with a work.json
 * was written here, whatever its text says.
 */
export function summariseDamaged(
  id: string,
  failure: Failure,
  changedAt: number,
  ours = false,
): PracticeSummary {
  const line = Number(failure.where);
  return {
    id,
    title: '',
    summary: '',
    office: '',
    origin: '',
    province: null,
    level: null,
    period: null,
    language: 'vi',
    fields: [],
    topics: [],
    evidence: null,
    status: null,
    ours,
    sample: false,
    hasFigures: false,
    hasTemplates: false,
    revision: null,
    changedAt,
    damaged: { message: failure.detail ?? failure.code, line: Number.isInteger(line) ? line : null },
  };
}
