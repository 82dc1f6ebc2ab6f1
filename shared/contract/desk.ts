import * as z from 'zod';
import { failureDataSchema } from '#shared/contract/application';
import { jobStarted, nothing, operation } from '#shared/contract/operation';
import { madeSchema } from '#shared/contract/papers';
import { bundlePaperSchema } from '#shared/model/bundle';
import { periodSchema } from '#shared/model/period';
import { idSchema, languageSchema, sha256Schema } from '#shared/model/practice';
import { registerEntrySchema, registerFieldsSchema } from '#shared/model/register';

/** A file of a parcel, as it stands with this library. */
const deskPartSchema = z.object({
  reviewId: idSchema,
  /** The parcel's digest, by which its papers are asked for. */
  tagManifest: sha256Schema,
  part: z.number().int(),
  name: z.string(),
  bytes: z.number(),
  practices: z.number().int(),
  receivedAt: z.string(),
  receivedBy: z.string(),
  /** It waits to be looked at. */
  waiting: z.boolean(),
  takenIn: z.boolean(),
});

/** A parcel that has arrived: one file, or the parts that belong together. */
const deskParcelSchema = z.object({
  /** Names it in addresses: the first part that waits, else the first that is here. */
  reviewId: idSchema,
  office: z.object({ id: idSchema, name: z.string() }),
  period: periodSchema,
  number: z.number().int(),
  parts: z.number().int(),
  issuedAt: z.string(),
  here: z.array(deskPartSchema),
  /** Parts that have not come yet. */
  missing: z.array(z.number().int()),
  /** Its line in the register. */
  entry: registerEntrySchema.nullable(),
  /** The very same parcel came before: when, and by whom it was received. */
  before: z.object({ receivedAt: z.string(), receivedBy: z.string() }).nullable(),
});
export type DeskParcel = z.infer<typeof deskParcelSchema>;

/** A file in a folder that is watched. */
const inboxFileSchema = z.object({
  path: z.string(),
  name: z.string(),
  folder: z.string(),
  /**
   * copying: it still grows, or is looked at soon. unfinished: it rests without its end. receiving: it is being verified.
   * received: it waits at the desk or is known there. locked: it opens with a passphrase. refused: it breaks a rule.
   * other: it is no parcel.
   */
  state: z.enum(['copying', 'unfinished', 'receiving', 'received', 'locked', 'refused', 'other']),
  failure: failureDataSchema.nullable(),
});
export type InboxFile = z.infer<typeof inboxFileSchema>;

const id = z.object({ entryId: idSchema });
const entry = z.object({ entry: registerEntrySchema });
/** What an entry was when the person began, so that nobody's change is overwritten: its hash. */
const based = id.extend({ base: z.string() });
const changed = z.discriminatedUnion('type', [
  entry.extend({ type: z.literal('changed'), hash: z.string() }),
  /** Somebody else has changed it meanwhile; nothing was written. */
  entry.extend({ type: z.literal('conflict'), hash: z.string() }),
]);

