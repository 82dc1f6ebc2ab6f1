import { feature } from 'topojson-client';
import type { ProvinceMap } from '#shared/model/province-map';

export type Point = readonly [x: number, y: number];
export type Ring = readonly Point[];
/** Outer ring, then holes; degrees of longitude and latitude. */
export type Polygon = readonly Ring[];

/** The outlines of one province, in degrees. */
export interface ProvinceOutline {
  readonly code: string;
  readonly name: string;
  readonly polygons: readonly Polygon[];
}

/** The rings of all provinces of the map. */
export function provinceOutlines(map: ProvinceMap): ProvinceOutline[] {
  return feature(map, map.objects.vn34_full).features.map(({ geometry, properties }) => {
    const polygons =
      geometry.type === 'Polygon'
        ? [geometry.coordinates]
        : geometry.type === 'MultiPolygon'
          ? geometry.coordinates
          : [];
    return { ...properties, polygons: polygons.map((rings) => rings.map((ring) => ring.map(pointOf))) };
  });
}

const pointOf = ([x = 0, y = 0]: readonly number[]): Point => [x, y];

export interface Box {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

/** The smallest box around points. */
export function boxAround(points: Iterable<Point>): Box {
  let [left, right, top, bottom] = [Infinity, -Infinity, Infinity, -Infinity];
  for (const [x, y] of points) {
    left = Math.min(left, x);
    right = Math.max(right, x);
    top = Math.min(top, y);
    bottom = Math.max(bottom, y);
  }
  return { left, right, top, bottom };
}

/** The stretches of a horizontal line that lie inside a ring, even-odd. */
function inside(ring: Ring, at: number): [number, number][] {
  const crossings: number[] = [];
  for (const [index, [x, y]] of ring.entries()) {
    const [nextX, nextY] = ring[(index + 1) % ring.length] ?? [x, y];
    if (y > at !== nextY > at) crossings.push(x + ((at - y) / (nextY - y)) * (nextX - x));
  }
  crossings.sort((a, b) => a - b);
  return crossings.flatMap((from, index) => {
    const to = crossings[index + 1];
    return index % 2 === 0 && to !== undefined ? [[from, to] as [number, number]] : [];
  });
}

/** What of two lists of stretches is in both. */
function common(one: readonly [number, number][], other: readonly [number, number][]): [number, number][] {
  return one.flatMap(([a, b]) =>
    other
      .map(([c, d]): [number, number] => [Math.max(a, c), Math.min(b, d)])
      .filter(([from, to]) => to > from),
  );
}

/** Lines that are tried for a label. */
const lines = 24;

/** Where a label of this height has the most room inside a ring: its middle, and the width that it may take. */
export function labelPlace(ring: Ring, height: number): { x: number; y: number; width: number } {
  const { left, right, top, bottom } = boxAround(ring);
  let best = { x: (left + right) / 2, y: (top + bottom) / 2, width: 0 };
  for (let line = 1; line < lines; line += 1) {
    const y = top + ((bottom - top) * line) / lines;
    const above = inside(ring, y - height / 2);
    for (const [from, to] of common(common(above, inside(ring, y)), inside(ring, y + height / 2)))
      if (to - from > best.width) best = { x: (from + to) / 2, y, width: to - from };
  }
  return best;
}
