import * as z from 'zod';
import { idSchema, levelSchema, partialDateSchema } from '#shared/model/practice';
import { officeKeySchema } from '#shared/model/seal';

/** office.json: our office. Names carry dates because offices are merged and renamed. */
export const officeSchema = z.looseObject({
  format: z.string(),
  officeId: idSchema,
  names: z
    .array(
      z.looseObject({
        name: z.string().min(1),
        /** As in document symbols and bundle names: SKHCN. */
        symbol: z.string().optional(),
        validFrom: partialDateSchema.optional(),
        validTo: partialDateSchema.optional(),
      }),
    )
    .min(1),
  level: levelSchema,
  province: z.string().optional(),
  /** For readers of what the office shares: the contact of a practice is filled from these. */
  phone: z.string().optional(),
  email: z.string().optional(),
  /** Of the place that the office works for: terrain and the like, in free words as in practices. */
  conditions: z.array(z.string()).optional(),
  population: z.number().int().nonnegative().optional(),
  /** When its name, level, province or contact was last changed: which of two introductions is the newer one. */
  changedAt: z.iso.datetime().optional(),
  /** Public keys of its seal, oldest first; none until the office has one. */
  keys: z.array(officeKeySchema),
});
export type Office = z.infer<typeof officeSchema>;

export const officeInputSchema = z.object({
  name: z.string().trim().min(1).max(150),
  symbol: z
    .string()
    .trim()
    .regex(/^[\p{Lu}&Đ-]{0,15}$/u),
  level: levelSchema,
  province: z.string().nullable(),
  /** Empty removes it, absent leaves it as it is. */
  phone: z.string().trim().max(60).exactOptional(),
  email: z
    .string()
    .trim()
    .max(150)
    .regex(/^(?:[^\s@]+@[^\s@]+)?$/)
    .exactOptional(),
});
export type OfficeInput = z.infer<typeof officeInputSchema>;

/** What an office says of the place that it works for; all of it may be left open. */
export const officePlaceSchema = z.object({
  conditions: z.array(z.string().trim().min(1).max(120)).max(50),
  population: z.number().int().min(1).max(10_000_000_000).nullable(),
});
export type OfficePlace = z.infer<typeof officePlaceSchema>;

/** The office's name today: the last one without an end. */
export function officeName(office: Office): string {
  return (office.names.findLast((entry) => entry.validTo === undefined) ?? office.names.at(-1))?.name ?? '';
}

export const roles = ['writer', 'division-head', 'department-head', 'coordinator', 'clerk'] as const;
export type Role = (typeof roles)[number];

export const personSchema = z.looseObject({
  id: idSchema,
  name: z.string().trim().min(1).max(100),
  post: z.string().max(100),
  division: z.string().max(100),
  roles: z.array(z.enum(roles)),
});
export type Person = z.infer<typeof personSchema>;
export const peopleFileSchema = z.looseObject({ format: z.string(), people: z.array(personSchema) });
