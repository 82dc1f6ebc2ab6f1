import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { Core } from '#core/core';
import { createCore } from '#core/create-core';
import { AttachmentTexts } from '#core/extraction/attachment-texts';
import { extractorVersion } from '#core/extraction/extraction';
import type { Platform } from '#core/platform';
import type { Output } from '#shared/contract/contract';
import type { SearchAnswer } from '#shared/model/search';
import { eventually } from '#tests/support/eventually';
import { temporaryFolder } from '#tests/support/folders';
import { makeTextPdf, makeWord, paragraph } from '#tests/support/office-documents';
import { startOffice, type TestOffice } from '#tests/support/office';
import { makePdf } from '#tests/support/pdf';
import { testPlatform } from '#tests/support/test-platform';

interface Watched {
  readonly core: Core;
  readonly platform: Platform;
  /** Names of the files that processes were started for. */
  readonly read: string[];
}

/** A core that counts what is read. */
async function startWatched(home: string, library?: string): Promise<Watched> {
  const platform = testPlatform({ home });
  const read: string[] = [];
  const runIsolated: Platform['host']['runIsolated'] = (name, input, limits, signal) => {
    read.push((input as { name: string }).name);
    return platform.host.runIsolated(name, input, limits, signal);
  };
  const core = await createCore({ ...platform, host: { ...platform.host, runIsolated } });
  onTestFinished(() => core.close());
  if (library !== undefined) await core.invoke('library.open', { path: library });
  return { core, platform, read };
}

async function attach(core: Core, id: string, name: string, bytes: Buffer, title = ''): Promise<string> {
  const path = join(temporaryFolder(), name.replaceAll('/', '-'));
  writeFileSync(path, bytes);
  const outcome = await core.invoke('practices.attach', { id, file: { type: 'path', path, name }, title });
  if (outcome.type !== 'saved') throw new Error(outcome.type);
  return outcome.practice.hash;
}

const ask = (core: Core, text: string): Promise<SearchAnswer> =>
  core.invoke('search.query', { text, facets: {}, sort: 'relevance', limit: 20 });

/** The answer once it has so many hits. */
async function answerWith(core: Core, text: string, total: number): Promise<SearchAnswer> {
  let answer: SearchAnswer | undefined;
  await eventually(async () => {
    answer = await ask(core, text);
    expect(answer.total).toBe(total);
  });
  return answer as SearchAnswer;
}

async function unreadOf(core: Core, count: number): Promise<Output<'search.unread'>['files']> {
  let found: Output<'search.unread'> | undefined;
  await eventually(async () => {
    found = await core.invoke('search.unread', {});
    expect(found.total).toBe(count);
  });
  return found?.files ?? [];
}

async function newPractice(
  { core }: Pick<TestOffice, 'core'>,
  title = 'Một cửa liên thông',
): Promise<string> {
  return (await core.invoke('practices.create', { language: 'vi', title })).summary.id;
}

const word = makeWord(
  paragraph('Điều 1. Phạm vi').repeat(400) + paragraph('Cán bộ tiếp nhận hồ sơ đất đai tại bộ phận một cửa.'),
);

