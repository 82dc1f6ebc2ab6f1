import { dirname } from 'node:path';
import { withChoice } from '#core/compilation/choice-keys';
import { jsonText, writeAtomically } from '#core/files/atomic-write';
import { sha256 } from '#core/files/hash';
import type { HeldLock } from '#core/files/held-lock';
import { withLock } from '#core/files/lock';
import { parseStrictJson } from '#core/files/strict-json';
import { layout } from '#core/library/layout';
import { libraryFormat } from '#core/library/library-files';
import type { OpenedLibrary } from '#core/library/opened-library';
import type { Input, Output } from '#shared/contract/contract';
import type { FoundCompilation } from '#shared/contract/quarter';
import { Failure } from '#shared/failure';
import { compilationSchema } from '#shared/model/compilation';
import { isClosed, type Issue, issueStep, lastIssue } from '#shared/model/issue';
import { comparePeriods, type Period, periodSchema } from '#shared/model/period';

/** The compilation of a period with the hash of its file; an empty one with null where none was begun. */
export async function readCompilation(library: OpenedLibrary, period: Period): Promise<FoundCompilation> {
  const { fileSystem } = library.store;
  const where = layout.compilation(period);
  const path = library.store.at(where);
  if (!(await fileSystem.information(path))) {
    return {
      compilation: { format: libraryFormat, period, foreword: '', items: [], exports: [] },
      hash: null,
    };
  }
  const bytes = await fileSystem.read(path);
  const compilation = parse(bytes, where);
  if (compilation.period !== period)
    throw new Failure('library-damaged', { where, detail: compilation.period });
  return { compilation, hash: sha256(bytes) };
}

function parse(bytes: Uint8Array, where: string): FoundCompilation['compilation'] {
  let value: unknown;
  try {
    value = parseStrictJson(bytes);
  } catch (error) {
    throw new Failure('library-damaged', { where, detail: String(error) });
  }
  const format = (value as { format?: unknown } | null)?.format;
  if (typeof format === 'string' && format.split('.')[0] !== libraryFormat.split('.')[0]) {
    throw new Failure('library-version', { where, detail: format });
  }
  const parsed = compilationSchema.safeParse(value);
  if (!parsed.success) throw new Failure('library-damaged', { where, detail: parsed.error.message });
  return parsed.data;
}

/** Runs `work` while nobody else, here or on another machine, changes this period's compilation. */
export async function withCompilation<T>(
  library: OpenedLibrary,
  period: Period,
  work: (held: HeldLock) => Promise<T>,
): Promise<T> {
  const { fileSystem } = library.store;
  const path = library.store.at(layout.compilation(period));
  await fileSystem.makeFolder(dirname(path));
  return withLock(fileSystem, `${path}.lock`, work, { root: library.store.root });
}

/**
 * Writes choice, order, groups, proposals and foreword if the file is still the one named by `base`; exports and keys that we do not know
 * stay. A practice that is named twice stands where it was named first. Fails with `choice-closed` once the list is closed.
 */
export async function saveCompilation(
  library: OpenedLibrary,
  input: Input<'compilations.save'>,
): Promise<Output<'compilations.save'>> {
  const { period, base } = input;
  return withCompilation(library, period, async (held) => {
    const found = await readCompilation(library, period);
    if (isClosed(found.compilation.issues)) throw new Failure('choice-closed', { where: period });
    if (found.hash !== base) return { type: 'conflict', ...found };
    const compilation = withChoice(found.compilation, input);
    const text = jsonText(compilation);
    if (sha256(text) !== found.hash) {
      const path = library.store.at(layout.compilation(period));
      await writeAtomically(library.store.fileSystem, path, text, held);
    }
    return { type: 'saved', compilation, hash: sha256(text) };
  });
}

/** All periods with a compilation, newest first; one that cannot be read stands there with nothing in it. */
export async function listCompilations(library: OpenedLibrary): Promise<Output<'compilations.list'>> {
  const folders = await library.store.fileSystem.list(library.store.at(layout.compilations));
  const found: Output<'compilations.list'> = [];
  for (const { name, kind } of folders) {
    if (kind !== 'folder' || !periodSchema.safeParse(name).success) continue;
    found.push({ period: name, ...(await outlineOf(library, name)) });
  }
  return found.toSorted((a, b) => comparePeriods(b.period, a.period));
}

type Outline = Omit<Output<'compilations.list'>[number], 'period'>;

async function outlineOf(library: OpenedLibrary, period: Period): Promise<Outline> {
  try {
    const { items, exports, issues } = (await readCompilation(library, period)).compilation;
    return { items: items.length, exports: exports.length, issuing: issuingOf(lastIssue(issues)) };
  } catch (error) {
    if (error instanceof Failure) return { items: 0, exports: 0, issuing: null };
    throw error;
  }
}

function issuingOf(round: Issue | undefined): Outline['issuing'] {
  const step = issueStep(round);
  return round && step !== 'done' ? { kind: round.kind, step } : null;
}
