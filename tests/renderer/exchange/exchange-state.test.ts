import { beforeEach, describe, expect, it } from 'vitest';
import { Receiving } from '#renderer/state/receiving.svelte';
import { RunningJob } from '#renderer/state/running-job.svelte';
import { ExchangeDesk } from '#renderer/views/exchange/exchange-desk.svelte';
import { ParcelReview } from '#renderer/views/exchange/parcel-review.svelte';
import type { Job } from '#shared/contract/application';
import type { Handlers, Input } from '#shared/contract/contract';
import type { Review } from '#shared/contract/exchange';
import { Failure, type FailureData } from '#shared/failure';
import type { Arrival, ReviewItem } from '#shared/model/bundle';
import type { SealVerdict } from '#shared/model/seal';
import { FakeBackend } from '#tests/support/fake-backend';

const id = (number: number): string => `0192f0c1-0000-7000-8000-${String(number).padStart(12, '0')}`;
const hash = 'a'.repeat(64);

function ended(change: Partial<Job> = {}): Job {
  const job = { jobId: 'j', kind: 'receive', done: 1, total: 1, label: '', failure: null } as const;
  return { ...job, state: 'done', subject: id(99), ...change };
}

const seal: SealVerdict = {
  standing: 'unconfirmed',
  office: { id: id(51), name: 'Sở B' },
  ...{ keyNumber: null, key: null, digits: null, voucher: null, sealedBy: null, changed: [] },
};

function item(number: number, change: Partial<ReviewItem> = {}): ReviewItem {
  return {
    id: id(number),
    title: `Bài ${String(number)}`,
    office: 'Sở B',
    province: null,
    period: null,
    kind: 'new',
    ours: false,
    attachments: 0,
    bytes: 0,
    differences: [],
    chosen: true,
    choosable: true,
    secrecyMarks: [],
    seal,
    hold: null,
    ...change,
  };
}

function review(items: ReviewItem[]): Review {
  return {
    reviewId: id(50),
    file: { name: 'goi.zip', bytes: 1, sha256: hash },
    manifest: {
      format: '1.0',
      kind: 'lantoa-bundle',
      office: { id: id(51), name: 'Sở B', province: null },
      period: '2026-Q3',
      number: 2,
      part: 1,
      parts: 1,
      issuedAt: '2026-10-01T00:00:00Z',
      foreword: '',
      practices: [],
    },
    seal,
    sealExpected: false,
    counts: {},
    items,
    statements: { counts: {}, items: [] },
    earlier: [],
  };
}

/** A backend whose jobs end at once as the test says. */
function backend(answers: Partial<Handlers>, job: () => Job = ended): FakeBackend {
  return new FakeBackend({ answers: { 'jobs.list': () => Promise.resolve([job()]), ...answers } });
}

describe('RunningJob', () => {
  it('hears of an end that comes before the id is known', async () => {
    const host = backend({}, () => ended({ jobId: 'other' }));
    const job = new RunningJob(host);
    const start = Promise.resolve().then(() => {
      host.emit('job.changed', ended({ subject: 'early' }));
      return { jobId: 'j' };
    });
    expect((await job.run(start)).subject).toBe('early');
    expect(job.job).toBeNull();
  });

  it('shows progress, leaves other jobs alone, and is told to stop', async () => {
    const cancelled: unknown[] = [];
    const answers: Partial<Handlers> = {
      'jobs.list': () => Promise.resolve([]),
      'jobs.cancel': (input) => Promise.resolve({ ...(cancelled.push(input), {}) }),
    };
    const host = new FakeBackend({ answers });
    const job = new RunningJob(host);
    const end = job.run(Promise.resolve({ jobId: 'j' }));
    await new Promise((resolve) => setTimeout(resolve));
    host.emit('job.changed', ended({ jobId: 'other', state: 'failed' }));
    host.emit('job.changed', ended({ state: 'running', done: 3, total: 9 }));
    expect(job.job).toMatchObject({ done: 3, total: 9 });
    await job.cancel();
    expect(cancelled).toEqual([{ jobId: 'j' }]);
    host.emit('job.changed', ended({ state: 'cancelled' }));
    expect((await end).state).toBe('cancelled');
  });

  it('that has begun does not fail because it could not be asked about', async () => {
    const host = new FakeBackend({
      answers: { 'jobs.list': () => Promise.reject(new Failure('host-gone')) },
    });
    const end = new RunningJob(host).run(Promise.resolve({ jobId: 'j' }));
    await new Promise((resolve) => setTimeout(resolve));
    host.emit('job.changed', ended());
    expect((await end).state).toBe('done');
  });

  it('throws what kept it from starting', async () => {
    const job = new RunningJob(backend({}));
    await expect(job.run(Promise.reject(new Failure('library-read-only')))).rejects.toMatchObject({
      code: 'library-read-only',
    });
    expect(job.job).toBeNull();
  });
});

