import type { BundleRule } from '#core/bundle/bundle-rules';
import { bundle, folder } from '#tests/support/bag-builder';
import { type Case, inside, plus, text, unicodePath } from '#tests/core/bundle/cases';

/** Archives with a name that no system should be given. */
export const nameCases = {
  'name-encoding': [
    [
      'bytes that are not UTF-8',
      () => plus({ name: Buffer.concat([Buffer.from(`${folder}/`), Buffer.from([0xc3, 0x28])]) }),
    ],
    [
      'an overlong slash',
      () => plus({ name: Buffer.concat([Buffer.from(`${folder}/..`), Buffer.from([0xc0, 0xaf])]) }),
    ],
    [
      'a second name',
      () => bundle(undefined, { [text]: { extra: unicodePath('../../etc/passwd') } }),
      inside(text),
    ],
  ],
  'name-control': [
    ['NUL', () => plus(inside('a\0.png'))],
    ['a line break', () => plus(inside('a\nb'))],
    ['a mark that turns the direction of writing', () => plus(inside('a\u202egnp.exe'))],
    ['a zero-width space', () => plus(inside('a\u200b'))],
  ],
  'name-backslash': [
    ['as a separator', () => plus(`${folder}\\data\\x`), `${folder}\\data\\x`],
    ['to the folder above', () => plus(`${folder}/..\\..\\x`)],
  ],
  'name-unc': [
    ['with slashes', () => plus('//server/share/x'), '//server/share/x'],
    ['with backslashes', () => plus('\\\\server\\share\\x')],
    ['to devices', () => plus('\\\\?\\C:\\x')],
  ],
  'name-drive': [
    ['a drive', () => plus('C:/Windows/x'), 'C:/Windows/x'],
    ['relative to a drive', () => plus('c:x')],
  ],
  'name-absolute': [['from the root', () => plus('/etc/passwd'), '/etc/passwd']],
  'name-parent': [
    ['two levels up', () => plus('../../x'), '../../x'],
    ['inside', () => plus(inside('data/../../x'))],
    ['at the end', () => plus(`${folder}/..`)],
  ],
  'name-empty-part': [
    ['two slashes', () => plus(inside('data//x'))],
    ['a full stop', () => plus(inside('./x'))],
    ['no name', () => plus({ name: '' })],
  ],
  'name-character': [
    ['an alternate stream', () => plus(inside('data/x.png:evil.exe'))],
    ['a question mark', () => plus(inside('x?'))],
    ['a pipe', () => plus(inside('x|y'))],
  ],
  'name-trailing': [
    ['a full stop', () => plus(inside('x.')), inside('x.')],
    ['a space', () => plus(inside('x ')), inside('x ')],
    ['three full stops', () => plus(inside('.../x'))],
    ['a folder with a space', () => plus(inside('data /x'))],
  ],
  'name-device': [
    ['CON', () => plus(inside('CON')), inside('CON')],
    ['with an ending', () => plus(inside('nul.tar.gz'))],
    ['as a folder', () => plus(inside('Com1/x'))],
    ['with a small figure', () => plus(inside('lpt\u00b9.txt'))],
    ['with a space before the ending', () => plus(inside('aux .txt'))],
  ],
  'name-length': [
    ['a part of 201 bytes', () => plus(inside('x'.repeat(201)))],
    ['401 bytes', () => plus(inside(`${'x'.repeat(190)}/${'y'.repeat(190)}/z`))],
    ['20 folders', () => plus(inside('a/'.repeat(20)))],
  ],
  'name-collision': [
    ['by case', () => plus(inside('data/INDEX.html')), inside('data/INDEX.html')],
    ['by case of a folder', () => plus(inside('Data/x'))],
    ['by Unicode form', () => plus(inside('ề'), inside('e\u0302\u0300'))],
    ['a file that is a folder', () => plus(inside('data')), inside('data')],
    ['a folder that is a file', () => plus(inside('bagit.txt/x'))],
    ['a long s', () => plus(inside('\u017f'), inside('S'))],
  ],
  'duplicate-entry': [['the text twice', () => plus({ name: inside(text), data: 'other' }), inside(text)]],
} satisfies Partial<Record<BundleRule, Case[]>>;
