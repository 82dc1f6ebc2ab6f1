import type { Messages } from '#shared/messages/messages';

export const fileTexts: Messages['fileTexts'] = {
  reading: (done, total) => `Reading attachments ${done}/${total}`,
  inFile: (name) => `In the file “${name}”:`,
  note: (reason) => `Not searched in this file: ${reason}`,
  noteInPart: (reason) => `Only part of this file is searched: ${reason}`,
  reasons: {
    password: 'it is protected by a password',
    damaged: 'it is damaged or not what its name says',
    'no-text': 'a scan without text',
    'too-big': 'the file is too large',
    'too-long': 'the file is too complex and takes too long to read',
    'old-format': 'an old Word or Excel format; save it as .docx or .xlsx and attach it again',
    unsupported: 'the program cannot read text in files of this kind yet',
    encoding: 'written in an old encoding (TCVN3, VNI); convert it to Unicode and attach it again',
    empty: 'the file is empty',
    cut: 'the text is very long, its end is not searched',
    'long-text': 'the text is very long: only its first 2,000,000 characters can be found',
    'practice-full':
      'the files of the practice are longer than 5,000,000 characters: of this one nothing or only the beginning is found',
    changed: 'the file is not what was attached',
    missing: 'the file is not in the library',
  },
  listText:
    'A search looks inside attached Word, Excel, PDF and text files too. In the files below nothing or only a part is found; they can be opened and downloaded as usual.',
  none: 'All attachments that hold text are searched.',
  total: (count) => `${count} files are not searched completely`,
  first: (count) => `The first ${count} files are listed.`,
};