describe('Receiving', () => {
  const shown: (string | undefined)[] = [];
  let given: string[];
  let results: Partial<Record<string, Partial<Job>>>;
  let receiving: Receiving;

  beforeEach(() => {
    shown.length = 0;
    given = [];
    results = {};
    let current = '';
    const host = backend(
      {
        'exchange.receive': ({ file }) => {
          current = file.name;
          given.push(file.name);
          return Promise.resolve({ jobId: 'j' });
        },
      },
      () => ended(results[current]),
    );
    receiving = new Receiving(host, (reviewId) => shown.push(reviewId));
  });

  it('goes to the screen at once and to the review when it is verified', async () => {
    await receiving.receive(new File(['x'], 'a.zip'));
    expect(shown).toEqual([undefined, id(99)]);
    expect([receiving.verified, receiving.ahead, receiving.current]).toEqual([1, 0, null]);
  });

  it('takes several one after the other and stays with the list', async () => {
    results['b.zip'] = {
      state: 'failed',
      failure: { code: 'bundle-refused', where: '../x', rule: 'parent-name' },
    };
    await receiving.receive(new File(['x'], 'a.zip'), new File(['x'], 'b.zip'), new File(['x'], 'c.zip'));
    expect(given).toEqual(['a.zip', 'b.zip', 'c.zip']);
    expect(shown).toEqual([undefined]);
    expect(receiving.verified).toBe(2);
    expect(receiving.refused).toMatchObject([
      { name: 'b.zip', failure: { where: '../x', rule: 'parent-name' } },
    ]);
    receiving.putAside(receiving.refused[0]?.key ?? -1);
    expect(receiving.refused).toEqual([]);
  });

  it('takes what the host was asked to open, after what is under way', async () => {
    const first = receiving.receive(new File(['x'], 'a.zip'));
    const second = receiving.receive({ type: 'path', path: '/tmp/d.lantoa', name: 'd.lantoa' });
    await Promise.all([first, second]);
    expect(given).toEqual(['a.zip', 'd.lantoa']);
  });

  it('is quiet about a parcel that was stopped', async () => {
    results['a.zip'] = { state: 'cancelled', subject: null };
    await receiving.receive(new File(['x'], 'a.zip'));
    expect(receiving.refused).toEqual([]);
    expect(shown).toEqual([undefined]);
  });

  it('tells of a file that the host could not read', async () => {
    const host = backend({ 'exchange.receive': () => Promise.reject(new Failure('library-read-only')) });
    receiving = new Receiving(host, () => undefined);
    await receiving.receive(new File(['x'], 'a.zip'));
    expect(receiving.refused).toMatchObject([{ name: 'a.zip', failure: { code: 'library-read-only' } }]);
  });

  it.each([
    ['Báo cáo.docx', 'PK', 'word'],
    ['BANG.XLSX', 'PK', 'excel'],
    ['a.pdf', 'x', 'pdf'],
    ['anh.JPG', 'x', 'picture'],
    ['trống.zip', '', 'empty'],
  ])('tells what %s is without asking the host', async (name, content, foreign) => {
    await receiving.receive(new File([content], name));
    expect(given).toEqual([]);
    expect(receiving.refused).toMatchObject([{ name, foreign }]);
    expect([receiving.current, receiving.ahead]).toEqual([null, 0]);
  });

  it('tells a broken parcel from what is none', async () => {
    const failure = (where: string, rule: string): Partial<Job> => ({
      state: 'failed',
      failure: { code: 'bundle-refused', where, rule },
    });
    results['word.zip'] = failure('[Content_Types].xml', 'outside-bag');
    results['constructor'] = failure('constructor', 'not-a-zip');
    results['hỏng.zip'] = failure('x/bagit.txt', 'bagit');
    await receiving.receive(...Object.keys(results).map((name) => new File(['x'], name)));
    expect(receiving.refused.map(({ name, foreign }) => [name, foreign])).toEqual([
      ['hỏng.zip', null],
      ['constructor', 'other'],
      ['word.zip', 'other'],
    ]);
  });

  it('keeps refusals until they are forgotten or the file is good, and counts what came of this attempt', async () => {
    await receiving.receive(new File(['x'], 'a.pdf'));
    await receiving.receive(new File(['x'], 'a.zip'), new File(['x'], 'b.doc'), new File(['x'], 'c.zip'));
    expect(receiving.refused.map(({ name }) => name)).toEqual(['b.doc', 'a.pdf']);
    expect(receiving.accepted).toBe(2);
    await receiving.receive(new File(['x'], 'd.zip'));
    expect(receiving.accepted).toBeNull();
    await receiving.receive(new File(['x'], 'a.pdf'));
    expect(receiving.refused.map(({ name }) => name)).toEqual(['a.pdf', 'b.doc']);
  });
});

