import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, Page } from '@playwright/test';
import * as z from 'zod';
import type { Program } from '../tests/e2e/program';
import { benchPerson, practiceId, random } from './generate-library';
import { listFigures } from './list-figures';
import { median, onLibrary } from './on-library';
import { ask, indexed, open } from './opened-page';
import { processorSeconds, residentMegabytes } from './process-figures';

/** Milliseconds of rest in which the processor time of the idle host is taken. */
const rest = 30_000;

/** Writes a practice.md in place, as an editor does, and waits until the page hears of it; milliseconds. */
async function change(page: Page, library: string, number: number): Promise<number> {
  const id = practiceId(number);
  const file = join(library, 'practices', id, 'practice.md');
  const title = `Sửa bằng tay ${String(number)}`;
  const heard = page.evaluate(
    (wanted) =>
      new Promise<void>((resolve, reject) => {
        const source = new EventSource('events');
        const late = setTimeout(() => {
          reject(new Error('the change was not seen'));
        }, 120_000);
        source.addEventListener('practices.changed', (event: MessageEvent<string>) => {
          if (!(JSON.parse(event.data) as { ids: string[] }).ids.includes(wanted)) return;
          clearTimeout(late);
          source.close();
          resolve();
        });
      }),
    id,
  );
  // The stream is open by then, and looks are not in step with the changes.
  await page.waitForTimeout(1_000 + Math.random() * 5_000);
  writeFileSync(file, readFileSync(file, 'utf8').replace(/^title: .*$/m, `title: ${title}`));
  const began = performance.now();
  await heard;
  const took = performance.now() - began;
  const list = z.array(z.object({ title: z.string() })).parse(await ask(page, 'practices.list'));
  if (!list.some((practice) => practice.title === title)) throw new Error('the title is not the new one');
  return took;
}

async function coldLine(browser: Browser, home: string, library: string, practices: number): Promise<string> {
  const began = performance.now();
  const { program, stop, took } = await open(browser, home, library);
  await ask(program.page, 'people.setMe', { id: benchPerson.id });
  await indexed(program.page, practices);
  const seconds = Math.round((performance.now() - began) / 1_000);
  const memory = residentMegabytes(program.host.pid);
  await stop();
  return `open ${took.toFixed(0)} ms, indexed ${String(seconds)} s, memory ${String(memory)} MB (${String(practices)} practices, cold)`;
}

/** Everything that is measured of a program that is running. */
async function measure({ page, host }: Program, library: string, practices: number): Promise<string> {
  await indexed(page, practices);
  const memory = residentMegabytes(host.pid);
  const listed = performance.now();
  await ask(page, 'practices.list');
  const list = performance.now() - listed;
  const draw = random(Date.now());
  const changes: number[] = [];
  for (let round = 0; round < 5; round += 1) {
    changes.push(await change(page, library, 1 + Math.floor(draw() * practices)));
  }
  console.log(
    `changes ${changes.map((took) => took.toFixed(0)).join(', ')} ms; list of all practices ${list.toFixed(0)} ms`,
  );
  await page.waitForTimeout(70_000); // what changed a minute ago is looked at more often
  const before = processorSeconds(host.pid);
  await page.waitForTimeout(rest);
  const idle = ((processorSeconds(host.pid) - before) / (rest / 1_000)) * 100;
  return `memory ${String(memory)} MB, change ${median(changes).toFixed(0)} ms, idle ${idle.toFixed(1)} %`;
}

export async function run(args: string[]): Promise<void> {
  await onLibrary(args, async ({ browser, home, library, practices }) => {
    console.log(await coldLine(browser, home, library, practices));
    const opens: number[] = [];
    for (let round = 0; round < 2; round += 1) {
      const { took, stop } = await open(browser, home, library);
      opens.push(took);
      await stop();
    }
    const { program, stop, took } = await open(browser, home, library);
    opens.push(took);
    const others = await measure(program, library, practices);
    console.log(await listFigures(program.page, library));
    await stop();
    console.log(`open ${median(opens).toFixed(0)} ms, ${others} (${String(practices)} practices, warm)`);
  });
}
