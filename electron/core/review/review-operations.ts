import { Serial } from '#core/files/serial';
import type { Jobs } from '#core/jobs/jobs';
import { type OpenedLibrary, requireWritable } from '#core/library/opened-library';
import { PaperShelf } from '#core/papers/paper-shelf';
import type { Platform } from '#core/platform';
import { applyReview, requireReasons } from '#core/review/apply-review';
import { countWaiting, readReview } from '#core/review/read-review';
import { levelCount, rolesOfMe } from '#core/review/review-levels';
import type { UserSettings } from '#core/settings/settings';
import type { HandlersOf } from '#shared/contract/contract';
import type { Reference } from '#shared/contract/library';
import type { reviewOperations, ReviewResult } from '#shared/contract/review';
import { Failure } from '#shared/failure';
import { dayOf } from '#shared/model/partial-date';

/** Of how many steps it is remembered what came of them, for the page that asked. */
const remembered = 50;

interface ReviewDependencies {
  readonly platform: Platform;
  readonly library: OpenedLibrary;
  readonly jobs: Jobs;
  readonly settings: UserSettings;
  readonly reference: Reference;
  /** Name of the person at the keyboard. */
  readonly me: () => string;
}

/** What waits for a look by whom, and the decisions about it. */
export function createReview(deps: ReviewDependencies): HandlersOf<typeof reviewOperations> {
  const { platform, library, jobs, settings, me } = deps;
  const shelf = new PaperShelf(platform);
  const serial = new Serial();
  const results = new Map<string, ReviewResult>();
  const note = async (result: ReviewResult): Promise<string> => {
    const [oldest] = results.keys();
    if (results.size >= remembered && oldest !== undefined) results.delete(oldest);
    results.set(result.undoId, result);
    // Those that were overtaken are shown as they are now, too.
    const touched = [...result.done, ...result.left].map(({ id }) => id);
    if (touched.length > 0) await library.catalogue.note(...touched);
    return result.undoId;
  };
  return {
    'review.list': async ({ period }) =>
      readReview(library, period, await levelCount(library), dayOf(platform.now().getTime())),
    'review.waiting': async () =>
      countWaiting(library, await levelCount(library), rolesOfMe(library, settings)),
    'review.apply': async (input) => {
      requireWritable(library);
      requireReasons(input.items);
      const by = me();
      const roles = rolesOfMe(library, settings);
      const levels = await levelCount(library);
      return jobs.start('bulk', (control) =>
        serial.run('review', async () =>
          note(await applyReview({ ...input, library, levels, by, roles, now: platform.now(), control })),
        ),
      );
    },
    'review.result': ({ id }) => {
      const result = results.get(id);
      return result ? Promise.resolve(result) : Promise.reject(new Failure('not-found', { where: id }));
    },
    'review.paper': async (input) => {
      const levels = await levelCount(library);
      const { items } = await readReview(library, input.period, levels, dayOf(platform.now().getTime()));
      const { reviewWord } = await import('#core/review/review-word');
      const { file, bytes } = await reviewWord(library, deps.reference, { ...input, items });
      return shelf.put(file, bytes);
    },
  };
}
