import * as z from 'zod';
import type { ProcessOwner } from '#core/files/process-owner';

const wroteSchema = z.record(z.string(), z.object({ sha256: z.string(), at: z.number() }));

/** What a file in `presence/` says; see docs/formats.md. */
const noteSchema = z.object({
  format: z.string().regex(/^1\./),
  name: z.string().max(200),
  host: z.string().max(255),
  process: z.number().int().positive(),
  /** Id of the installation; missing in notes of older versions. */
  machine: z.string().max(64).optional(),
  /** Milliseconds since 1970 by the writer's clock. */
  since: z.number(),
  /** Counts up with every rewriting. */
  beat: z.number(),
  /** The person has left; the note stays a while to tell who wrote what. */
  left: z.boolean(),
  /** Digest of what was last saved under each key, and when by the writer's clock. */
  wrote: wroteSchema,
});
export type PresenceNote = z.infer<typeof noteSchema>;

const namePattern = /^([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})_([A-Za-z0-9-]{1,64})\.json$/i;

/** Names a sitting: the machine, the process, and a random part. */
export function sittingName({ host, process }: ProcessOwner, random: string): string {
  const machine = host.replace(/[^A-Za-z0-9-]/g, '-').slice(0, 40) || 'pc';
  return `${machine}-${String(process)}-${random}`;
}

export function noteFile(id: string, sitting: string): string {
  return `${id}_${sitting}.json`;
}

/** The practice and the sitting that a file's name gives; undefined for anything that is no note. */
export function parseNoteFile(name: string): { id: string; sitting: string } | undefined {
  const [, id, sitting] = namePattern.exec(name) ?? [];
  return id === undefined || sitting === undefined ? undefined : { id, sitting };
}

/** Undefined where it is damaged or only half written: its writer will write it again. */
export function parseNote(bytes: Uint8Array): PresenceNote | undefined {
  try {
    const parsed = noteSchema.safeParse(JSON.parse(Buffer.from(bytes).toString('utf8')));
    return parsed.success ? parsed.data : undefined;
  } catch {
    return undefined;
  }
}
