import type { Platform } from '#core/platform';
import { readResource } from '#core/reference/reference';
import type { HandlersOf } from '#shared/contract/contract';
import type { provinceMapOperations as operations } from '#shared/contract/province-map';
import { provinceMapSchema } from '#shared/model/province-map';

/** The map of the provinces, read anew each time: a page asks for it once. */
export function provinceMapOperations(
  platform: Pick<Platform, 'fileSystem' | 'resourcesFolder'>,
): HandlersOf<typeof operations> {
  const { fileSystem, resourcesFolder } = platform;
  return {
    'reference.map': () => readResource(fileSystem, resourcesFolder, 'vn34.topojson', provinceMapSchema),
  };
}
