import { type BundleRule, refusal } from '#core/bundle/bundle-rules';
import { type ArchiveLimits, bundleLimits } from '#core/bundle/limits';

const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** Devices of Windows are devices in every folder and with every ending; the small figures count too. */
const device =
  /^(?:con|prn|aux|nul|conin\$|conout\$|clock\$|(?:com|lpt)[0-9\u00b9\u00b2\u00b3])[ ]*(?:\.|$)/i;

/** In this order, so that a name that breaks several is refused for what it is most. */
const wholeNameRules: readonly (readonly [BundleRule, RegExp])[] = [
  ['name-control', /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u],
  ['name-unc', /^(?:\\\\|\/\/)/],
  ['name-drive', /^[a-z]:/i],
  ['name-backslash', /\\/],
  ['name-absolute', /^\//],
];
const partRules: readonly (readonly [BundleRule, RegExp])[] = [
  ['name-parent', /^\.\.$/],
  ['name-empty-part', /^\.?$/],
  ['name-character', /[<>:"|?*]/],
  ['name-trailing', /[. ]$|^ /],
  ['name-device', device],
];

/** An entry's name as text, checked to be safe as a relative path on every system. A folder's ends in `/`. */
export function entryName(raw: Uint8Array, limits: ArchiveLimits = bundleLimits): string {
  const name = decodeName(raw);
  for (const [rule, pattern] of wholeNameRules) if (pattern.test(name)) throw refusal(rule, name);
  const parts = (name.endsWith('/') ? name.slice(0, -1) : name).split('/');
  if (raw.byteLength > limits.nameBytes || parts.length > limits.nameParts) {
    throw refusal('name-length', name);
  }
  for (const part of parts) {
    for (const [rule, pattern] of partRules) if (pattern.test(part)) throw refusal(rule, name);
    if (Buffer.byteLength(part) > limits.partBytes) throw refusal('name-length', name);
  }
  return name;
}

function decodeName(raw: Uint8Array): string {
  try {
    return decoder.decode(raw);
  } catch (error) {
    throw refusal('name-encoding', Buffer.from(raw).toString('latin1'), error);
  }
}

/** What two names have in common that are one where case or Unicode form does not count. */
const sameKey = (name: string): string => name.normalize('NFC').toUpperCase().toLowerCase().normalize('NFC');

/** Remembers names and refuses one that is, on some system, another one that was there before. */
export class NameSet {
  readonly #names = new Map<string, { name: string; kind: 'file' | 'folder' }>();
  readonly #listed = new Set<string>();

  add(name: string): void {
    if (this.#listed.has(name)) throw refusal('duplicate-entry', name);
    this.#listed.add(name);
    const parts = (name.endsWith('/') ? name.slice(0, -1) : name).split('/');
    for (let length = 1; length < parts.length; length += 1)
      this.#put(parts.slice(0, length).join('/'), 'folder', name);
    this.#put(parts.join('/'), name.endsWith('/') ? 'folder' : 'file', name);
  }

  #put(path: string, kind: 'file' | 'folder', name: string): void {
    const key = sameKey(path);
    const known = this.#names.get(key);
    if (known && (known.name !== path || known.kind !== kind))
      throw refusal('name-collision', name, known.name);
    this.#names.set(key, { name: path, kind });
  }
}
