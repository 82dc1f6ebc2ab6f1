import { type DrawnMap, type DrawnProvince, numberSize } from '#renderer/views/search/map/map-drawing';
import { type Shade, shadeOf, shadesUpTo } from '#renderer/views/search/map/shades';
import type { Province } from '#shared/model/province';

/** One province as the map shows it. */
export interface MapEntry extends DrawnProvince {
  /** Id of the province of today, the value of the facet. */
  readonly id: string;
  readonly name: string;
  readonly count: number;
  readonly chosen: boolean;
  readonly shade: number;
  /** True where the number has room on the map. */
  readonly numbered: boolean;
}

interface Given {
  readonly provinces: Iterable<Province>;
  readonly language: 'vi' | 'en';
  /** Results by the id of a province. */
  readonly counts: ReadonlyMap<string, number>;
  readonly chosen: readonly string[];
  /** A number as it is written. */
  readonly written: (count: number) => string;
}

/** Width of a digit in parts of its size. */
const digit = 0.62;

/** The provinces of today in the order of their names, each with its outline; those without an outline are left out. */
export function mapEntries(map: DrawnMap, given: Given): { entries: MapEntry[]; shades: Shade[] } {
  const drawn = new Map(map.provinces.map((province) => [province.code, province]));
  const today = [...given.provinces].filter(({ successor }) => successor === null);
  const counts = today.map(({ id }) => given.counts.get(id) ?? 0);
  const shades = shadesUpTo(Math.max(0, ...counts));
  const entries = today.flatMap((province) => {
    const outline = drawn.get(province.code);
    if (!outline) return [];
    const count = given.counts.get(province.id) ?? 0;
    const chosen = given.chosen.includes(province.id);
    const length = given.written(count).length + (chosen ? 1.5 : 0);
    const name = given.language === 'vi' ? province.name : province.nameEn;
    const numbered = count > 0 && length * digit * numberSize <= outline.label.width;
    return [{ ...outline, id: province.id, name, count, chosen, shade: shadeOf(count, shades), numbered }];
  });
  return { entries: entries.sort((a, b) => a.name.localeCompare(b.name, given.language)), shades };
}
