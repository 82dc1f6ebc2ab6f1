import { parse, stringify } from 'yaml';
import { sign } from '#core/seal/minisign';
import type { World } from '#tests/core/exchange/fuzz/fuzz-world';
import { thiefsLine } from '#tests/core/exchange/fuzz/fuzz-world';
import { digest, type Files } from '#tests/support/bag-builder';
import { mutated } from '#tests/support/mutate-bytes';
import { change, type OpenParcel, practiceIdsOf, refit, rewrite } from '#tests/support/parcel-surgery';
import { pick, type Random } from '#tests/support/random';

type Mutation = (parcel: OpenParcel, world: World, random: Random) => void;

const strangeTexts = [
  '', ' ', '..', '../../x', '/etc/passwd', 'C:\\x', 'NUL', 'constructor', '__proto__', 'a\u0000b', 'e\u0302\u0300',
  '\u202egnp', 'null', '~', '---', '\u{1f600}'.repeat(40), 'x'.repeat(400), '2026-13-45', '9'.repeat(400),
]; // prettier-ignore
const strangeValues: readonly unknown[] = [
  null, true, 0, -1, 1.5, Number.MAX_SAFE_INTEGER, 1e308, [], {}, [[[[]]]], [null], { a: { b: {} } },
  ...strangeTexts,
]; // prettier-ignore

const nested = (depth: number): unknown => {
  let value: unknown = 'x';
  for (let level = 0; level < depth; level += 1) value = level % 2 === 0 ? [value] : { a: value };
  return value;
};

const strange = (random: Random): unknown => (random(12) === 0 ? nested(2_000) : pick(random, strangeValues));

/** Puts something strange somewhere into a value. */
function disturbed(value: unknown, random: Random): unknown {
  if (random(4) === 0 || value === null || typeof value !== 'object') return strange(random);
  if (Array.isArray(value)) {
    const all: unknown[] = [...(value as unknown[])];
    const at = random(all.length + 1);
    const way = random(4);
    if (way === 0) all.splice(at, 1);
    else if (way === 1 && all.length > 0) all.push(all[random(all.length)]);
    else all[at] = disturbed(all[at], random);
    return all;
  }
  const entries = Object.entries(value);
  const at = random(entries.length + 1);
  const [key = pick(random, strangeTexts), inner = null] = entries[at] ?? [];
  if (random(5) === 0) entries.splice(at, 1);
  else entries[at] = [random(10) === 0 ? pick(random, strangeTexts) : key, disturbed(inner, random)];
  return Object.fromEntries(entries);
}

const somePractice = ({ files }: OpenParcel, random: Random): string | undefined => {
  const ids = practiceIdsOf(files);
  return ids.length === 0 ? undefined : pick(random, ids);
};
const someFile = ({ files }: OpenParcel, random: Random, like = /./): string | undefined => {
  const paths = [...files.keys()].filter((path) => like.test(path));
  return paths.length === 0 ? undefined : pick(random, paths);
};

function withFrontMatter(text: string, by: (values: unknown) => unknown): string {
  const [, yaml = '', body = ''] = /^---\n([\s\S]*?)\n---\n([\s\S]*)$/.exec(text) ?? [];
  return `---\n${stringify(by(parse(yaml)), { lineWidth: 0 })}---\n${body}`;
}

function ofJson(files: Files, path: string, by: (value: unknown) => unknown): void {
  change(files, path, (text) => {
    try {
      return JSON.stringify(by(JSON.parse(text)));
    } catch {
      return text;
    }
  });
}

const bundleJson = 'data/bundle.json';

/** Makes an attachment that was changed fit the front matter, and the record that. */
function replaceAttachment({ files }: OpenParcel, path: string, content: Buffer): void {
  const before = files.get(path) ?? Buffer.alloc(0);
  files.set(path, content);
  const id = path.split('/')[2] ?? '';
  rewrite(files, id, (text) =>
    text
      .replaceAll(digest(before), digest(content))
      .replace(`bytes: ${String(before.length)}\n`, `bytes: ${String(content.length)}\n`),
  );
}