describe('search in attachments', () => {
  it('finds what stands in a file, shows the passage with its name, and forgets it with the file', async () => {
    const { core } = await startOffice();
    const id = await newPractice({ core });
    const hash = await attach(core, id, 'Quy-trinh.docx', word, 'Quy trình cấp sổ');
    const { hits } = await answerWith(core, '"tiep nhan ho so dat dai"', 1);
    expect(hits[0]).toMatchObject({ passageFile: 'Quy trình cấp sổ' });
    expect(hits[0]?.foundIn).toContain('attachments');
    expect(hits[0]?.passage.map(({ text }) => text).join('')).toContain('tiếp nhận hồ sơ đất đai');
    expect(hits[0]?.passage.some(({ hit }) => hit)).toBe(true);
    expect((await ask(core, '"hồ sơ đất đai"')).total).toBe(1);
    await core.invoke('practices.detach', { id, base: hash, file: 'quy-trinh.docx' });
    await answerWith(core, '"tiep nhan ho so dat dai"', 0);
  });

  it('shows the passage of the file that has the words, not of the one before it', async () => {
    const { core } = await startOffice();
    const id = await newPractice({ core });
    await attach(core, id, 'mot.txt', Buffer.from('Quy trình cấp sổ đỏ'), 'Tệp một');
    await attach(
      core,
      id,
      'hai.txt',
      Buffer.from('Phường tiếp nhận hồ sơ, trả kết quả trong ngày.'),
      'Tệp hai',
    );
    const { hits } = await answerWith(core, '"tiếp nhận hồ sơ" trả kết quả trong ngày', 1);
    expect(hits[0]).toMatchObject({ passageFile: 'Tệp hai' });
  });

  it('finds the numbers of documents in them, and prefers the practice’s own text for passages', async () => {
    const { core } = await startOffice();
    const id = await newPractice({ core }, 'Chuyển đổi số cấp xã');
    const pages = Array.from({ length: 60 }, () => 'Nội dung khác.\n'.repeat(20));
    const last = 'Thực hiện Nghị quyết số 52-NQ/TW của\nBộ Chính trị về chuyển đổi số.';
    await attach(core, id, 'nghi-quyet.pdf', makeTextPdf([...pages, last]));
    const { hits } = await answerWith(core, '52-NQ/TW', 1);
    expect(hits[0]).toMatchObject({ passageFile: 'nghi-quyet.pdf' });
    expect(hits[0]?.passage.find(({ hit }) => hit)?.text).toBe('52-NQ/TW');
  });

  it('reads nothing again after a restart, after an edit, nor the same file in another practice', async () => {
    const home = temporaryFolder();
    const first = await startWatched(home);
    const library = join(home, 'kho');
    await first.core.invoke('library.create', { path: library, name: 'Kho' });
    await first.core.invoke('office.save', {
      name: 'Sở Nội vụ',
      symbol: 'SNV',
      level: 'province',
      province: '31@2025-07-01',
    });
    const id = await newPractice(first);
    await attach(first.core, id, 'a.docx', word);
    await answerWith(first.core, '"tiep nhan ho so dat dai"', 1);
    const other = await newPractice(first, 'Bài thứ hai');
    await attach(first.core, other, 'b.docx', word);
    await answerWith(first.core, '"tiep nhan ho so dat dai"', 2);
    const got = await first.core.invoke('practices.get', { id });
    if (got.type !== 'practice') throw new Error(got.type);
    await first.core.invoke('practices.save', {
      id,
      base: got.practice.hash,
      fields: {},
      sections: { steps: 'Khảo sát nhu cầu' },
    });
    await answerWith(first.core, '"khao sat nhu cau" "tiep nhan ho so dat dai"', 1);
    expect(first.read).toEqual(['a.docx']);
    await first.core.close();
    // The index is lost: texts are still there.
    for (const kept of [true, false]) {
      const folder = readdirSync(join(home, 'cache')).find((name) => name.length === 36) ?? '';
      if (!kept) rmSync(join(home, 'cache', folder, 'index'), { recursive: true });
      const again = await startWatched(home, library);
      await answerWith(again.core, '"tiep nhan ho so dat dai"', 2);
      expect(again.read).toEqual([]);
      await again.core.close();
    }
  });

  it('lists what cannot be read with its reason, by practice too, and tries it again only when it changes', async () => {
    const home = temporaryFolder();
    const office = await startOffice('Sở Y tế', '31@2025-07-01', { home });
    const id = await newPractice(office);
    await attach(office.core, id, 'mat.pdf', makePdf({ pages: ['x'], locked: true }), 'Văn bản mật khẩu');
    await attach(office.core, id, 'quet.pdf', makePdf({ pages: [''] }));
    await attach(office.core, id, 'anh.png', Buffer.from('no picture'));
    const listed = await unreadOf(office.core, 2);
    expect(listed).toEqual([
      { id, practice: 'Một cửa liên thông', file: 'mat.pdf', title: 'Văn bản mật khẩu', reason: 'password' },
      { id, practice: 'Một cửa liên thông', file: 'quet.pdf', title: '', reason: 'no-text' },
    ]);
    expect(await office.core.invoke('search.unread', { id })).toMatchObject({ total: 2 });
    await office.core.close();
    const again = await startWatched(home, office.path);
    expect(await unreadOf(again.core, 2)).toEqual(listed);
    expect(again.read).toEqual([]);
    const got = await again.core.invoke('practices.get', { id });
    if (got.type !== 'practice') throw new Error(got.type);
    await again.core.invoke('practices.detach', { id, base: got.practice.hash, file: 'mat.pdf' });
    await unreadOf(again.core, 1);
    await attach(again.core, id, 'mat.pdf', makePdf({ pages: ['Khong con mat khau nua trong tep nay'] }));
    await answerWith(again.core, '"khong con mat khau"', 1);
    expect(again.read).toEqual(['mat-2.pdf']);
  });

  it('a damaged or foreign cache is as good as none', async () => {
    const home = temporaryFolder();
    const office = await startOffice('Sở Y tế', '31@2025-07-01', { home });
    await attach(office.core, await newPractice(office), 'a.docx', word);
    await answerWith(office.core, '"tiep nhan ho so dat dai"', 1);
    await office.core.close();
    const cache = join(
      home,
      'cache',
      readdirSync(join(home, 'cache')).find((name) => name.length === 36) ?? '',
    );
    rmSync(join(cache, 'index'), { recursive: true });
    const texts = join(cache, 'attachment-texts', String(extractorVersion));
    for (const file of readdirSync(texts, { recursive: true, withFileTypes: true })) {
      if (!file.isFile()) continue;
      const path = join(file.parentPath, file.name);
      const bytes = readFileSync(path);
      writeFileSync(
        path,
        bytes.map((byte, at) => (at === bytes.length >> 1 ? byte ^ 1 : byte)),
      );
    }
    mkdirSync(join(cache, 'attachment-texts', '0', 'aa'), { recursive: true });
    const again = await startWatched(home, office.path);
    await answerWith(again.core, '"tiep nhan ho so dat dai"', 1);
    expect(again.read).toEqual(['a.docx']);
    await eventually(() => {
      expect(readdirSync(join(cache, 'attachment-texts'))).toEqual([String(extractorVersion)]);
    });
  });

  it('two programs with one profile read a file each at most once, and neither spoils what the other keeps', async () => {
    const home = temporaryFolder();
    const path = join(home, 'a.docx');
    writeFileSync(path, word);
    const sha256 = createHash('sha256').update(word).digest('hex');
    const attachment = { file: 'a.docx', title: '', mediaType: 'application/x', bytes: word.length, sha256 };
    const open = async (): Promise<AttachmentTexts> => {
      const texts = new AttachmentTexts({
        platform: testPlatform(),
        folder: join(home, 'texts'),
        source: { path: () => path, isThere: () => Promise.resolve(true) },
      });
      await texts.open(() => undefined);
      await texts.start(() => true);
      return texts;
    };
    const both = await Promise.all([open(), open()]);
    for (const texts of both) await texts.textsOf('p', 'f', [attachment]);
    await Promise.all(
      both.map((texts) =>
        eventually(async () => {
          expect(await texts.textsOf('p', 'f', [attachment])).toMatchObject({ state: 'settled' });
        }),
      ),
    );
    await Promise.all(both.map((texts) => texts.close()));
    const third = await open();
    expect(third.isSettled('p', 'f')).toBe(true);
    const { texts } = await third.textsOf('p', 'f', [attachment]);
    expect(texts[0]?.text).toContain('hồ sơ đất đai');
    await third.close();
  });

  it('of a practice’s files as much is found as there is room for, and what is not is told, after a restart too', async () => {
    const home = temporaryFolder();
    const contents = ['một hai ba', 'bốn năm sáu bảy', 'tám chín'];
    const attachments = contents.map((content, at) => {
      const file = `${String(at)}.txt`;
      writeFileSync(join(home, file), content);
      const sha256 = createHash('sha256').update(content).digest('hex');
      return { file, title: '', mediaType: 'text/plain', bytes: content.length, sha256 };
    });
    const open = async (mostOfPractice: number): Promise<AttachmentTexts> => {
      const texts = new AttachmentTexts({
        platform: testPlatform(),
        folder: join(home, 'texts'),
        source: { path: (_, file) => join(home, file), isThere: () => Promise.resolve(true) },
        mostOfPractice,
      });
      await texts.open(() => undefined);
      await texts.start(() => true);
      return texts;
    };
    const settled = (texts: AttachmentTexts, list: typeof attachments): Promise<string[]> =>
      eventually(async () => {
        const found = await texts.textsOf('p', 'f', list);
        expect(found.state).toBe('settled');
        return found.texts.map(({ text }) => text);
      });
    const first = await open(20);
    expect(await settled(first, attachments)).toEqual(['một hai ba', 'bốn năm']);
    const told = [
      { id: 'p', file: '1.txt', title: '', reason: 'practice-full' },
      { id: 'p', file: '2.txt', title: '', reason: 'practice-full' },
    ];
    expect(first.unread()).toEqual(told);
    await first.close();
    const again = await open(20);
    expect(again.isSettled('p', 'f')).toBe(true);
    expect(again.unread('p')).toEqual(told);
    // A file that went makes room for the others.
    expect(await settled(again, attachments.slice(1))).toEqual(['bốn năm sáu bảy', 'tám']);
    expect(again.unread()).toEqual([told[1]]);
    expect(await settled(again, attachments.slice(2))).toEqual(['tám chín']);
    expect(again.unread()).toEqual([]);
    await again.close();
  });

  it('a file that is not what was attached is told, and its text is not taken for the other’s', async () => {
    const home = temporaryFolder();
    const office = await startOffice('Sở Y tế', '31@2025-07-01', { home });
    const id = await newPractice(office);
    await attach(office.core, id, 'a.txt', Buffer.from('nội dung thật'));
    await answerWith(office.core, '"noi dung that"', 1);
    await office.core.close();
    rmSync(join(home, 'cache'), { recursive: true });
    writeFileSync(join(office.path, 'practices', id, 'attachments', 'a.txt'), 'nội dung giả');
    const again = await startWatched(home, office.path);
    expect(await unreadOf(again.core, 1)).toMatchObject([{ file: 'a.txt', reason: 'changed' }]);
    await answerWith(again.core, '"noi dung gia"', 0);
  });
});

