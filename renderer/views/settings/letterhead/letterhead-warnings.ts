import type { PaperPartName } from '#renderer/components/paper-lines';
import type { LetterheadKey, LetterheadValues } from '#renderer/views/settings/letterhead/letterhead-draft';
import type { Messages } from '#shared/messages/messages';
import type { Office } from '#shared/model/office';
import { fold } from '#shared/model/text';
import type { OfficeOnPaper } from '#shared/paper/office-on-paper';
import type { Signer } from '#shared/paper/official-words';

type WarningCode = keyof Messages['letterhead']['warnings'];

/** What is doubtful in a letterhead, the field that it stands in and where it is seen on paper. */
export interface LetterheadWarning {
  readonly field: LetterheadKey;
  readonly part: PaperPartName;
  readonly code: WarningCode;
  /** Which of the signers. */
  readonly at?: number;
}

/** Several words, and all of them capitals. */
const isShouting = (text: string): boolean =>
  (text.match(/\p{L}{2,}/gu) ?? []).length > 1 && text === text.toLocaleUpperCase('vi');

/** What a person should look at; nothing of it keeps a letterhead from being saved. */
export function letterheadWarnings(
  values: LetterheadValues,
  paper: OfficeOnPaper,
  level: Office['level'] | undefined,
): LetterheadWarning[] {
  return [
    ...bodyWarnings(values),
    ...symbolWarnings(paper),
    ...placeWarnings(paper),
    ...signerWarnings(values, paper),
    ...addresseeWarnings(paper.report.to, values.reportTo ?? [], level),
    ...recipientWarnings(values),
  ];
}

function bodyWarnings({ parent = '', office }: LetterheadValues): LetterheadWarning[] {
  return [
    ...(isShouting(parent) ? [{ field: 'parent', part: 'parent', code: 'capitals' } as const] : []),
    ...(isShouting(office) ? [{ field: 'office', part: 'office', code: 'capitals' } as const] : []),
  ];
}

function symbolWarnings({ symbol }: OfficeOnPaper): LetterheadWarning[] {
  const warning = (code: WarningCode): LetterheadWarning[] => [{ field: 'symbol', part: 'number', code }];
  if (symbol === '') return warning('symbolMissing');
  return /^[\p{Lu}\d&-]+$/u.test(symbol) ? [] : warning('symbolWrong');
}

/** Only names of persons stand with the kind of their place: Decree 30/2020/NĐ-CP, annex I, part II, 4. */
function placeWarnings({ place }: OfficeOnPaper): LetterheadWarning[] {
  const warning = (code: WarningCode): LetterheadWarning[] => [{ field: 'place', part: 'place', code }];
  const folded = fold(place).trim();
  if (folded === '') return warning('placeMissing');
  if (/^(?:tp\.? ?)?ho chi minh$/.test(folded)) return warning('placeInFull');
  if (folded === 'thanh pho ho chi minh') return [];
  // With its marks: Tĩnh Gia and Tinh Nhuệ are names.
  return /^(?:tỉnh |thành phố |tp[. ]|t\. )/.test(place.toLocaleLowerCase('vi').normalize('NFC'))
    ? warning('placeKind')
    : [];
}

function signerWarnings({ signers }: LetterheadValues, { signer }: OfficeOnPaper): LetterheadWarning[] {
  if (signers.length === 0 && signer.name === '')
    return [{ field: 'signers', part: 'name', code: 'signerMissing' }];
  return signers.flatMap((one, at) => oneSigner(one).map((warning) => ({ ...warning, at })));
}

function oneSigner({ authority, of = '', post, name }: Signer): LetterheadWarning[] {
  const found: [boolean, PaperPartName, WarningCode][] = [
    [post === '', 'post', 'postMissing'],
    [name === '', 'name', 'nameMissing'],
    [isShouting(name), 'name', 'nameCapitals'],
    [isShouting(post), 'post', 'capitals'],
    [authority !== undefined && authority !== 'Q.' && of === '', 'post', 'whomMissing'],
    [authority === undefined && /^pho /.test(fold(post)), 'post', 'deputy'],
  ];
  return found.flatMap(([is, part, code]) => (is ? [{ field: 'signers', part, code } as const] : []));
}

/** Beside and below an office of each level; "Kính gửi" of a report names higher bodies only. */
const notAbove: Partial<Record<Office['level'], RegExp>> = {
  province:
    /^(?:cac )?(?:so|phong|trung tam|chi cuc|don vi|xa|phuong|dac khu|(?:ubnd|uy ban nhan dan) (?:cac )?(?:xa|phuong|dac khu))\b/,
  commune:
    /^(?:cac )?(?:xa|phuong|dac khu|thon|to dan pho|(?:ubnd|uy ban nhan dan) (?:cac )?(?:xa|phuong))\b/,
};

function addresseeWarnings(
  to: readonly string[],
  typed: readonly string[],
  level: Office['level'] | undefined,
): LetterheadWarning[] {
  const warning = { field: 'reportTo', part: 'to' } as const;
  const beside = level === undefined ? undefined : notAbove[level];
  return [
    ...(beside && to.some((name) => beside.test(fold(name).trim()))
      ? [{ ...warning, code: 'notAbove' } as const]
      : []),
    ...(typed.some(isShouting) ? [{ ...warning, code: 'capitalsTo' } as const] : []),
  ];
}

/** The program puts these in front and behind. */
const isAdded = (line: string): boolean => /^(?:-\s*)?(?:nhu tren|luu\b)/.test(fold(line).trim());

function recipientWarnings(values: LetterheadValues): LetterheadWarning[] {
  return (['reportRecipients', 'letterRecipients'] as const).flatMap((field): LetterheadWarning[] =>
    values[field].some(isAdded) ? [{ field, part: 'recipients', code: 'addedByItself' }] : [],
  );
}
