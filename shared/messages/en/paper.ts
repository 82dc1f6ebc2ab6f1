import type { Messages } from '#shared/messages/messages';

export const paper: Messages['paper'] = {
  copyToWord: 'Copy to Word',
  saveAsWord: 'Save as Word file',
  saveAs: { docx: 'Save as Word', pdf: 'Save as PDF' },
  making: 'Making the Word file…',
  made: (file) => `${file} was made; it is saved where the browser or the save dialog says.`,
  unit: 'Unit',
  remarks: 'Remarks',
  picture: (name) =>
    name === '' ? '[A picture, see it in Lan Tỏa]' : `[Picture: ${name}, see it in Lan Tỏa]`,
  pictureMissing: (name) =>
    name === '' ? '[A picture whose file was not found]' : `[Picture: ${name}, its file was not found]`,
  source: (parts) => `Source: ${parts} (Lan Tỏa).`,
  evidence: (level) => `evidence: ${level}`,
};