describe('processes that end', () => {
  it.each([
    { kills: 1, reason: null },
    { kills: 9, reason: 'damaged' },
  ])('killed $kills times: tried once more, then listed', async ({ kills, reason }) => {
    const home = temporaryFolder();
    const platform = testPlatform({ home });
    let runs = 0;
    const runIsolated: Platform['host']['runIsolated'] = (name, input, limits, signal) => {
      runs += 1;
      // As somebody with kill -9 would end it: in the middle, for no reason of its own.
      return runs <= kills
        ? Promise.resolve({ type: 'ended', because: 'crash' })
        : platform.host.runIsolated(name, input, limits, signal);
    };
    const core = await createCore({ ...platform, host: { ...platform.host, runIsolated } });
    onTestFinished(() => core.close());
    await core.invoke('library.create', { path: join(home, 'kho'), name: 'Kho' });
    const name = 'Sở Y tế';
    await core.invoke('office.save', { name, symbol: 'SYT', level: 'province', province: '31@2025-07-01' });
    await attach(core, await newPractice({ core }), 'a.docx', word);
    if (reason === null) await answerWith(core, '"tiep nhan ho so dat dai"', 1);
    else expect(await unreadOf(core, 1)).toMatchObject([{ file: 'a.docx', reason }]);
    expect(runs).toBe(2);
  });

  it('closing does not wait for a file that is being read', async () => {
    const home = temporaryFolder();
    const platform = testPlatform({ home });
    let [began, stopped] = [false, false];
    const runIsolated: Platform['host']['runIsolated'] = (_name, _input, _limits, signal) =>
      new Promise((resolve) => {
        began = true;
        signal?.addEventListener('abort', () => {
          stopped = true;
          resolve({ type: 'ended', because: 'stopped' });
        });
      });
    const core = await createCore({ ...platform, host: { ...platform.host, runIsolated } });
    await core.invoke('library.create', { path: join(home, 'kho'), name: 'Kho' });
    const name = 'Sở Y tế';
    await core.invoke('office.save', { name, symbol: 'SYT', level: 'province', province: '31@2025-07-01' });
    await attach(core, await newPractice({ core }), 'a.docx', word);
    await eventually(() => {
      expect(began).toBe(true);
    });
    await answerWith(core, 'mot cua', 1);
    await eventually(async () => {
      expect((await core.invoke('search.state', {})).files).toEqual({ done: 0, total: 1 });
    });
    await core.close();
    expect(stopped).toBe(true);
  });
});
