import { Bookmark, Document, HeadingLevel, Packer, Paragraph, type Table } from 'docx';
import remarkGfm from 'remark-gfm';
import remarkParse from 'remark-parse';
import { unified } from 'unified';
import { visit } from 'unist-util-visit';
import { hint, labelledTable, TickBoxes, valueParagraphs, words } from '#core/forms/form-blocks';
import { formHead, formTitle, signature } from '#core/forms/form-head';
import { type FormOptions, formOptions, type Vocabulary } from '#core/forms/form-options';
import { legalTable, resultTable } from '#core/forms/form-tables';
import { formValue } from '#core/forms/form-values';
import { markOf, wordsIn } from '#core/forms/form-words';
import { steadyWord } from '#core/forms/steady-bytes';
import { BlockWriter, type WordBlock } from '#core/papers/word-blocks';
import { wordHeaders, wordSection, wordStyles } from '#core/papers/word-layout';
import { WordNumbering } from '#core/papers/word-numbering';
import { wordText } from '#core/papers/word-text';
import { type FormKey, formParts, type FormReading } from '#shared/model/form';
import type { Language } from '#shared/model/practice';
import { type SectionKey, sections as allSections } from '#shared/model/section';

/** What a form is made of; an empty one has no fields but the period. */
export interface FormContent {
  readonly language: Language;
  /** The office that asks for the form. */
  readonly office: string;
  /** The one that fills it in; empty where it is to write its name. */
  readonly unit: string;
  readonly fields: FormReading['fields'];
  readonly sections: Partial<Record<SectionKey, string>>;
  readonly vocabulary: Vocabulary;
}

/** Rows to write on in tables of an empty form, and beyond what stands there in a filled one. */
const rowsToWriteOn = { blank: 3, filled: 1 };

const processor = unified().use(remarkParse).use(remarkGfm);

/** The form as a Word file (.docx). The same content gives the same bytes. */
export async function formFile(content: FormContent): Promise<Uint8Array> {
  const writer = new FormWriter(content);
  const children = writer.blocks();
  const { paper } = wordsIn(content.language).forms;
  const document = new Document({
    title: wordText(paper.title),
    creator: wordText(content.office),
    lastModifiedBy: wordText(content.office),
    description: '',
    styles: wordStyles(content.language),
    numbering: writer.numbering.options(),
    sections: [{ properties: wordSection, headers: wordHeaders, children }],
  });
  return steadyWord(await Packer.toBuffer(document));
}

class FormWriter {
  readonly numbering = new WordNumbering();
  readonly #content: FormContent;
  readonly #words: ReturnType<typeof wordsIn>;
  readonly #options: FormOptions;
  readonly #ticks = new TickBoxes();
  readonly #isEmpty: boolean;

  constructor(content: FormContent) {
    this.#content = content;
    this.#words = wordsIn(content.language);
    this.#options = formOptions(content.vocabulary, content.language);
    this.#isEmpty = Object.keys(content.fields).every((key) => key === 'period');
  }

  blocks(): WordBlock[] {
    const { paper } = this.#words.forms;
    const { parts, sectionsHint } = paper;
    const { language, fields } = this.#content;
    const emptyRows = this.#isEmpty ? rowsToWriteOn.blank : rowsToWriteOn.filled;
    return [
      formHead(this.#content.office, paper),
      ...formTitle(paper, this.#ticks),
      this.#part(parts.about),
      this.#labelled(formParts.about),
      this.#part(parts.results),
      ...resultTable(fields.results ?? [], language, emptyRows),
      this.#part(parts.costs),
      this.#labelled(formParts.costs),
      this.#part(parts.legalBasis),
      ...legalTable(fields.legalBasis ?? [], language, emptyRows),
      this.#part(parts.contact),
      this.#labelled(formParts.contact),
      this.#part(parts.sections),
      hint(sectionsHint),
      ...allSections.flatMap(({ key }, at) => this.#section(key, at + 1)),
      new Paragraph({ spacing: { before: 240, after: 0 }, keepNext: true, children: [] }),
      signature(paper),
    ];
  }

  #part(text: string): Paragraph {
    return new Paragraph({
      keepNext: true,
      spacing: { before: 240, after: 100 },
      children: [words(text, { bold: true })],
    });
  }

  #labelled(keys: readonly FormKey[]): Table {
    const { unit, language, fields } = this.#content;
    const { paper } = this.#words.forms;
    const hints: Partial<Record<FormKey, string>> = paper.hints;
    return labelledTable(
      keys.map((key) => {
        const value = formValue(key, {
          fields,
          unit,
          language,
          options: this.#options,
          trialWord: paper.trial,
        });
        return {
          mark: markOf.value(key),
          label: paper.labels[key],
          hint: hints[key],
          value: valueParagraphs(value, this.#ticks),
        };
      }),
    );
  }

  #section(key: SectionKey, number: number): WordBlock[] {
    const { language, sections } = this.#content;
    const name = allSections.find((section) => section.key === key)?.[language] ?? key;
    const heading = new Paragraph({
      heading: HeadingLevel.HEADING_2,
      spacing: { before: 200, after: 60 },
      children: [new Bookmark({ id: markOf.section(key), children: [words(`${String(number)}. ${name}`)] })],
    });
    const text = sections[key] ?? '';
    if (text.trim() !== '') return [heading, ...this.#markdown(text)];
    return [heading, hint(this.#words.practice.sectionHints[key]), new Paragraph({ children: [] })];
  }

  #markdown(text: string): WordBlock[] {
    const tree = processor.parse(text);
    const addresses = new Map<string, string>();
    visit(tree, 'definition', ({ identifier, url }) => {
      if (!addresses.has(identifier)) addresses.set(identifier, url);
    });
    const around = { pictures: new Map(), words: this.#words.paper, addresses, notes: new Map() };
    return new BlockWriter(around, this.numbering).write(
      tree.children as Parameters<BlockWriter['write']>[0],
    );
  }
}
