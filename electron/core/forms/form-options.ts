import type { Option } from '#core/forms/form-choices';
import { wordsIn } from '#core/forms/form-words';
import { type EvidenceLevel, evidenceLevels, type Language, sharingScopes } from '#shared/model/practice';

const placeLevels = ['national', 'province', 'commune', 'district', 'unit'] as const;
export type PlaceLevel = (typeof placeLevels)[number];
type Scope = (typeof sharingScopes)[number];

/** Fields and topics as the library has them. */
export interface Vocabulary {
  readonly fields: readonly { readonly key: string; readonly vi: string; readonly en: string }[];
  readonly topics: Vocabulary['fields'];
}

/** What the form offers beside boxes, named in its language first. */
export interface FormOptions {
  readonly fields: readonly Option[];
  readonly topics: readonly Option[];
  readonly evidence: readonly Option<EvidenceLevel>[];
  readonly sharing: readonly Option<Scope>[];
  readonly placeLevel: readonly Option<PlaceLevel>[];
}

export function formOptions({ fields, topics }: Vocabulary, language: Language): FormOptions {
  const other: Language = language === 'vi' ? 'en' : 'vi';
  const [own, second] = [wordsIn(language).practice, wordsIn(other).practice];
  const named = (one: Vocabulary['fields'][number]): Option => ({
    key: one.key,
    names: [one[language], one[other]],
  });
  return {
    fields: fields.map(named),
    topics: topics.map(named),
    evidence: evidenceLevels.map((key) => ({ key, names: [own.evidence[key], second.evidence[key]] })),
    sharing: sharingScopes.map((key) => ({ key, names: [own.sharing[key], second.sharing[key]] })),
    placeLevel: placeLevels.map((key) => ({ key, names: [own.placeLevels[key], second.placeLevels[key]] })),
  };
}
