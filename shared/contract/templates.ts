import * as z from 'zod';
import { operation } from '#shared/contract/operation';
import { practiceSchema } from '#shared/contract/practices';
import { idSchema, languageSchema, statusSchema } from '#shared/model/practice';

const templateKeySchema = z.string().regex(/^[a-z0-9-]{1,60}$/);

const relatedSchema = z.object({
  id: idSchema,
  title: z.string(),
  office: z.string(),
  status: statusSchema.nullable(),
});

/** Beginning a practice from something, and what practices are based on. */
export const templatesOperations = {
  'templates.list': operation(
    z.object({ language: languageSchema }),
    z.array(z.object({ key: templateKeySchema, title: z.string(), summary: z.string() })),
  ),
  /** A new draft of our office with the guiding questions of a template that comes with the program. */
  'templates.start': operation(
    z.object({ language: languageSchema, key: templateKeySchema }),
    practiceSchema,
  ),
  /** A new draft with the text and attachments of one of our own practices; identity and period are new. */
  'templates.copy': operation(z.object({ id: idSchema, title: z.string().max(150) }), practiceSchema),
  /** What a practice is based on, if that is in the library, and our own practices that are based on it. */
  'practices.relations': operation(
    z.object({ id: idSchema }),
    z.object({ source: relatedSchema.nullable(), adaptations: z.array(relatedSchema) }),
  ),
};
