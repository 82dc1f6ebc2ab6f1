import * as z from 'zod';
import { nothing, operation } from '#shared/contract/operation';
import { failureCodes } from '#shared/failure';
import { settingsSchema } from '#shared/model/settings';

export const failureDataSchema = z.object({
  code: z.enum(failureCodes),
  where: z.string().exactOptional(),
  rule: z.string().exactOptional(),
  detail: z.string().exactOptional(),
  space: z.object({ needed: z.number(), free: z.number() }).exactOptional(),
});

export const jobSchema = z.object({
  jobId: z.string(),
  kind: z.enum([
    'receive',
    'take-in',
    'undo',
    'export',
    'index',
    'bulk',
    'backup',
    /** While a library is closed. */
    'closing-backup',
    'restore',
    'check',
    'repair',
    'forms',
    /** Looking for practices whose texts are near copies. */
    'near-duplicates',
    /** Making a paper. */
    'paper',
  ]),
  state: z.enum(['running', 'done', 'failed', 'cancelled']),
  done: z.number(),
  total: z.number(),
  /** A file or practice name; the page says the rest in its language. */
  label: z.string(),
  /** What came of it: the id of the review, arrival or compilation concerned. */
  subject: z.string().nullable(),
  failure: failureDataSchema.nullable(),
});
export type Job = z.infer<typeof jobSchema>;

/** Operations that concern the program as a whole and the machine it runs on. */
export const applicationOperations = {
  'application.information': operation(
    nothing,
    z.object({
      version: z.string(),
      /** What this host can do beyond a plain page. */
      can: z.object({ chooseFolder: z.boolean(), reveal: z.boolean(), openOutside: z.boolean() }),
      /** Where a new library would be put, as a suggestion. */
      documentsFolder: z.string(),
      /** Things the person must know once, such as settings that were damaged and set aside. */
      notices: z.array(z.object({ code: z.enum(['settings-reset']), detail: z.string() })),
    }),
  ),
  'settings.get': operation(nothing, settingsSchema),
  'settings.change': operation(
    settingsSchema.pick({ language: true, theme: true, textSize: true }).partial(),
    settingsSchema,
  ),
  'jobs.list': operation(nothing, z.array(jobSchema)),
  /** Asks a job to stop; it ends as `cancelled` and leaves nothing half done. */
  'jobs.cancel': operation(z.object({ jobId: z.string() }), nothing),
  'host.chooseFolder': operation(
    z.object({ title: z.string() }),
    z.discriminatedUnion('type', [
      z.object({ type: z.literal('chosen'), path: z.string() }),
      z.object({ type: z.literal('cancelled') }),
      z.object({ type: z.literal('unsupported') }),
    ]),
  ),
  /** Shows an exported bundle in the file manager. */
  'host.reveal': operation(
    z.object({ period: z.string(), file: z.string() }),
    z.object({ type: z.enum(['shown', 'unsupported']) }),
  ),
  /**
   * Opens an https address in the person's browser. The desktop host asks first, so that a page cannot be made to
   * open one; in a browser the page offers a plain link instead.
   */
  'host.openLink': operation(
    z.object({ url: z.url({ protocol: /^https$/ }) }),
    z.object({ type: z.enum(['opened', 'cancelled', 'unsupported']) }),
  ),
};
