import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { inTransaction } from '#core/files/transaction';
import type { FileSystem } from '#core/files/file-system';
import { layout } from '#core/library/layout';
import { isSignedBy, parsePublicKeyLine, parseSignature } from '#core/seal/minisign';
import type { ArrivingStatement, IsSealedByAuthor, KnownStatement } from '#core/statements/statement-store';
import type { StatementOutcome } from '#shared/model/statement';
import { type ExchangeOffice, newOffice, openOffice } from '#tests/support/exchange';
import { copyOf, treeOf } from '#tests/support/folders';
import { expectOldOrNew } from '#tests/support/kill-everywhere';
import { nodeFileSystem } from '#core/files/node-file-system';

const practice = '0193e4a0-0000-7000-8000-000000000001';
const peer = '0193e4a0-0000-7000-8000-0000000000aa';
const subject = { practice, revision: null };
const named = (number: number): string => `0193e4a0-0000-7000-8000-${String(number).padStart(12, '0')}`;

function peers(id: string, change: Record<string, unknown> = {}): string {
  return JSON.stringify({
    ...{ format: '1.0', kind: 'lantoa-statement', id, type: 'question' },
    ...{ author: { id: peer, name: 'Sở' }, at: '2026-10-05T02:12:30Z', subject, body: { text: 'Ở đâu?' } },
    ...change,
  });
}

/** Writes a file of the library by hand. */
function place(office: ExchangeOffice, path: string, content: string): void {
  mkdirSync(join(office.root, layout.statements), { recursive: true });
  writeFileSync(join(office.root, path), content);
}

/** All but who our own office is. */
const others = async ({ statements }: ExchangeOffice): Promise<KnownStatement[]> =>
  (await statements.list()).filter(({ statement }) => statement.type !== 'office');

const put = (
  office: ExchangeOffice,
  arriving: ArrivingStatement,
  judge: IsSealedByAuthor = () => false,
): Promise<StatementOutcome> =>
  inTransaction(office.library.store.fileSystem, office.root, (transaction) =>
    office.statements.put(transaction, arriving, judge),
  );

const arriving = (text: string, seal?: string): ArrivingStatement => ({
  id: named(1),
  bytes: Buffer.from(text),
  seal,
});

describe('statements of a library', () => {
  it('are made with the seal of the office, and read as they were written', async () => {
    const office = await newOffice();
    const made = await office.statements.make('question', { text: 'Ở đâu?' }, { subject, by: 'Lan' });
    const [known] = await office.statements.about(practice);
    expect(known?.statement).toEqual(made);
    const line = office.library.office?.keys[0]?.key ?? '';
    const seal = readFileSync(join(office.root, layout.statementSeal(made.id)), 'utf8');
    const bytes = readFileSync(join(office.root, layout.statement(made.id)));
    expect(isSignedBy(bytes, parseSignature(seal), parsePublicKeyLine(line))).toBe(true);
    expect(known).toMatchObject({ seal, sealed: true });
    expect(await office.statements.about(peer)).toEqual([]);
  });

  it('are made without a seal where the office has its key elsewhere', async () => {
    const office = await openOffice((await newOffice()).root, {
      keySafe: {
        keep: () => Promise.resolve(),
        read: () => Promise.resolve(undefined),
        remove: () => Promise.resolve(),
      },
    });
    const { id } = await office.statements.make('question', { text: 'x' }, { subject, by: '' });
    expect(await office.statements.find(id)).toMatchObject({ sealed: false });
  });

  it('of unknown types are kept, and what is no statement does not hold up the others', async () => {
    const office = await newOffice();
    const unknown = peers(named(2), { type: 'nil', body: { anything: [1] }, more: 'x' });
    place(office, layout.statement(named(1)), '{"format": "1.0",');
    place(office, layout.statement(named(2)), unknown);
    place(office, layout.statement(named(3)), peers(named(4)));
    place(office, layout.statement(named(5)), peers(named(5), { format: '2.0' }));
    place(office, `${layout.statements}/constructor.json`, peers(named(6)));
    mkdirSync(join(office.root, layout.statement(named(7))));
    const found = await others(office);
    expect(found.map(({ bytes }) => Buffer.from(bytes).toString())).toEqual([unknown]);
  });

  it('are seen when they, or their seals, come and go by another hand', async () => {
    const office = await newOffice();
    place(office, layout.statement(named(1)), peers(named(1)));
    expect(await others(office)).toMatchObject([{ sealed: false }]);
    place(office, layout.statementSeal(named(1)), 'seal');
    expect(await others(office)).toMatchObject([{ sealed: true, seal: 'seal' }]);
    rmSync(join(office.root, layout.statement(named(1))));
    expect(await others(office)).toEqual([]);
  });

  it('cost one look at the folder once they are known', async () => {
    const { root } = await newOffice();
    let calls = 0;
    const counting =
      <A extends unknown[], R>(work: (...input: A) => R) =>
      (...input: A): R => {
        calls += 1;
        return work(...input);
      };
    const real: FileSystem = nodeFileSystem;
    const counted: FileSystem = {
      ...nodeFileSystem,
      read: counting((path: string) => real.read(path)),
      information: counting((path: string) => real.information(path)),
      list: counting((path: string) => real.list(path)),
    };
    const office = await openOffice(root, { fileSystem: counted });
    for (let n = 0; n < 300; n += 1) place(office, layout.statement(named(n)), peers(named(n)));
    expect(await others(office)).toHaveLength(300);
    expect(calls).toBeGreaterThan(600);
    calls = 0;
    expect(await others(office)).toHaveLength(300);
    expect(calls).toBeLessThan(5);
  });
});

