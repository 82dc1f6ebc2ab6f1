import * as z from 'zod';

const properties = z.object({
  /** Code of the province today: alone it is unambiguous among the 34. */
  code: z.string(),
  name: z.string(),
});
/** Numbers of arcs; `~n` is arc n backwards. */
const ring = z.array(z.number().int());

/** resources/vn34.topojson: the outlines of the provinces of today (TopoJSON 1.0, WGS 84). */
export const provinceMapSchema = z.object({
  type: z.literal('Topology'),
  arcs: z.array(z.array(z.array(z.number()))),
  transform: z.object({
    scale: z.tuple([z.number(), z.number()]),
    translate: z.tuple([z.number(), z.number()]),
  }),
  objects: z.object({
    vn34_full: z.object({
      type: z.literal('GeometryCollection'),
      geometries: z.array(
        z.discriminatedUnion('type', [
          z.object({ type: z.literal('Polygon'), arcs: z.array(ring), properties }),
          z.object({ type: z.literal('MultiPolygon'), arcs: z.array(z.array(ring)), properties }),
        ]),
      ),
    }),
  }),
});
export type ProvinceMap = z.infer<typeof provinceMapSchema>;
