import * as z from 'zod';
import { editableFieldsSchema, idSchema, sha256Schema } from '#shared/model/practice';
import { sectionKeys } from '#shared/model/section';

/** The fields of a form "Phiếu đăng ký cách làm hay" that stand beside a label, by the part and in the order in which they stand. */
export const formParts = {
  about: [
    'unit',
    'period',
    'title',
    'summary',
    'fields',
    'topics',
    'keywords',
    'placeLevel',
    'placeName',
    'placeConditions',
    'population',
    'coordinates',
    'firstApplied',
    'authors',
    'partners',
    'beneficiaries',
    'influence',
    'evidence',
    'sharing',
    'sharingOffices',
    'sources',
    'reviewBy',
  ],
  costs: ['total', 'costSource', 'staff', 'months'],
  contact: ['post', 'name', 'phone', 'email'],
} as const;
/** All of them; tables and sections are others. */
export const formKeys = [...formParts.about, ...formParts.costs, ...formParts.contact] as const;
export type FormKey = (typeof formKeys)[number];

/** Why nothing was made of a file that was given as a form. */
export const formReasons = [
  'macros',
  'old-format',
  'password',
  'not-word',
  'not-a-form',
  'blank',
  'damaged',
  'too-big',
  'too-long',
  'missing',
  'secret',
  'stopped',
  'failed',
] as const;
export type FormReason = (typeof formReasons)[number];

/** Where something stands in a form; it is named in the language of whoever reads it (`placeName`). */
export const formPlaceSchema = z.discriminatedUnion('of', [
  z.object({ of: z.literal('label'), key: z.enum(formKeys) }),
  /** Rows are counted from 1. */
  z.object({ of: z.enum(['results', 'legalBasis']), row: z.number().int() }),
  z.object({ of: z.enum(['nil', 'head', 'end', 'notes', 'outside']) }),
  /** Beside words of the unit's own. */
  z.object({ of: z.literal('words'), text: z.string() }),
]);
export type FormPlace = z.infer<typeof formPlaceSchema>;

/** Words of a form that fit into no field. */
const unplacedSchema = z.object({ where: formPlaceSchema, text: z.string() });
export type Unplaced = z.infer<typeof unplacedSchema>;
/** What was placed, but may be meant otherwise: "52.8" read as 52,8. Words are the form's own, such as the name of a choice. */
const doubtSchema = z.object({
  where: formPlaceSchema,
  text: z.string(),
  read: z.discriminatedUnion('type', [
    z.object({ type: z.literal('figure'), value: z.number() }),
    z.object({ type: z.literal('period'), period: z.string() }),
    z.object({ type: z.literal('words'), words: z.string() }),
  ]),
});
export type Doubt = z.infer<typeof doubtSchema>;

/** What a filled form says. */
export const formReadingSchema = z.object({
  language: z.enum(['vi', 'en']),
  unit: z.string(),
  nil: z.boolean(),
  fields: editableFieldsSchema.partial(),
  sections: z.partialRecord(z.enum(sectionKeys), z.string()),
  unplaced: z.array(unplacedSchema),
  doubts: z.array(doubtSchema),
  /** Pictures that stand in the form and did not come along. */
  pictures: z.number().int(),
});
export type FormReading = z.infer<typeof formReadingSchema>;

/** forms/<id>.json: a form that was taken. Times are ISO 8601 in UTC. */
export const formRecordSchema = z.looseObject({
  format: z.string().regex(/^\d+\.\d+$/),
  id: idSchema,
  /** Forms that were dropped together, and are undone together. */
  take: idSchema,
  at: z.iso.datetime(),
  by: z.string(),
  /** Name of the file as it came, and of its bytes. */
  name: z.string(),
  sha256: sha256Schema,
  /** Empty where the form does not say. */
  unit: z.string(),
  period: z.string(),
  answer: z.enum(['practice', 'nil']),
  practice: idSchema.optional(),
  title: z.string().optional(),
  /** Words that fit into no field; `where` says in the form's language beside which label or in which part they stood. */
  unplaced: z.array(z.object({ where: z.string(), text: z.string() })),
  /** SHA-256 of practice.md as this made it; undo leaves what was changed since. */
  after: sha256Schema.optional(),
  /** practice.md before a form replaced it. */
  before: z.string().optional(),
  /** The nil answer that this practice took the place of: it counts again once this is taken back. */
  insteadOf: idSchema.optional(),
  /** The person took it back. */
  undone: z.looseObject({ at: z.iso.datetime(), by: z.string() }).optional(),
});
export type FormRecord = z.infer<typeof formRecordSchema>;
