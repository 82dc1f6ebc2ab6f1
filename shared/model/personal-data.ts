/** What personal data there is a pattern for. */
export type PersonalKind = 'citizen-id' | 'bank-account' | 'phone' | 'email';

export interface PersonalDatum {
  readonly kind: PersonalKind;
  /** As written. */
  readonly text: string;
  readonly start: number;
}

/** Codes of provinces in numbers of citizens' identity cards (Circular 59/2021/TT-BCA, Annex I): as before July 2025. */
const provinceCodes = new Set(
  (
    '001 002 004 006 008 010 011 012 014 015 017 019 020 022 024 025 026 027 030 031 033 034 035 036 037 038 040 042 044 ' +
    '045 046 048 049 051 052 054 056 058 060 062 064 066 067 068 070 072 074 075 077 079 080 082 083 084 086 087 089 ' +
    '091 092 093 094 095 096'
  ).split(' '),
);

/** Twelve digits, together or in groups of three or four: province, century and sex, year of birth, number. */
const citizen =
  /(?<![\w.,/-]|\d )(?:\d{12}|\d{3}([ .])\d{3}\1\d{3}\1\d{3}|\d{4}([ .])\d{4}\2\d{4})(?![\w/]|[ .,-]\d)/g;
/** Nine digits count only after the words. */
const labelledId =
  /(?:CCCD|CMND|CMTND|căn cước(?: công dân)?|chứng minh nhân dân|định danh cá nhân)(?:\s+số)?\s{0,3}:?\s{0,3}((?:\d[ .]?){8}\d(?:(?:[ .]?\d){3})?)(?![\d/])/giu;

/**
 * Numbers of mobile telephones, in the groups in which people write them; numbers of offices begin with 02 and are
 * passed over.
 */
const mobile =
  /(?<![\w.,/+-])(?:0|\+84[ .]?|\(\+84\) ?)[35789](?:\d{8}|\d{2}([ .-])\d{3}\1\d{3}|\d([ .-])\d{3}\2\d{4}|\d([ .-])\d{4}\3\d{3}|\d{2}([ .-])\d{2}\4\d{2}\4\d{2}|\d{2}[ .-]\d{6})(?![\w/]|[.,-]\d)/g;

/** At providers where persons have their addresses; offices have addresses of their own. */
const privateMail =
  /(?<![\w.+-])[\w.+-]{1,64}@(?:gmail|googlemail|yahoo|ymail|rocketmail|hotmail|outlook|live|msn|icloud|me|proton|protonmail|zoho)\.(?:com(?:\.vn)?|vn|me|net)(?![\w-]|\.\w)/gi;

/** A number right after the words; accounts at the treasury are those of offices. */
const account =
  /(?:\bSTK\b|(?<!\p{L})số\s+(?:tài\s+khoản|TK)|(?<!\p{L})tài\s+khoản\s+(?:ngân\s+hàng\s+)?số)(?:\s+ngân\s+hàng)?\s{0,3}(?:là|:)?\s{0,3}(\d(?:[ -]?\d){6,18})(?![\w/]|[.,]\d)/giu;
const treasury = /^.{0,60}kho\s+bạc/isu;

/** More need nobody look at one by one. */
const most = 200;

const digits = (text: string): string => text.replace(/\D/g, '');

function isCitizenId(text: string): boolean {
  const number = digits(text);
  return provinceCodes.has(number.slice(0, 3)) && /^.{3}[0-3]/.test(number);
}

/**
 * Data of persons in a text: patterns that ask for much, since a check that cries wolf is soon passed over. `known` are
 * telephone numbers and addresses that may be there (the contact of the practice, of the office), as written.
 */
export function personalData(text: string, known: readonly string[] = []): PersonalDatum[] {
  const found: PersonalDatum[] = [];
  const note = (kind: PersonalKind, value: string, start: number): void => {
    if (found.length >= most) return;
    const isTaken = found.some(
      (one) => start < one.start + one.text.length && one.start < start + value.length,
    );
    if (!isTaken) found.push({ kind, text: value, start });
  };
  const knownNumbers = new Set(known.map(local).filter((number) => number.length >= 9));
  const knownAddresses = new Set(known.map((value) => value.trim().toLowerCase()));
  for (const match of text.matchAll(account)) {
    const [whole, number = ''] = match;
    if (!treasury.test(text.slice(match.index + whole.length, match.index + whole.length + 80)))
      note('bank-account', number, match.index + whole.lastIndexOf(number));
  }
  for (const match of text.matchAll(labelledId)) {
    const [whole, number = ''] = match;
    note('citizen-id', number, match.index + whole.lastIndexOf(number));
  }
  for (const { 0: value, index } of text.matchAll(citizen))
    if (isCitizenId(value)) note('citizen-id', value, index);
  for (const { 0: value, index } of text.matchAll(mobile))
    if (!knownNumbers.has(local(value))) note('phone', value, index);
  for (const { 0: value, index } of text.matchAll(privateMail))
    if (!knownAddresses.has(value.toLowerCase())) note('email', value, index);
  return found.toSorted((a, b) => a.start - b.start);
}

/** Digits of a telephone number as it is dialled within the country. */
function local(value: string): string {
  const number = digits(value);
  return value.includes('+') && number.startsWith('84') ? `0${number.slice(2)}` : number;
}
