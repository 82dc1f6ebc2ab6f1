import type { Messages } from '#shared/messages/messages';

export const paper: Messages['paper'] = {
  copyToWord: 'Copy to Word',
  unit: 'Unit',
  remarks: 'Remarks',
  picture: (name) =>
    name === '' ? '[A picture, see it in Lan Tỏa]' : `[Picture: ${name}, see it in Lan Tỏa]`,
  source: (parts) => `Source: ${parts} (Lan Tỏa).`,
  evidence: (level) => `evidence: ${level}`,
};
