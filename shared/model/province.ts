import * as z from 'zod';

/** One record of resources/provinces.json: a province as it was between two dates. */
export const provinceSchema = z.object({
  /** `code@validFrom`: codes alone were given out again in the mergers of 2025. */
  id: z.string(),
  code: z.string(),
  name: z.string(),
  nameFull: z.string(),
  nameEn: z.string(),
  type: z.enum(['city', 'province']),
  region: z.string(),
  regionEn: z.string(),
  validFrom: z.string(),
  validTo: z.string().nullable(),
  successor: z.string().nullable(),
  predecessors: z.array(z.string()),
  aliases: z.array(z.string()),
  basis: z.string(),
});
export type Province = z.infer<typeof provinceSchema>;

/** The province of today that the given one became; itself when it still exists, `undefined` when unknown. */
export function provinceToday(provinces: ReadonlyMap<string, Province>, id: string): Province | undefined {
  let current = provinces.get(id);
  for (let step = 0; current?.successor && step < 10; step += 1) current = provinces.get(current.successor);
  return current;
}

/** "TP. Hồ Chí Minh", "Ninh Bình"; the id where it is unknown. */
export function provinceName(
  provinces: ReadonlyMap<string, Province>,
  id: string,
  language: 'vi' | 'en',
): string {
  const province = provinces.get(id);
  if (!province) return id;
  if (language === 'en') return province.nameEn;
  return province.type === 'city' ? `TP. ${province.name}` : province.name;
}

/** "Bình Dương (nay: TP. Hồ Chí Minh)"; just the name where nothing changed but the boundaries' date. */
export function provinceLabel(
  provinces: ReadonlyMap<string, Province>,
  id: string,
  language: 'vi' | 'en',
): string {
  const then = provinces.get(id);
  if (!then) return id;
  const name = (province: Province): string => (language === 'vi' ? province.name : province.nameEn);
  const now = provinceToday(provinces, id);
  if (!now || name(now) === name(then)) return name(then);
  const prefix = now.type === 'city' && language === 'vi' ? 'TP. ' : '';
  return `${name(then)} (${language === 'vi' ? 'nay' : 'now'}: ${prefix}${name(now)})`;
}
