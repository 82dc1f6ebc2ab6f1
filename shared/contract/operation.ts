import * as z from 'zod';

/** One operation of the contract: what goes in, what comes out. Faults are `Failure`s and not part of `output`. */
export interface OperationSchema<I extends z.ZodType = z.ZodType, O extends z.ZodType = z.ZodType> {
  readonly input: I;
  readonly output: O;
}

export function operation<I extends z.ZodType, O extends z.ZodType>(
  input: I,
  output: O,
): OperationSchema<I, O> {
  return { input, output };
}

export const nothing = z.object({});

/** Answer of every long operation: the job is under way, progress comes as `job.changed` events. */
export const jobStarted = z.object({ jobId: z.string() });

/**
 * A file that the person gave to the page. The host knows what it stands for: `upload` is a streamed
 * upload to the loopback host, `path` a dropped or chosen file of the desktop host.
 */
export const fileReferenceSchema = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('upload'),
    token: z.string().regex(/^[0-9a-f]{32}$/),
    name: z.string().max(255),
  }),
  z.object({ type: z.literal('path'), path: z.string().max(4096), name: z.string().max(255) }),
]);
export type FileReference = z.infer<typeof fileReferenceSchema>;
