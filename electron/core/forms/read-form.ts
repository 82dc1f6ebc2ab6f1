import { languageOf } from '#core/forms/form-language';
import { formOptions, type Vocabulary } from '#core/forms/form-options';
import { RowReader, type RowReading } from '#core/forms/form-rows';
import { hasFormMark, isSign, sectionTexts } from '#core/forms/form-sections';
import { FormUnreadable } from '#core/forms/form-unreadable';
import { isPrinted, likeLabel, markOf, wordsIn } from '#core/forms/form-words';
import { besideNil, isNilWord, isTicked } from '#core/forms/nil-box';
import { labelOfParagraph } from '#core/forms/paragraph-label';
import { readLegal, readResult } from '#core/forms/read-rows';
import { readValues } from '#core/forms/read-values';
import {
  bookmarksOf,
  linesOf,
  type WordBlock,
  type WordDocument,
  type WordParagraph,
  wordsOf,
} from '#core/forms/word-tree';
import type { Doubt, FormKey, FormPlace, FormReading, Unplaced } from '#shared/model/form';
import type { EditableFields, Language } from '#shared/model/practice';
import type { SectionKey } from '#shared/model/section';

/** So many labels make a Word file a form. */
const fewestLabels = 3;

/**
 * Puts what a filled form says into its places, by the marks of its labels, else by their words. All that it says beside
 * them is listed in `unplaced`. Fails with `FormUnreadable` (`not-a-form`, `blank`).
 */
export function readForm(document: WordDocument, vocabulary: Vocabulary): FormReading {
  const reader = new FormReader(document, vocabulary);
  reader.walk();
  return reader.reading();
}

class FormReader {
  readonly #document: WordDocument;
  readonly #vocabulary: Vocabulary;
  readonly #language: Language;
  readonly #rows = new RowReader();
  readonly #values = new Map<FormKey, string[]>();
  readonly #sections = new Map<SectionKey, WordBlock[]>();
  readonly #results: EditableFields['results'] = [];
  readonly #legalBasis: EditableFields['legalBasis'] = [];
  readonly #unplaced: Unplaced[] = [];
  readonly #doubts: Doubt[] = [];
  /** Sections whose heading still has its mark. */
  readonly #marked: ReadonlySet<string>;
  readonly #seen = new Set<string>();
  #nil = false;
  #current: SectionKey | undefined;
  #ended = false;

  constructor(document: WordDocument, vocabulary: Vocabulary) {
    this.#document = document;
    this.#vocabulary = vocabulary;
    this.#marked = new Set(bookmarksOf(document.body));
    this.#language = languageOf(document);
  }