/** Bytes of the payload, whatever they are; half of the time the record fits again. */
const bytes: Mutation = (parcel, _world, random) => {
  const path = someFile(parcel, random);
  if (path === undefined) return;
  const content = mutated(parcel.files.get(path) ?? Buffer.alloc(0), random, undefined, 1 + random(2));
  if (path.includes('/attachments/') && random(2) === 0) replaceAttachment(parcel, path, content);
  else parcel.files.set(path, content);
  const [, id] = /^data\/practices\/([^/]+)\/practice\.md$/.exec(path) ?? [];
  if (id !== undefined && random(2) === 0) refit(parcel.files, id);
};

const frontMatter: Mutation = (parcel, _world, random) => {
  const id = somePractice(parcel, random);
  if (id === undefined) return;
  try {
    rewrite(parcel.files, id, (text) => withFrontMatter(text, (values) => disturbed(values, random)));
  } catch {
    // What an earlier mutation has left is no YAML.
  }
};

const json: Mutation = (parcel, _world, random) => {
  const path = random(2) === 0 ? bundleJson : someFile(parcel, random, /statements\/[^/]*\.json$/);
  if (path !== undefined) ofJson(parcel.files, path, (value) => disturbed(value, random));
};

const seals: Mutation = (parcel, world, random) => {
  const { files } = parcel;
  const path = someFile(parcel, random, /\.minisig$/);
  const other = someFile(parcel, random, /\.minisig$/);
  if (path === undefined || other === undefined) return;
  const sealed = files.get(path.replace(/\.minisig$/, '')) ?? Buffer.alloc(0);
  const [here, there] = [files.get(path) ?? Buffer.alloc(0), files.get(other) ?? Buffer.alloc(0)];
  const number = Buffer.from(world.offices.a.key, 'base64').subarray(2, 10);
  const ways: (() => void)[] = [
    () => void files.set(path, there).set(other, here),
    () => void files.set(path, there),
    () => void files.delete(path),
    () => void files.set(path, mutated(here, random)),
    () => void files.set(path, Buffer.from(sign(sealed, world.thief, 'x'))),
    // Under the number of A's key.
    () => void files.set(path, Buffer.from(sign(sealed, { ...world.thief, number }, 'x'))),
    () => (parcel.seal = here.toString()),
    () => (parcel.seal = null),
    () => (parcel.seal = mutated(Buffer.from(parcel.seal ?? 'x'), random).toString()),
    () => void files.set(path, Buffer.from(parcel.seal ?? '')),
  ];
  pick(random, ways)();
};

