/**
 * Syllables that are written with y or i alike when nothing follows: kỹ and kĩ, quý and quí, lý and lí, mỹ and mĩ, sỹ and
 * sĩ, tỷ and tỉ, hy and hi. The Ministry of Education's spelling of 1980 and common use differ in just these.
 */
const both = /^(qu|[hklmst])([yỳýỷỹỵiìíỉĩị])$/;
const [withY, withI] = ['yỳýỷỹỵ', 'iìíỉĩị'];

/** The same syllable with the other letter, its tone kept; undefined for all other words. Takes an exact or folded form. */
export function otherSpelling(form: string): string | undefined {
  const [, beginning = '', vowel = ''] = both.exec(form) ?? [];
  if (vowel === '') return undefined;
  const at = withY.indexOf(vowel);
  return beginning + (at === -1 ? withY.charAt(withI.indexOf(vowel)) : withI.charAt(at));
}

/** One form for both spellings. */
export function spelledWithI(form: string): string {
  const other = otherSpelling(form);
  return other !== undefined && withI.includes(other.slice(-1)) ? other : form;
}
