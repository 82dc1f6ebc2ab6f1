import { createHash } from 'node:crypto';
import {
  Document,
  type IContext,
  type IPropertiesOptions,
  type ISectionOptions,
  Packer,
  Paragraph,
  TextRun,
} from 'docx';
import { strFromU8, strToU8, unzipSync } from 'fflate';
import { type PaperPicture, shownBytes } from '#core/papers/paper-picture';
import type { PaperSink } from '#core/papers/paper-sink';
import type { WordBlock } from '#core/papers/word-blocks';
import type { WordNumbering } from '#core/papers/word-numbering';
import { xmlOf } from '#core/papers/word-xml';
import { ZipWriter } from '#core/papers/zip-writer';

const documentFile = 'word/document.xml';
const relationsFile = 'word/_rels/document.xml.rels';
const contentTypes = '[Content_Types].xml';
const pictureType = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships/image';
const made = '2000-01-01T00:00:00Z';

type Section = Omit<ISectionOptions, 'children'>;

/**
 * A Word file that is written block after block: the library builds each, and what is left of it is its text. Pictures go to the
 * archive when they are met. The same blocks give the same bytes.
 */
export class WordPackage {
  readonly #zip: ZipWriter;
  readonly #document: Document;
  readonly #numbering: WordNumbering;
  readonly #context: IContext;
  readonly #sections: Buffer[][];
  readonly #pictures = new Map<PaperPicture, Picture | undefined>();
  readonly #pictureIds = new Map<string, string>();
  readonly #numbers = new Map<string, string>();
  readonly #links = numbered('rIdLink');
  readonly #marks = numbered('');
  #drawings = 0;

  private constructor(zip: ZipWriter, document: Document, sections: number, numbering: WordNumbering) {
    this.#zip = zip;
    this.#document = document;
    this.#numbering = numbering;
    this.#context = { viewWrapper: document.Document, file: document, stack: [] };
    this.#sections = Array.from({ length: sections }, () => []);
  }

  /** What an archive holds is told by its first entry; programs that look at the beginning only find it there. */
  static async begin(
    sink: PaperSink,
    options: Omit<IPropertiesOptions, 'sections'>,
    sections: readonly Section[],
    numbering: WordNumbering,
  ): Promise<WordPackage> {
    const document = new Document({
      ...options,
      sections: sections.map((section, at) => ({ ...section, children: [placeOf(at), sectionEnd()] })),
    });
    const zip = new ZipWriter(sink);
    const entries = unzipSync(await Packer.toBuffer(document));
    zip.deflated(contentTypes, entries[contentTypes] ?? new Uint8Array());
    return new WordPackage(zip, document, sections.length, numbering);
  }