/** Says to be somebody else: origin, exporter or author. */
const identity: Mutation = (parcel, { offices }, random) => {
  const { files } = parcel;
  const thief = '0193e4a0-0000-7000-8000-00000000dead';
  const who = pick(random, [
    offices.a.id,
    offices.b.id,
    offices.receiver.id,
    offices.a.id.toUpperCase(),
    thief,
  ]);
  const way = random(4);
  const id = somePractice(parcel, random);
  const statement = someFile(parcel, random, /statements\/[^/]*\.json$/);
  if (way === 0) change(files, bundleJson, (text) => text.replace(/("office":\{"id":")[^"]*/, `$1${who}`));
  else if (way === 1 && statement !== undefined)
    change(files, statement, (text) => text.replace(/("author":\s*\{\s*"id":\s*")[^"]*/, `$1${who}`));
  else if (id !== undefined) rewrite(files, id, (text) => text.replace(/^origin: .*$/m, `origin: ${who}`));
};

/** Something of another parcel, true where it was: older revisions, statements, seals. */
const replay: Mutation = (parcel, { opened }, random) => {
  const from = pick(random, opened);
  if (random(3) === 0) parcel.seal = from.seal;
  const id = somePractice(from, random);
  if (random(2) === 0 && id !== undefined) {
    for (const path of [...parcel.files.keys()]) if (path.includes(`/${id}/`)) parcel.files.delete(path);
    for (const [path, content] of from.files) if (path.includes(`/${id}/`)) parcel.files.set(path, content);
    const revision = digest(parcel.files.get(`data/practices/${id}/record.sha256`) ?? '');
    ofJson(parcel.files, bundleJson, (value) => withPractice(value, id, revision));
  } else {
    for (const [path, content] of from.files)
      if (path.startsWith('data/statements/') && random(2) === 0) parcel.files.set(path, content);
  }
};

function withPractice(value: unknown, id: string, revision: string): unknown {
  const { practices } = value as { practices?: unknown };
  if (!Array.isArray(practices)) return value;
  const others = (practices as { id?: unknown }[]).filter((one) => one.id !== id);
  return { ...(value as object), practices: [...others, { id, revision, title: 'x', language: 'vi' }] };
}

/** Tells keys that are not those of the office that they are told for. */
const introductions: Mutation = (parcel, world, random) => {
  const { a, b, receiver } = world.offices;
  const office = pick(random, [a, b, receiver]);
  const line = thiefsLine(world);
  const since = '2026-01-01T00:00:00.000Z';
  const keys = pick(random, [
    [{ key: line, since }],
    [
      { key: line, since },
      { key: office.key, since, until: since, disabled: true },
    ],
    Array.from({ length: 40 }, () => ({ key: line, since })),
  ]);
  const of = { id: office.id, name: 'Sở', level: 'province', province: null };
  const [type, body] = pick<[string, unknown]>(random, [
    ['office', { ...of, keys }],
    ['rotation', { from: office.key, to: line, lost: random(2) === 0, note: '' }],
    ['rotation', { from: line, to: office.key, lost: true, note: '' }],
    ['directory', { offices: [{ ...of, keys }] }],
  ]);
  const id = `0193e4a0-0000-7000-8000-00000000${random(0x10000).toString(16).padStart(4, '0')}`;
  const author = { id: office.id, name: 'Sở' };
  const text = { format: '1.0', kind: 'lantoa-statement', id, type, author, at: since, body };
  const statement = Buffer.from(JSON.stringify(text));
  parcel.files.set(`data/statements/${id}.json`, statement);
  parcel.files.set(`data/statements/${id}.json.minisig`, Buffer.from(sign(statement, world.thief, 'x')));
};

/** What an attacker can do who has a key of his own: everything sealed anew with that. */
const resealed: Mutation = ({ files }, { thief }, random) => {
  for (const path of [...files.keys()].filter((one) => one.endsWith('.minisig'))) {
    const sealed = files.get(path.replace(/\.minisig$/, ''));
    if (sealed && random(2) === 0) files.set(path, Buffer.from(sign(sealed, thief, 'x')));
  }
};

const paths: Mutation = ({ files }, _world, random) => {
  const all = [...files.keys()];
  const path = pick(random, all);
  const content = files.get(path) ?? Buffer.alloc(0);
  const name = pick(random, [
    ...['data/../x', 'data/NUL', 'data/a:b', 'data/x.', 'data/INDEX.HTML', 'data/practices/x', 'data//x'],
    ...[
      'data/statements/x.json',
      'data/\u202ex',
      `data/${'x/'.repeat(20)}y`,
      `${path}/x`,
      path.toUpperCase(),
    ],
    path.normalize('NFD'),
  ]);
  if (random(2) === 0) files.delete(path);
  if (random(3) > 0) files.set(name, content);
};

/** By how often they are tried: what gets past the first checks more often than what does not. */
export const mutations: readonly Mutation[] = [
  ...[bytes, bytes, frontMatter, frontMatter, frontMatter, json, json],
  ...[seals, seals, seals, identity, identity, replay, replay, introductions, introductions, resealed, paths],
];
