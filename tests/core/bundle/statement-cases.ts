import { bag, bundle, payload } from '#tests/support/bag-builder';
import { type Case, mebi, randomText } from '#tests/core/bundle/cases';

const id = '0193e4a0-0000-7000-8000-0000000000b1';
const author = { id: '0193e4a0-0000-7000-8000-0000000000aa', name: 'Sở' };

/** A statement that follows every rule, with changes. */
function statement(change: Record<string, unknown> = {}): string {
  return JSON.stringify({
    format: '1.0',
    kind: 'lantoa-statement',
    id,
    type: 'question',
    author,
    at: '2026-10-05T02:12:30Z',
    subject: { practice: '0193e4a0-0000-7000-8000-000000000001', revision: null },
    body: { text: 'Kinh phí?' },
    ...change,
  });
}

const named = (number: number): string => `0193e4a0-0000-7000-8000-${String(number).padStart(12, '0')}`;

/** A bundle with these files under data/statements/. */
function withStatements(files: Record<string, string | Buffer>): Buffer {
  const all = Object.entries(files).map(([name, content]): [string, Buffer] => [
    `data/statements/${name}`,
    Buffer.from(content),
  ]);
  return bundle(bag(new Map([...payload(), ...all])));
}
const one = (content: string | Buffer, name = `${id}.json`) => withStatements({ [name]: content });
const at = `data/statements/${id}.json`;

/** Bundles whose statements are not right. */
export const statementCases = {
  statements: [
    ['one over 4 MiB', () => one(statement({ body: { text: randomText(4 * mebi) } })), at],
    [
      '5,001 of them',
      () =>
        withStatements(
          Object.fromEntries(
            Array.from({ length: 5_001 }, (_, n) => [`${named(n)}.json`, statement({ id: named(n) })]),
          ),
        ),
    ],
    [
      'over 32 MiB together',
      () =>
        withStatements(
          Object.fromEntries(
            Array.from({ length: 9 }, (_, n) => [`${named(n)}.json`, randomText(4 * mebi - 1)]),
          ),
        ),
    ],
  ],
  'statement-name': [
    ['no id', () => one(statement(), 'constructor.json')],
    ['another ending', () => one(statement(), `${id}.txt`)],
    ['capitals', () => one(statement({ id: id.toUpperCase() }), `${id.toUpperCase()}.json`)],
    ['a folder', () => one(statement(), `deeper/${id}.json`)],
    ['a seal without its statement', () => withStatements({ [`${id}.json.minisig`]: 'seal' })],
  ],
  statement: [
    ['no JSON', () => one('{'), at],
    ['null', () => one('null'), at],
    ['not UTF-8', () => one(Buffer.from(statement({ body: { text: '\u00ff' } }), 'latin1')), at],
    ['another id', () => one(statement({ id: named(7) })), at],
    ['no author', () => one(statement({ author: undefined })), at],
    ['a time that is none', () => one(statement({ at: 'hôm qua' })), at],
    ['a known type without its text', () => one(statement({ body: {} })), at],
    [
      'an adoption of a practice that is a path',
      () =>
        one(
          statement({
            type: 'adoption',
            body: { where: 'x', since: null, result: '', changed: '', practice: '../..' },
          }),
        ),
      at,
    ],
    ['__proto__', () => one(`{"__proto__": ${statement()}}`), at],
    ['brackets without end', () => one('['.repeat(mebi)), at],
  ],
  seal: [
    [
      'of a statement, 5 KiB',
      () => withStatements({ [`${id}.json`]: statement(), [`${id}.json.minisig`]: 'x'.repeat(5 * 1024) }),
      `${at}.minisig`,
    ],
    [
      'of a statement, not UTF-8',
      () => withStatements({ [`${id}.json`]: statement(), [`${id}.json.minisig`]: Buffer.from([0xff]) }),
      `${at}.minisig`,
    ],
  ],
  version: [['a statement of version 2', () => one(statement({ format: '2.0', body: 7 })), at]],
} satisfies Record<string, Case[]>;