  walk(): void {
    for (const block of this.#document.body) {
      if (block.type === 'paragraph') this.#paragraph(block);
      else if (isSign(block, this.#current !== undefined)) this.#sign(block);
      // Before the first section, and behind the last one if the form's own marks say so.
      else if (this.#current === undefined || hasFormMark(block)) this.#table(block);
      else this.#content(block);
    }
    for (const text of this.#document.beside) if (!isPrinted(text)) this.#leave({ of: 'notes' }, text);
  }

  reading(): FormReading {
    if (this.#seen.size < fewestLabels) throw new FormUnreadable('not-a-form');
    const options = formOptions(this.#vocabulary, this.#language);
    const values = readValues(this.#values, options);
    const { fields } = values;
    if (this.#results.length > 0) fields.results = this.#results;
    if (this.#legalBasis.length > 0) fields.legalBasis = this.#legalBasis;
    const sections = sectionTexts(this.#sections);
    const unplaced = [...values.unplaced, ...this.#unplaced];
    const nil = this.#nil || isNilWord(fields.title ?? '');
    if (isNilWord(fields.title ?? '') && Object.keys(sections).length === 0) delete fields.title;
    const said = Object.keys(fields).filter((key) => key !== 'period').length + Object.keys(sections).length;
    if (!nil && said === 0 && unplaced.length === 0) throw new FormUnreadable('blank');
    const { pictures } = this.#document;
    const doubts = [...values.doubts, ...this.#doubts];
    return { language: this.#language, unit: values.unit, nil, fields, sections, unplaced, doubts, pictures };
  }

  #paragraph(block: WordParagraph): void {
    const label = labelOfParagraph(block, {
      inSection: this.#current !== undefined,
      isTaken: (key) => this.#marked.has(markOf.section(key)) || this.#sections.has(key),
    });
    if (label?.type === 'nil') this.#readNil(block.text);
    else if (label?.type === 'section') this.#begin(label.key, block);
    else if (this.#current !== undefined) this.#content(block);
    else if (label?.type === 'value') this.#typedValue(label.key, block.text);
    else this.#outside(block);
  }

  /** Words that stand in the paragraph of a heading instead of it belong to the section. */
  #begin(key: SectionKey, block: WordParagraph): void {
    this.#seen.add(`section ${key}`);
    this.#current = key;
    const content = this.#sections.get(key) ?? [];
    this.#sections.set(key, content);
    const label = likeLabel(block.text);
    const isLabel = label?.type === 'section' && label.key === key;
    if (!isLabel && block.text.trim() !== '') content.push({ ...block, heading: null });
  }

  #readNil(text: string): void {
    this.#seen.add('nil');
    this.#nil ||= isTicked(text);
    const rest = besideNil(text, wordsIn(this.#language).forms.paper);
    if (rest !== '') this.#leave({ of: 'nil' }, rest);
  }

  #typedValue(key: FormKey, text: string): void {
    this.#value(key, [text.replace(/^[^:\t]*[:\t]\s*/, '')], false);
  }

  #value(key: FormKey, lines: readonly string[], goesOn: boolean): void {
    const before = this.#values.get(key);
    this.#seen.add(key);
    const filled = lines.filter((line) => line.trim() !== '');
    if (before && before.length > 0 && !goesOn) {
      // A label that comes twice: which one holds is for a person to say.
      if (filled.length > 0) this.#leave({ of: 'label', key }, filled.join('\n'));
    } else this.#values.set(key, [...(before ?? []), ...filled]);
  }

  #table(block: Extract<WordBlock, { type: 'table' }>): void {
    for (const row of this.#rows.read(block)) {
      if (row.type === 'unknown')
        this.#leave(row.where === null ? { of: 'outside' } : { of: 'words', text: row.where }, row.text);
      else if (row.type === 'value') this.#labelledRow(row);
      else if (row.type === 'results')
        this.#take(readResult(row.cells, { of: 'results', row: this.#results.length + 1 }), this.#results);
      else {
        const where: FormPlace = { of: 'legalBasis', row: this.#legalBasis.length + 1 };
        this.#take(readLegal(row.cells, where), this.#legalBasis);
      }
    }
  }

  #labelledRow({ label, lines, blocks, goesOn }: Extract<RowReading, { type: 'value' }>): void {
    if (label.type === 'value') this.#value(label.key, lines, goesOn);
    else if (label.type === 'nil') this.#readNil(lines.join(' '));
    else {
      this.#seen.add(`section ${label.key}`);
      this.#sections.set(label.key, [...(this.#sections.get(label.key) ?? []), ...blocks]);
    }
  }

  #take<T>(read: { value: T; unplaced: Unplaced[]; doubts: Doubt[] }, into: T[]): void {
    if (Object.values(read.value as object).some((value) => value !== '')) into.push(read.value);
    this.#unplaced.push(...read.unplaced);
    this.#doubts.push(...read.doubts);
  }

  #sign(block: WordBlock): void {
    this.#ended = true;
    this.#current = undefined;
    const lines =
      block.type === 'table' ? block.rows.flatMap((row) => row.flatMap(({ blocks }) => linesOf(blocks))) : [];
    for (const text of lines.map((line) => line.trim()))
      if (!isPrinted(text)) this.#leave({ of: 'end' }, text);
  }

  #content(block: WordBlock): void {
    const content = this.#current === undefined ? undefined : this.#sections.get(this.#current);
    if (content) content.push(block);
    else this.#outside(block);
  }

  #outside(block: WordBlock): void {
    const text = wordsOf([block]);
    if (text === '') return;
    this.#rows.pause();
    if (isPrinted(text) || bookmarksOf([block]).some((mark) => mark.startsWith(markOf.own))) return;
    this.#leave({ of: this.#ended ? 'end' : this.#seen.size === 0 ? 'head' : 'outside' }, text);
  }

  #leave(where: FormPlace, text: string): void {
    this.#unplaced.push({ where, text });
  }
}
