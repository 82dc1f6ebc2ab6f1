import { childOf, childrenOf, isOn, valueOf, type XmlElement } from '#core/forms/xml';

interface ListKind {
  readonly ordered: boolean;
  readonly start: number;
  /** Its numbers begin anew, though others of its kind come before. */
  readonly restarts: boolean;
  /** What it is a list of: items go on from one list to another of the same kind. */
  readonly kind: string;
}

/** What the styles and lists of a Word file mean, by the names that paragraphs use. */
export class WordStyles {
  readonly #styles: ReadonlyMap<string, XmlElement>;
  readonly #numbers: ReadonlyMap<string, XmlElement>;
  readonly #abstract: ReadonlyMap<string, XmlElement>;

  constructor(styles: XmlElement | undefined, numbering: XmlElement | undefined) {
    const by = (root: XmlElement | undefined, name: string, id: string): Map<string, XmlElement> =>
      new Map(childrenOf(root, name).map((one) => [one.attributes.get(id) ?? '', one]));
    this.#styles = by(styles, 'w:style', 'w:styleId');
    this.#numbers = by(numbering, 'w:num', 'w:numId');
    this.#abstract = by(numbering, 'w:abstractNum', 'w:abstractNumId');
  }

  /** Level of the heading that a paragraph with these properties is; null for others. */
  heading(properties: XmlElement | undefined): number | null {
    const outline = valueOf(properties, 'w:outlineLvl');
    if (outline !== undefined && Number(outline) < 9) return Number(outline) + 1;
    for (const style of this.#chain(valueOf(properties, 'w:pStyle'))) {
      const named = /^heading (\d)$/i.exec(valueOf(style, 'w:name') ?? '')?.[1];
      if (named !== undefined) return Number(named);
      const level = valueOf(childOf(style, 'w:pPr'), 'w:outlineLvl');
      if (level !== undefined && Number(level) < 9) return Number(level) + 1;
    }
    return null;
  }

  list(properties: XmlElement | undefined): (ListKind & { id: string; level: number }) | null {
    const own = childOf(properties, 'w:numPr');
    const styled = this.#chain(valueOf(properties, 'w:pStyle')).map((style) =>
      childOf(childOf(style, 'w:pPr'), 'w:numPr'),
    );
    const found = [own, ...styled].find((one) => valueOf(one, 'w:numId') !== undefined);
    const id = valueOf(found, 'w:numId') ?? '0';
    // A heading with a number is a heading.
    if (id === '0' || this.heading(properties) !== null) return null;
    const level = Math.min(8, Math.max(0, Number(valueOf(own, 'w:ilvl') ?? valueOf(found, 'w:ilvl') ?? 0)));
    return { id, level, ...this.#kind(id, level) };
  }

  /** Whether runs of a character style or paragraph style have a mark of their own. */
  styled(id: string | undefined, mark: string): boolean {
    return this.#chain(id).some((style) => isOn(childOf(style, 'w:rPr'), mark));
  }

  #kind(id: string, level: number): ListKind {
    const number = this.#numbers.get(id);
    const at = (element: XmlElement | undefined, name: string): XmlElement | undefined =>
      childrenOf(element, name).find((one) => one.attributes.get('w:ilvl') === String(level));
    const override = at(number, 'w:lvlOverride');
    const kind = valueOf(number, 'w:abstractNumId') ?? '';
    const general = at(this.#abstract.get(kind), 'w:lvl');
    const format = valueOf(childOf(override, 'w:lvl') ?? general, 'w:numFmt') ?? 'bullet';
    const restart = valueOf(override, 'w:startOverride');
    const start = Number(restart ?? valueOf(general, 'w:start') ?? '1');
    return { ordered: !['bullet', 'none'].includes(format), start, restarts: restart !== undefined, kind };
  }

  /** A style and what it is based on. */
  #chain(id: string | undefined): XmlElement[] {
    const chain: XmlElement[] = [];
    for (let next = id; next !== undefined && chain.length < 20;) {
      const style = this.#styles.get(next);
      if (!style) break;
      chain.push(style);
      next = valueOf(style, 'w:basedOn');
    }
    return chain;
  }
}
