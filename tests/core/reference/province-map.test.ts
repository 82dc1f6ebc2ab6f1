import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { nodeFileSystem } from '#core/files/node-file-system';
import { provinceMapOperations } from '#core/reference/province-map-operations';
import { provinceSchema } from '#shared/model/province';

const resourcesFolder = fileURLToPath(new URL('../../../resources/', import.meta.url));
const provinces = z
  .array(provinceSchema)
  .parse(JSON.parse(readFileSync(`${resourcesFolder}/provinces.json`, 'utf8')));

describe('the map of the provinces', () => {
  it('holds the provinces of today, each once, under the same code and name', async () => {
    const map = await provinceMapOperations({ fileSystem: nodeFileSystem, resourcesFolder })['reference.map'](
      {},
    );
    const drawn = map.objects.vn34_full.geometries.map(({ properties }) => properties);
    const today = provinces
      .filter(({ successor }) => successor === null)
      .map(({ code, name }) => ({ code, name }));
    const byCode = (list: typeof drawn) => list.toSorted((a, b) => a.code.localeCompare(b.code));
    expect(byCode(drawn)).toEqual(byCode(today));
    expect(drawn).toHaveLength(34);
  });

  it('is refused when the file is another', async () => {
    const folder = fileURLToPath(new URL('../../support/', import.meta.url));
    const { 'reference.map': read } = provinceMapOperations({
      fileSystem: nodeFileSystem,
      resourcesFolder: folder,
    });
    await expect(read({})).rejects.toMatchObject({ code: 'internal' });
  });
});
