import * as z from 'zod';
import { jobStarted, nothing, operation } from '#shared/contract/operation';
import { compilationSchema } from '#shared/model/compilation';
import { issueKinds, issueSteps } from '#shared/model/issue';
import { periodSchema } from '#shared/model/period';
import { idSchema, sha256Schema } from '#shared/model/practice';

const found = z.object({
  compilation: compilationSchema,
  /** SHA-256 of compilation.json, or null while there is none: name it in `compilations.save`. */
  hash: sha256Schema.nullable(),
});
export type FoundCompilation = z.infer<typeof found>;

/** Characters of each text of a proposal. */
export const longestProposal = 2_000;

export const quarterOperations = {
  'compilations.list': operation(
    nothing,
    z.array(
      z.object({
        period: periodSchema,
        items: z.number().int(),
        exports: z.number().int(),
        /** The round of issuing that is under way, and its next step. */
        issuing: z
          .object({ kind: z.enum(issueKinds), step: z.enum(issueSteps).exclude(['done']) })
          .nullable(),
      }),
    ),
  ),
  /** The compilation of a period; an empty one when none was begun. */
  'compilations.get': operation(z.object({ period: periodSchema }), found),
  /**
   * What a running sum is built from: practices that its issued quarters have chosen, in their order and each once, and which
   * quarters these are; `open` are those that were not issued. Nothing of either for a quarter.
   */
  'compilations.ofQuarters': operation(
    z.object({ period: periodSchema }),
    z.object({ issued: z.array(periodSchema), open: z.array(periodSchema), items: z.array(idSchema) }),
  ),
  /** What is not given of `groups` and `proposals` stays; `groups: null` ends the grouping. `proposals` are those of all `items`. */
  'compilations.save': operation(
    z.object({
      period: periodSchema,
      base: sha256Schema.nullable(),
      foreword: z.string().max(100_000),
      items: z.array(idSchema).max(2_000),
      groups: z.array(z.string().max(200)).max(500).nullable().optional(),
      proposals: z
        .record(
          idSchema,
          z.object({ why: z.string().max(longestProposal), whom: z.string().max(longestProposal) }),
        )
        .optional(),
    }),
    z.discriminatedUnion('type', [
      found.extend({ type: z.literal('saved') }),
      found.extend({ type: z.literal('conflict') }),
    ]),
  ),
  /**
   * Writes the bundle to compilations/<period>/bundles/, cut at records into parts below `limit` (bytes) where one is
   * given. With `audience` it is made for these recipients of the office's list (ids) only: what is for named offices may
   * go along, and with `lacking` what they all have acknowledged stays out. Under a number that was issued (`issue.issue`) its
   * papers go along, too, and `issue-changed` says where a practice is not what it was then. Job subject: the name of the
   * first file. Fails with `sample-cannot-leave`, `not-approved`, `sharing-forbids`, `nothing-to-export`, `no-seal-key`.
   */
  'compilations.export': operation(
    z.object({
      period: periodSchema,
      number: z.number().int().min(1).max(999),
      limit: z.number().int().min(100_000).nullable().optional(),
      audience: z.array(idSchema).min(1).max(500).optional(),
      lacking: z.boolean().optional(),
      /** Goes without our seal where this PC does not have it; without this that is `no-seal-key`. */
      unsealed: z.boolean().optional(),
    }),
    jobStarted,
  ),
};