/** The clerk's desk: parcels that came, the register of arrivals, passing on. */
export const deskOperations = {
  /** What waits, and files in watched folders that are not received. Oldest first. */
  'desk.list': operation(
    nothing,
    z.object({
      parcels: z.array(deskParcelSchema),
      files: z.array(inboxFileSchema),
      /** More files that are no parcels than are listed. */
      moreOthers: z.number().int(),
    }),
  ),
  /** A parcel that came, by one of its files, with the day in Viet Nam and the number that is free in its year. */
  'desk.parcel': operation(
    z.object({ reviewId: idSchema }),
    z.object({ parcel: deskParcelSchema, today: z.iso.date(), next: z.number().int() }),
  ),
  /**
   * Papers that came with these parcels of an office, by their digests; files below `files/arrived/<parcel>/<file>`.
   * `earlier` is the line in our register of the paper that one replaces or corrects.
   */
  'desk.papers': operation(
    z.object({ parcels: z.array(sha256Schema).max(100), office: idSchema }),
    z.array(
      bundlePaperSchema.extend({
        parcel: sha256Schema,
        earlier: registerEntrySchema.pick({ id: true, number: true, year: true }).nullable(),
      }),
    ),
  ),
  /** The next free number of a year's register. */
  'desk.nextNumber': operation(z.object({ year: z.number().int() }), z.object({ next: z.number().int() })),
  /**
   * Enters a parcel with all its parts that are here. `number` is null where the program is to give the next one. A parcel
   * that is in the register already gets no second line. Fails with `no-office`, `not-found`.
   */
  'desk.register': operation(
    z.object({
      reviewId: idSchema,
      fields: registerFieldsSchema,
      number: z.number().int().min(1).max(99_999).nullable(),
      /** Numbers may be left out. */
      gap: z.boolean(),
    }),
    z.discriminatedUnion('type', [
      entry.extend({ type: z.literal('registered') }),
      entry.extend({ type: z.literal('known') }),
      z.object({ type: z.literal('number-taken'), next: z.number().int() }),
      z.object({ type: z.literal('number-gap'), next: z.number().int() }),
    ]),
  ),
  /** Years that have a register, newest first, and the lines of one of them, by number. */
  'desk.register.list': operation(
    z.object({ year: z.number().int().nullable() }),
    z.object({
      year: z.number().int(),
      years: z.array(z.number().int()),
      entries: z.array(registerEntrySchema),
      /** Files that cannot be read. */
      unreadable: z.number().int(),
    }),
  ),
  'desk.entry': operation(id, entry.extend({ hash: z.string(), parcel: deskParcelSchema })),
  /** Changes the columns of a line; number and year stay. The day stays within its year (`bad-input`). */
  'desk.amend': operation(based.extend({ fields: registerFieldsSchema }), changed),
  /** Makes the acknowledgements that are missing, one a part. */
  'desk.acknowledge': operation(id, entry),
  /** Passes it on to a person of the library, or to another one. */
  'desk.forward': operation(
    based.extend({
      to: idSchema,
      due: z.iso.date().nullable(),
      note: z.string().trim().max(2_000),
    }),
    changed,
  ),
  /** Says that nothing is left to do with it, or takes that back. */
  'desk.done': operation(based.extend({ done: z.boolean() }), changed),
  /** Work for the person at the keyboard: what was passed on to them, and for the clerk what nobody has passed on yet. */
  'desk.mine': operation(
    nothing,
    z.object({
      forwarded: z.array(z.object({ entryId: idSchema, due: z.string().nullable() })),
      waiting: z.number().int(),
    }),
  ),
  /** The register of a year as an Excel file, headings as Annex IV of Decree 30/2020 has them. */
  'desk.export': operation(z.object({ year: z.number().int(), language: languageSchema }), madeSchema),
  /** Forgets a refused file of a watched folder for this session; the file stays where it is. */
  'desk.forgetFile': operation(z.object({ path: z.string().max(4096) }), nothing),
  /**
   * Receives a file of a watched folder that opens with this passphrase. Job subject: the id under which it waits. Fails
   * with `passphrase-wrong`; the file then waits on.
   */
  'desk.unlockFile': operation(
    z.object({ path: z.string().max(4096), passphrase: z.string().min(1).max(200) }),
    jobStarted,
  ),
  /** Folders that are watched on this machine for this library. */
  'desk.folders': operation(
    nothing,
    z.object({ own: z.string(), ownThere: z.boolean(), chosen: z.array(z.string()) }),
  ),
  /** Watches a folder from now on; null is the library's own inbox, which is made. Fails with `not-found`, `bad-input`. */
  'desk.watchFolder': operation(z.object({ path: z.string().min(1).max(4096).nullable() }), nothing),
  'desk.leaveFolder': operation(z.object({ path: z.string().max(4096) }), nothing),
};

export const deskEvents = {
  /** Something arrived, was registered, passed on, sent or fetched, here or on another PC. */
  'desk.changed': nothing,
};
