import { v7 as uuidv7 } from 'uuid';
import { bag, bundleJsonOf, type Files, payload, practiceFiles } from '#tests/support/bag-builder';

/** A bag with one practice of its own, as a part of a parcel. */
export function bagOf(change: Record<string, unknown> = {}, title = 'Ngầm hóa cáp'): Files {
  const practices = practiceFiles(uuidv7(), { fields: { title } });
  const files = payload(practices);
  files.set('data/bundle.json', bundleJsonOf(files, change));
  return bag(files);
}
