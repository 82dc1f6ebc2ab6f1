import {
  type Box,
  boxAround,
  labelPlace,
  type Point,
  type Polygon,
  provinceOutlines,
  type ProvinceOutline,
  type Ring,
} from '#renderer/views/search/map/map-geometry';
import type { ProvinceMap } from '#shared/model/province-map';

/** An archipelago in a frame of its own, larger than the coast beside it. */
export interface Inset {
  readonly key: 'hoangSa' | 'truongSa';
  readonly frame: Box;
  /** Islets, drawn as dots where their outline would be too small to see. */
  readonly path: string;
  readonly dots: readonly Point[];
}

export interface DrawnProvince {
  readonly code: string;
  /** As an SVG path. */
  readonly path: string;
  /** Where a number has the most room, and how much. */
  readonly label: { readonly x: number; readonly y: number; readonly width: number };
  readonly inset: Inset | null;
}

export interface DrawnMap {
  readonly width: number;
  readonly height: number;
  readonly provinces: readonly DrawnProvince[];
}

/** Units of the drawing per degree of latitude. */
const scale = 40;
/** A degree of longitude is that much shorter than one of latitude in the middle of the country (16° N). */
const narrowing = Math.cos((16 * Math.PI) / 180);
const [west, east, north, south] = [102, 110.35, 23.5, 8.4];
/** East of this meridian lies no coast of the mainland (its easternmost point is at 109.45° E). */
const openSea = 109.46;
/** Size of the numbers on the map, and height of their figures, in units of the drawing. */
export const numberSize = 12;
const figureHeight = 9;
/** Room above the islets for the name, in units, and around them. */
const [line, margin] = [14, 5];

type Project = (point: Point) => Point;

const onMap: Project = ([longitude, latitude]) => [
  (longitude - west) * narrowing * scale,
  (north - latitude) * scale,
];

/** The frames of the archipelagos, which lie in the sea, by the province that they belong to. */
const insets: Partial<Record<string, { key: Inset['key']; from: Point; to: Point; lines: number }>> = {
  '48': { key: 'hoangSa', from: [108, 20.2], to: [110.3, 17], lines: 2 },
  '56': { key: 'truongSa', from: [106.95, 10.15], to: [110.3, 8.5], lines: 1 },
};

const isOutAtSea = (polygon: Polygon): boolean => boxAround(polygon.flat()).left > openSea;

function pathOf(polygons: readonly Polygon[], project: Project): string {
  const round = (value: number): string => String(Math.round(value * 10) / 10);
  const ringPath = (ring: Ring): string =>
    `M${ring.map((point) => project(point).map(round).join(',')).join('L')}Z`;
  return polygons.flatMap((polygon) => polygon.map(ringPath)).join('');
}

/** Fits degrees into a frame: as large as goes, in its middle, below the lines of its name. */
function fit(points: readonly Point[], frame: Box, lines: number): Project {
  const flat = ([longitude, latitude]: Point): Point => [longitude * narrowing, -latitude];
  const content = boxAround(points.map(flat));
  const room = {
    width: frame.right - frame.left - 2 * margin,
    height: frame.bottom - frame.top - lines * line - 2 * margin,
  };
  const size = Math.min(
    room.width / (content.right - content.left),
    room.height / (content.bottom - content.top),
  );
  const middle = { x: (frame.left + frame.right) / 2, y: (frame.top + lines * line + frame.bottom) / 2 };
  return (point) => {
    const [x, y] = flat(point);
    return [
      middle.x + (x - (content.left + content.right) / 2) * size,
      middle.y + (y - (content.top + content.bottom) / 2) * size,
    ];
  };
}

function drawInset({ code, polygons }: ProvinceOutline): Inset | null {
  const place = insets[code];
  const islets = polygons.filter(isOutAtSea);
  if (!place || islets.length === 0) return null;
  const [left, top] = onMap(place.from);
  const [right, bottom] = onMap(place.to);
  const frame = { left, right, top, bottom };
  const project = fit(
    islets.flatMap((polygon) => polygon.flat()),
    frame,
    place.lines,
  );
  const dots = islets.map((polygon): Point => {
    const box = boxAround(polygon.flat().map(project));
    return [(box.left + box.right) / 2, (box.top + box.bottom) / 2];
  });
  return { key: place.key, frame, path: pathOf(islets, project), dots };
}

function drawProvince(outline: ProvinceOutline): DrawnProvince {
  const land = outline.polygons.filter((polygon) => !isOutAtSea(polygon));
  // The mainland part has by far the most points.
  const main = land.toSorted((a, b) => (b[0]?.length ?? 0) - (a[0]?.length ?? 0))[0]?.[0] ?? [];
  return {
    code: outline.code,
    path: pathOf(land, onMap),
    label: labelPlace(main.map(onMap), figureHeight),
    inset: drawInset(outline),
  };
}

/** The whole map in units of one drawing, both archipelagos in frames of their own. */
export function drawMap(map: ProvinceMap): DrawnMap {
  return {
    width: Math.round((east - west) * narrowing * scale),
    height: Math.round((north - south) * scale),
    provinces: provinceOutlines(map).map(drawProvince),
  };
}
