import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { bundleRules } from '#core/bundle/bundle-rules';
import { libraryFileSchema } from '#core/library/library-files';
import { bulkRecordSchema } from '#shared/model/bulk';
import { arrivalSchema, bundleManifestSchema } from '#shared/model/bundle';
import { callSchema } from '#shared/model/call';
import { compilationSchema } from '#shared/model/compilation';
import { nilRecordSchema } from '#shared/model/coverage';
import { departureSchema } from '#shared/model/departure';
import { formRecordSchema } from '#shared/model/form';
import { officesFileSchema } from '#shared/model/known-office';
import { letterheadSchema } from '#shared/model/letterhead';
import { nearDuplicateFileSchema } from '#shared/model/near-duplicate';
import { officeSchema, peopleFileSchema } from '#shared/model/office';
import { frontMatterSchema, workSchema } from '#shared/model/practice';
import { sealEventsSchema } from '#shared/model/seal-events';
import { statementBodies, statementSchema } from '#shared/model/statement';
import { synonymFileSchema } from '#shared/model/synonym';
import { recipientsFileSchema } from '#shared/model/recipient';
import { registerEntrySchema } from '#shared/model/register';
import { reportingCalendarSchema } from '#shared/model/reporting-calendar';
import { unitsFileSchema } from '#shared/model/unit';
import { sections } from '#shared/model/section';

const docs = fileURLToPath(new URL('../../docs/', import.meta.url));
const formats = readFileSync(`${docs}formats.md`, 'utf8');

const schemas = {
  practice: frontMatterSchema,
  work: workSchema,
  library: libraryFileSchema,
  office: officeSchema,
  people: peopleFileSchema,
  offices: officesFileSchema,
  seal: sealEventsSchema,
  compilation: compilationSchema,
  bundle: bundleManifestSchema,
  arrival: arrivalSchema,
  register: registerEntrySchema,
  departure: departureSchema,
  recipients: recipientsFileSchema,
  units: unitsFileSchema,
  quarter: reportingCalendarSchema,
  letterhead: letterheadSchema,
  call: callSchema,
  change: bulkRecordSchema,
  nil: nilRecordSchema,
  synonyms: synonymFileSchema,
  'near-duplicate': nearDuplicateFileSchema,
  form: formRecordSchema,
  /** Of the types that this version knows; others have what all have in common. */
  statement: z.union(
    Object.entries(statementBodies).map(([type, body]) =>
      statementSchema.extend({ type: z.literal(type), body }),
    ),
  ),
};

describe('docs/formats.md', () => {
  it.each(Object.entries(schemas))(
    'comes with the JSON Schema that the program uses: %s',
    async (name, schema) => {
      // `npx vitest run tests/shared/schemas.test.ts -u` writes them anew after a change of the model.
      const json = z.toJSONSchema(schema, { target: 'draft-2020-12' });
      await expect(`${JSON.stringify(json, null, 2)}\n`).toMatchFileSnapshot(
        `${docs}schemas/${name}.schema.json`,
      );
      expect(formats).toContain(`schemas/${name}.schema.json`);
    },
  );

  it('names every rule of a bundle and every section', () => {
    for (const [rule, meaning] of Object.entries(bundleRules))
      expect(formats).toContain(`| \`${rule}\` | ${meaning.replaceAll('|', '\\|')} |`);
    for (const { key, vi, en } of sections) expect(formats).toContain(`| \`${key}\` | ${vi} | ${en} |`);
  });
});