describe('ParcelReview', () => {
  let taken: Input<'exchange.takeIn'>[];
  let job: Job;

  async function open(items: ReviewItem[]): Promise<ParcelReview> {
    const answers: Partial<Handlers> = {
      'exchange.review': () => Promise.resolve(review(items)),
      'exchange.takeIn': (input) => {
        taken.push(input);
        return Promise.resolve({ jobId: 'j' });
      },
    };
    const parcel = new ParcelReview(
      backend(answers, () => job),
      id(50),
    );
    await parcel.load();
    return parcel;
  }

  beforeEach(() => {
    taken = [];
    job = ended();
  });

  const mixed = (): ReviewItem[] => [
    item(1),
    item(2, { kind: 'newer' }),
    item(3, { kind: 'same', chosen: false, choosable: false }),
    item(4, { kind: 'diverged', chosen: false, ours: true }),
    item(5, { kind: 'binned', chosen: false }),
  ];

  it('chooses beforehand what the host chose, and nothing that cannot be taken', async () => {
    const parcel = await open([...mixed(), item(6, { chosen: true, choosable: false })]);
    expect([...parcel.chosen]).toEqual([id(1), id(2)]);
    expect(parcel.counts).toEqual([
      { kind: 'new', count: 2 },
      { kind: 'newer', count: 1 },
      { kind: 'same', count: 1 },
      { kind: 'diverged', count: 1 },
      { kind: 'binned', count: 1 },
    ]);
  });

  it('says of ours only that both sides changed it, of a peer’s that it is not the one here', async () => {
    const both = { kind: 'diverged', chosen: false } as const;
    const parcel = await open([item(1, { ...both, ours: true }), item(2, both), item(3, both)]);
    expect(parcel.counts).toEqual([
      { kind: 'diverged', count: 1 },
      { kind: 'differs', count: 2 },
    ]);
    parcel.kind = 'differs';
    expect(parcel.shown.map((one) => one.id)).toEqual([id(2), id(3)]);
  });

  it('chooses and leaves only what is listed', async () => {
    const parcel = await open(mixed());
    parcel.kind = 'newer';
    parcel.chooseShown(false);
    parcel.kind = 'diverged';
    parcel.chooseShown(true);
    parcel.kind = 'same';
    parcel.chooseShown(true);
    expect(await parcel.takeIn()).toBe(id(99));
    expect(taken).toEqual([{ reviewId: id(50), choose: [id(1), id(4)], despite: [] }]);
  });

  it('takes what its seal holds back only by a decision of its own', async () => {
    const held = { chosen: false, hold: 'broken' } as const;
    const parcel = await open([item(1), item(2, held), item(3, held)]);
    parcel.chooseShown(true);
    expect([...parcel.chosen]).toEqual([id(1)]);
    parcel.overrule(id(2), true);
    parcel.overrule(id(3), true);
    parcel.overrule(id(3), false);
    parcel.chooseShown(true);
    await parcel.takeIn();
    expect(taken).toEqual([{ reviewId: id(50), choose: [id(1), id(2)], despite: [id(2)] }]);
  });

  it('knows a parcel with nothing new', async () => {
    expect((await open([item(1, { kind: 'same', choosable: false, chosen: false })])).nothingNew).toBe(true);
    expect((await open(mixed())).nothingNew).toBe(false);
  });

  it('stays as it is when taking in fails or is stopped', async () => {
    const failure: FailureData = { code: 'disk-full' };
    const parcel = await open(mixed());
    job = ended({ state: 'failed', failure });
    expect(await parcel.takeIn()).toBeNull();
    expect(parcel.failure).toEqual(failure);
    expect(parcel.chosen.size).toBe(2);
    job = ended({ state: 'cancelled' });
    expect(await parcel.takeIn()).toBeNull();
    expect(parcel.failure).toBeNull();
  });
});

describe('ExchangeDesk', () => {
  function arrival(number: number, change: Partial<Arrival> = {}): Arrival {
    return {
      format: '1.0',
      id: id(number),
      bundle: {
        sha256: hash,
        name: 'a.zip',
        bytes: 1,
        office: 'Sở B',
        officeId: id(51),
        period: '2026-Q3',
        number,
        part: 1,
        parts: 1,
      },
      receivedAt: `2026-10-0${String(number)}T00:00:00Z`,
      receivedBy: 'Hoa',
      counts: {},
      takenIn: [],
      ...change,
    };
  }

  it('lists the newest first, and shows what an undo kept', async () => {
    let undone: Partial<Arrival> = {};
    const answers: Partial<Handlers> = {
      'exchange.arrivals': () => Promise.resolve([arrival(1, undone), arrival(2)]),
      'exchange.undo': () => {
        undone = { undoneAt: '2026-10-05T00:00:00Z', kept: [id(7)] };
        return Promise.resolve({ jobId: 'j' });
      },
    };
    const desk = new ExchangeDesk(backend(answers));
    await desk.load();
    expect(desk.arrivals?.map(({ bundle }) => bundle.number)).toEqual([2, 1]);
    await desk.undo(id(1));
    expect(desk.find(id(1))?.kept).toEqual([id(7)]);
    expect(desk.undoing).toBeNull();
  });
});
