import * as z from 'zod';
import {
  type EditableKey,
  editableFieldsSchema,
  type FieldChanges,
  type FrontMatter,
} from '#shared/model/practice';

type Group = Record<string, unknown>;

function isGroup(value: unknown): value is Group {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Keys inside a group (place, costs, contact ...) that this version has no input for stay as they are. */
function withUnknownKeys(key: EditableKey, value: unknown, before: unknown): unknown {
  const schema = editableFieldsSchema.shape[key];
  if (!(schema instanceof z.ZodObject) || !isGroup(value) || !isGroup(before)) return value;
  const unknown = Object.entries(before).filter(([inner]) => !Object.hasOwn(schema.shape, inner));
  return { ...Object.fromEntries(unknown), ...value };
}

/** Changes of the form as changes of the front matter: null removes, absent stays. */
export function storedFields(changes: FieldChanges, before: FrontMatter): Map<string, unknown> {
  const entries = Object.entries(changes) as [EditableKey, unknown][];
  return new Map(
    entries
      .filter(([, value]) => value !== undefined)
      .map(([key, value]) => [key, value === null ? undefined : withUnknownKeys(key, value, before[key])]),
  );
}
