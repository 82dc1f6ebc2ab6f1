import { setImmediate } from 'node:timers/promises';
import { residentMegabytes } from '#bench/process-figures';
import type { Answer, Engine, EngineKind, SearchRequest } from '#bench/search/engine';
import { percentile } from '#bench/search/figures';
import { type Questions, readQuestions } from '#bench/search/files';
import type { Asked } from '#bench/search/measured';
import { tokensOf } from '#bench/search/tokens';

/** Milliseconds after which an added text that is not found is given up. */
const patience = 60_000;
const rounds = 3;

/** Opens an index in this process, which does nothing else, asks what the run wants to know, and takes the times. */
export async function ask(
  kind: EngineKind,
  { work, index, pairs }: { work: string; index: string; pairs: boolean },
): Promise<Asked> {
  const questions = readQuestions(work);
  const engine = await kind.open(index);
  const [first, ...others] = questions.warmUp;
  if (first) await engine.search(first);
  const open = performance.now();
  for (const request of others) await engine.search(request);
  const memory = residentMegabytes(process.pid);
  const plain = await timed(engine, questions.measured);
  const facets = kind.facets ? await timed(engine, withFacets(questions.measured)) : undefined;
  return {
    open,
    memory,
    times: plain.times,
    firstTimes: plain.firstTimes,
    answers: plain.answers,
    facetTimes: facets?.times ?? [],
    facetAnswers: facets?.answers ?? [],
    wholeTimes: await wholeTimes(engine, questions.measured),
    knownAnswers: await answersTo(engine, questions.known),
    additionTimes: await additionTimes(engine, questions.additions, pairs),
  };
}

function withFacets(requests: readonly SearchRequest[]): SearchRequest[] {
  return requests.map((request) => ({ ...request, facets: true }));
}

/** Asks everything several times and gives each request's median, so that what else the machine does shows less. */
async function timed(
  engine: Engine,
  requests: readonly SearchRequest[],
): Promise<Pick<Asked, 'times' | 'firstTimes' | 'answers'>> {
  const taken = requests.map((): number[] => []);
  let answers: Asked['answers'] = [];
  for (let round = 0; round < rounds; round += 1) {
    answers = [];
    for (const [at, request] of requests.entries()) {
      const began = performance.now();
      const answer = await engine.search(request);
      taken[at]?.push(performance.now() - began);
      answers.push(plainAnswer(answer));
    }
  }
  return {
    times: taken.map((times) => percentile(times, 0.5)),
    firstTimes: taken.map(([first = 0]) => first),
    answers,
  };
}

/** Likewise for whole answers. */
async function wholeTimes(engine: Engine, requests: readonly SearchRequest[]): Promise<number[]> {
  if (!engine.whole) return [];
  const times = [];
  for (const request of requests.filter(({ mode }) => mode !== 'any')) {
    const taken = [];
    for (let round = 0; round < rounds; round += 1) {
      const began = performance.now();
      await engine.whole(request);
      taken.push(performance.now() - began);
    }
    times.push(percentile(taken, 0.5));
  }
  return times;
}

async function answersTo(engine: Engine, requests: readonly SearchRequest[]): Promise<Asked['answers']> {
  const answers = [];
  for (const request of requests) answers.push(plainAnswer(await engine.search(request)));
  return answers;
}

function plainAnswer({ hits, facets }: Answer): Asked['answers'][number] {
  return { hits: [...hits], ...(facets && { facets: [...facets] }) };
}

/** From handing over each text until a search for its own word finds it. */
async function additionTimes(
  engine: Engine,
  additions: Questions['additions'],
  pairs: boolean,
): Promise<number[]> {
  if (!engine.add) return [];
  const times = [];
  for (const { document, word } of additions) {
    const request: SearchRequest = { mode: 'all', words: [word], pairs: [], limit: 1, facets: false };
    const began = performance.now();
    await engine.add(document, tokensOf(document, pairs));
    while (!(await engine.search(request)).hits.includes(document.number)) {
      if (performance.now() - began > patience) throw new Error('an added text is not found');
      await setImmediate();
    }
    times.push(performance.now() - began);
  }
  return times;
}
