import type { Language } from '#shared/model/practice';
import type { OfficialAnnex, OfficialPaper } from '#shared/paper/official-paper';

/** A paper that stands by itself without head, number and signature: it goes along with another, or is none of an office. */
export function enclosureOf(
  annex: OfficialAnnex,
  { from, language }: { readonly from: string; readonly language: Language },
): OfficialPaper {
  return {
    ...{ language, from, enclosure: true },
    head: { motto: '', mottoBelow: '', parent: '', office: '', number: '', place: '', circulation: '' },
    title: { type: 'named', name: '', subject: annex.title },
    to: { label: '', names: [] },
    body: [],
    recipients: { label: '', lines: [] },
    signature: { post: [], name: '' },
    annexes: [annex],
  };
}