  /** What stands for a picture until its block is written; undefined for one that cannot be shown. */
  readonly pictureData = (picture: PaperPicture): Uint8Array | undefined => {
    if (!this.#pictures.has(picture)) this.#pictures.set(picture, this.#take(picture));
    return this.#pictures.get(picture)?.token;
  };

  #take(picture: PaperPicture): Picture | undefined {
    const bytes = shownBytes(picture);
    if (!bytes) return undefined;
    const { type } = picture.facts;
    const number = String(this.#pictures.size + 1);
    const name = `picture-${number}.${type}`;
    this.#zip.stored(`word/media/${name}`, bytes);
    const token = strToU8(name);
    // The library names a picture by its bytes.
    const id = `rIdPicture${number}`;
    this.#pictureIds.set(`${createHash('sha1').update(token).digest('hex')}.${type}`, id);
    return { name, id, token };
  }

  add(section: number, blocks: readonly WordBlock[]): void {
    this.#numbering.define(this.#document.Numbering);
    const text = blocks.map((block) => this.#xml(block)).join('');
    this.#sections[section]?.push(Buffer.from(text, 'utf8'));
  }

  /** XML that stands there as it is, also once more was added. */
  reserve(section: number): (xml: string) => void {
    const parts = this.#sections[section] ?? [];
    const at = parts.push(Buffer.alloc(0)) - 1;
    return (xml) => {
      parts[at] = Buffer.from(xml, 'utf8');
    };
  }

  #xml(block: WordBlock): string {
    const prepared = block.prepForXml(this.#context);
    if (!prepared) return '';
    return xmlOf(prepared)
      .replace(/(?<=<w:numId w:val=")\{([^"]*)\}/g, (all, list: string) => this.#numberOf(list) ?? all)
      .replace(/(?<= r:embed=")rId\{([^"]*)\}/g, (all, file: string) => this.#pictureIds.get(file) ?? all)
      .replace(linkIds, this.#links)
      .replace(/(?<=<w:bookmark(?:Start|End)\b[^>]*\bw:id=")[^"]*/g, this.#marks)
      .replace(/(?<=<wp:docPr id=")[^"]*/g, () => String((this.#drawings += 1)));
  }

  /** The library writes the name of a list in braces until all are known. */
  #numberOf(list: string): string | undefined {
    if (!this.#numbers.has(list))
      for (const { reference, instance, numId } of this.#document.Numbering.ConcreteNumbering)
        this.#numbers.set(`${reference}-${String(instance)}`, String(numId));
    return this.#numbers.get(list);
  }

  addNote(id: number, paragraphs: Paragraph[]): void {
    this.#document.FootNotes.View.createFootNote(id, paragraphs);
  }

  async end(): Promise<void> {
    const entries = unzipSync(await Packer.toBuffer(this.#document));
    const notes = numbered('rIdNote');
    const change: Record<string, (text: string) => string> = {
      [relationsFile]: (text) => this.#relations(text),
      'docProps/core.xml': (text) => text.replace(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, made),
      'word/footnotes.xml': (text) => text.replace(linkIds, notes),
      'word/_rels/footnotes.xml.rels': (text) => linksRenamed(text, notes),
    };
    const names = Object.keys(entries).filter(
      (name) => name !== contentTypes && !name.startsWith('word/media/'),
    );
    // Notes before what their links are called in.
    for (const name of names.toSorted((one, other) => (one < other ? 1 : -1))) {
      const bytes = entries[name] ?? new Uint8Array();
      if (name === documentFile) this.#writeDocument(strFromU8(bytes));
      else this.#zip.deflated(name, change[name] ? strToU8(change[name](strFromU8(bytes))) : bytes);
    }
    this.#zip.end();
  }

  /** The library's text has a place for each section's blocks. */
  #writeDocument(text: string): void {
    const parts: Buffer[] = [];
    let from = 0;
    for (const found of text.matchAll(places)) {
      parts.push(Buffer.from(text.slice(from, found.index), 'utf8'));
      parts.push(...(this.#sections[Number(found[1])] ?? []));
      from = found.index + found[0].length;
    }
    parts.push(Buffer.from(text.slice(from), 'utf8'));
    this.#zip.deflated(documentFile, Buffer.concat(parts));
  }

  #relations(text: string): string {
    const pictures = [...this.#pictures.values()].flatMap((picture) =>
      picture
        ? [`<Relationship Id="${picture.id}" Type="${pictureType}" Target="media/${picture.name}"/>`]
        : [],
    );
    return linksRenamed(text, this.#links).replace(
      '</Relationships>',
      `${pictures.join('')}</Relationships>`,
    );
  }
}

interface Picture {
  readonly name: string;
  readonly id: string;
  readonly token: Uint8Array;
}

const linkIds = /(?<=<w:hyperlink\b[^>]*\br:id=")[^"]*/g;
const places = /<w:p>(?:(?!<w:p>).)*?place of section (\d+)<\/w:t><\/w:r><\/w:p>/g;
const placeOf = (at: number): Paragraph =>
  new Paragraph({ children: [new TextRun(`place of section ${String(at)}`)] });

/** Holds what a section is like, and takes as little room as can be: a page is not begun for its sake. */
const sectionEnd = (): Paragraph =>
  new Paragraph({ spacing: { before: 0, after: 0, line: 20, lineRule: 'exact' }, children: [] });

/** Gives each different text the next number and the same text the same one: the library draws its names at random. */
function numbered(prefix: string): (text: string) => string {
  const numbers = new Map<string, number>();
  return (text) => {
    const number = numbers.get(text) ?? numbers.size + 1;
    numbers.set(text, number);
    return `${prefix}${String(number)}`;
  };
}

/** Links by the names that they have in the text, in the order in which it has them. */
function linksRenamed(text: string, name: (id: string) => string): string {
  const links: string[] = [];
  const others = text.replace(/<Relationship\b[^>]*\/hyperlink"[^>]*>/g, (relation) => {
    links.push(relation.replace(/(?<=\bId=")[^"]*/, name));
    return '';
  });
  const numberIn = (relation: string): number => Number(/\bId="\D*(\d+)"/.exec(relation)?.[1]);
  const ordered = links.toSorted((one, other) => numberIn(one) - numberIn(other));
  return others.replace('</Relationships>', `${ordered.join('')}</Relationships>`);
}