describe('a statement that comes again', () => {
  it('changes nothing, but for a seal that was missing', async () => {
    const office = await newOffice();
    expect(await put(office, arriving(peers(named(1))))).toBe('new');
    const before = treeOf(office.root);
    expect(await put(office, arriving(peers(named(1))))).toBe('here');
    expect(treeOf(office.root)).toEqual(before);
    expect(await put(office, arriving(peers(named(1)), 'seal'))).toBe('sealed');
    expect(await others(office)).toMatchObject([{ seal: 'seal' }]);
    expect(await put(office, arriving(peers(named(1)), 'another'))).toBe('here');
    expect(await others(office)).toMatchObject([{ seal: 'seal' }]);
  });

  it('with other words is refused, unless it alone is sealed by its author', async () => {
    const office = await newOffice();
    const [first, other] = [peers(named(1)), peers(named(1), { body: { text: 'Khác' } })];
    const isGood: IsSealedByAuthor = ({ seal }) => seal === 'good';
    await put(office, arriving(first, 'bad'), isGood);
    expect(await put(office, arriving(other), isGood)).toBe('refused');
    expect(await put(office, arriving(other, 'bad'), isGood)).toBe('refused');
    expect(await put(office, arriving(other, 'good'), isGood)).toBe('replaces');
    office.statements.changed();
    expect(await others(office)).toMatchObject([{ seal: 'good', statement: { body: { text: 'Khác' } } }]);
    expect(await put(office, arriving(first, 'good'), isGood)).toBe('refused');
    expect(Object.values(treeOf(join(office.root, layout.statements, 'replaced')))).toHaveLength(1);
  });

  it('in the name of our own office is refused without our seal', async () => {
    const office = await newOffice();
    const ours = peers(named(1), { author: { id: office.library.office?.officeId, name: 'Chúng tôi' } });
    expect(await put(office, arriving(ours, 'x'))).toBe('refused');
    expect(await others(office)).toEqual([]);
  });
});

describe('a process killed at any file-system step', () => {
  it('while a statement is made leaves it with its seal, or nothing', async () => {
    const { root } = await newOffice();
    const stateOf = async (folder: string): Promise<unknown> =>
      (await (await openOffice(folder)).statements.list()).map(({ sealed, statement }) => [
        sealed,
        statement.body,
      ]);
    await expectOldOrNew({
      original: copyOf(root),
      run: async (folder, fileSystem) => {
        const office = await openOffice(folder, { fileSystem });
        await office.statements.make('question', { text: 'Ở đâu?' }, { subject, by: 'Lan' });
      },
      stateOf,
    });
  });
});
