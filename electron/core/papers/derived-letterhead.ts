import type { OpenedLibrary } from '#core/library/opened-library';
import { readRecipients } from '#core/sending/recipients-file';
import type { FoundLetterhead } from '#shared/contract/letterhead';
import type { Messages } from '#shared/messages/messages';
import { officeName } from '#shared/model/office';
import { type Province, provinceToday } from '#shared/model/province';
import { fold } from '#shared/model/text';
import { placeOnPaper, type Signer } from '#shared/paper/official-words';

type Derived = FoundLetterhead['derived'];

/** What stands on paper where the letterhead leaves it open, as far as the library tells. */
export async function derivedLetterhead(
  library: OpenedLibrary,
  provinces: ReadonlyMap<string, Province>,
  committee: Messages['report']['parent'],
): Promise<Derived> {
  const { office } = library;
  const { parent, place } = standing(library, provinces, committee);
  const { file } = await readRecipients(library);
  return {
    ...{ parent, place, signer: headOf(library) },
    office: office ? officeName(office) : '',
    symbol: office?.names.findLast(({ validTo }) => validTo === undefined)?.symbol ?? '',
    reportTo: parent === '' ? [] : [parent],
    letterTo: file.recipients.map(({ name }) => name),
  };
}

/**
 * The body above an office and where it has its seat, as far as the library tells: of a department of a province its
 * People's Committee. Empty where a person has to write it.
 */
function standing(
  { office }: OpenedLibrary,
  provinces: ReadonlyMap<string, Province>,
  committee: (province: string) => string,
): { parent: string; place: string } {
  const province = office?.province === undefined ? undefined : provinceToday(provinces, office.province);
  if (!office || !province || office.level !== 'province') return { parent: '', place: '' };
  const isCommittee = /^(?:uy ban nhan dan|ubnd) /.test(fold(officeName(office)));
  const full = province.nameFull.replace(/^(?:Tỉnh|Thành phố)/, (kind) => kind.toLocaleLowerCase('vi'));
  return { parent: isCommittee ? '' : committee(full), place: placeOnPaper(province) };
}

/** The head of the office where the library names exactly one; for a deputy a person has to say in whose place ("KT."). */
function headOf({ people }: OpenedLibrary): Signer | null {
  const heads = people.filter(({ roles }) => roles.includes('department-head'));
  const [head] = heads;
  const isKnown = head !== undefined && heads.length === 1 && head.post.trim() !== '';
  if (!isKnown || fold(head.post).startsWith('pho ')) return null;
  return { post: head.post, name: head.name };
}
