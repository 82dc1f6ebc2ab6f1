import { expect, it } from 'vitest';
import { letterheadSchema } from '#shared/model/letterhead';
import { officeOnPaper } from '#shared/paper/office-on-paper';

const derived = {
  ...{ parent: 'Ủy ban nhân dân thành phố Hải Phòng', office: 'Sở Khoa học và Công nghệ' },
  ...{ symbol: 'SKHCN', place: 'Hải Phòng', signer: { post: 'Giám đốc', name: 'Nguyễn Văn A' } },
  ...{ reportTo: ['Ủy ban nhân dân thành phố Hải Phòng'], letterTo: ['Sở Y tế'] },
};
const on = (said: object, known = derived) =>
  officeOnPaper(
    { letterhead: letterheadSchema.parse({ format: '1.0', ...said }), derived: known },
    'LÃNH ĐẠO',
  );

it('is what is derived while nothing is said', () => {
  expect(on({})).toEqual({
    ...{ parent: derived.parent, office: derived.office, symbol: 'SKHCN', place: 'Hải Phòng', drafter: '' },
    signer: derived.signer,
    report: { to: derived.reportTo, recipients: [], opening: [], closing: [] },
    letter: { to: ['Sở Y tế'], recipients: [], opening: [], closing: [] },
  });
  expect(on({}, { ...derived, signer: null as never }).signer).toEqual({ post: 'LÃNH ĐẠO', name: '' });
});

it('is what was said where something was; an empty body above is none, and a report then has no addressee', () => {
  const said = on({
    ...{ parent: '', office: 'Chi cục', symbol: 'CC', place: 'Đồ Sơn', drafter: 'CĐS', letterTo: ['Sở A'] },
    signers: [{ post: 'Chi cục trưởng', name: 'B' }],
    reportOpening: ' Một. \n\nHai.\n',
  });
  expect(said).toMatchObject({
    parent: '',
    office: 'Chi cục',
    symbol: 'CC',
    place: 'Đồ Sơn',
    drafter: 'CĐS',
  });
  expect(said.signer.name).toBe('B');
  expect(said.report).toMatchObject({ to: [], opening: ['Một.', 'Hai.'] });
  expect(said.letter.to).toEqual(['Sở A']);
});

it('a report goes to the body above as it was said, unless it is said whom it goes to', () => {
  expect(on({ parent: 'Bộ Khoa học và Công nghệ' }).report.to).toEqual(['Bộ Khoa học và Công nghệ']);
  expect(on({ parent: 'Bộ', reportTo: ['Cục A', 'Cục B'] }).report.to).toEqual(['Cục A', 'Cục B']);
  expect(on({ reportTo: [] }).report.to).toEqual([]);
});
