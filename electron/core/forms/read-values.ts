import { findOption, type Option, readChoices, saysMore } from '#core/forms/form-choices';
import { readDate } from '#core/forms/form-figures';
import type { FormOptions } from '#core/forms/form-options';
import { isPrinted, wordsIn } from '#core/forms/form-words';
import type { Doubt, FormKey, Unplaced } from '#shared/model/form';
import { parseMoney, parseNumber } from '#shared/model/number';
import { guessPeriod, parsePeriod } from '#shared/model/period';
import type { EditableFields } from '#shared/model/practice';

/** What the labelled values of a form came to. */
export interface ReadValues {
  unit: string;
  fields: Partial<EditableFields>;
  readonly unplaced: Unplaced[];
  readonly doubts: Doubt[];
}

const longest = { title: 150, summary: 500 } as const;

/** Puts the lines beside labels into the fields of a practice. What cannot be read as its field is listed, never lost. */
export function readValues(
  values: ReadonlyMap<FormKey, readonly string[]>,
  options: FormOptions,
): ReadValues {
  const reader = new ValueReader(options);
  for (const [key, lines] of values) {
    const filled = lines
      .map((line) => line.replace(/[\s\u00a0]+/g, ' ').trim())
      .filter((line) => line !== '');
    if (filled.length > 0) reader.read(key, filled);
  }
  return reader.done();
}

class ValueReader {
  readonly #options: FormOptions;
  readonly #found: ReadValues = { unit: '', fields: {}, unplaced: [], doubts: [] };
  readonly #place: NonNullable<EditableFields['place']> = {};
  readonly #costs: NonNullable<EditableFields['costs']> = {};
  readonly #contact: NonNullable<EditableFields['contact']> = {};
  #scope: EditableFields['sharing']['scope'] | undefined;
  #offices: string[] | undefined;

  constructor(options: FormOptions) {
    this.#options = options;
  }

  read(key: FormKey, lines: readonly string[]): void {
    const { fields } = this.#found;
    const text = lines.join('\n');
    const inOne = lines.join(' ');
    switch (key) {
      case 'unit':
        this.#found.unit = inOne;
        break;
      case 'title':
        fields.title = this.#short(key, inOne);
        break;
      case 'summary':
        fields.summary = this.#short(key, text);
        break;
      case 'influence':
        fields.influence = text;
        break;
      case 'keywords':
      case 'authors':
      case 'partners':
      case 'beneficiaries':
      case 'sources':
        fields[key] = itemsOf(lines, key === 'keywords' ? /[;,]/ : /;/);
        break;
      case 'placeName':
        this.#place.name = inOne;
        break;
      case 'placeConditions':
        this.#place.conditions = itemsOf(lines, /[;,]/);
        break;
      case 'costSource':
        this.#costs.source = inOne;
        break;
      case 'post':
      case 'name':
      case 'email':
        this.#contact[key] = inOne;
        break;
      case 'phone':
        this.#contact.officePhone = inOne;
        break;
      case 'sharingOffices':
        this.#offices = itemsOf(lines, /;/);
        break;
      default:
        this.#readExact(key, lines, inOne);
    }
  }

  /** Values that must be of a kind: choices, dates, numbers. */
  #readExact(key: FormKey, lines: readonly string[], text: string): void {
    const { fields } = this.#found;
    const options = this.#options;
    if (key === 'period') this.#period(text);
    else if (key === 'fields') fields.fields = this.#choose(key, lines, options.fields);
    else if (key === 'topics') this.#topics(lines);
    else if (key === 'evidence')
      this.#one(key, lines, options.evidence, (chosen) => (fields.evidence = chosen));
    else if (key === 'sharing') this.#one(key, lines, options.sharing, (chosen) => (this.#scope = chosen));
    else if (key === 'placeLevel')
      this.#one(key, lines, options.placeLevel, (chosen) => (this.#place.level = chosen));
    else if (key === 'firstApplied') this.#firstApplied(lines);
    else if (key === 'reviewBy') {
      const date = readDate(text);
      if (date === undefined) this.#leave(key, text);
      else fields.reviewBy = date;
    } else if (key === 'coordinates') this.#coordinates(text);
    else if (key === 'total') this.#total(text);
    else if (key === 'population')
      this.#number(key, text, (value) => (this.#place.population = value), Number.isSafeInteger);
    else if (key === 'staff' || key === 'months')
      this.#number(key, text, (value) => (this.#costs[key] = value));
  }

  done(): ReadValues {
    const { fields } = this.#found;
    if (Object.keys(this.#place).length > 0) fields.place = this.#place;
    if (Object.keys(this.#costs).length > 0) fields.costs = this.#costs;
    if (Object.keys(this.#contact).length > 0) fields.contact = this.#contact;
    if (this.#scope !== undefined)
      fields.sharing = { scope: this.#scope, ...(this.#offices ? { offices: this.#offices } : {}) };
    else if (this.#offices) fields.sharing = { scope: 'named', offices: this.#offices };
    if (fields.fields?.length === 0) delete fields.fields;
    if (fields.topics?.length === 0) delete fields.topics;
    return this.#found;
  }

  #leave(key: FormKey, text: string): void {
    this.#found.unplaced.push({ where: { of: 'label', key }, text });
  }

  #doubt(key: FormKey, text: string, read: Doubt['read']): void {
    this.#found.doubts.push({ where: { of: 'label', key }, text, read });
  }

  /** Up to the end of a word; then the whole text is listed. */
  #short(key: 'title' | 'summary', text: string): string {
    if (text.length <= longest[key]) return text;
    this.#leave(key, text);
    const cut = text.slice(0, longest[key]);
    return /\s/.test(cut) ? cut.replace(/\s+\S*$/, '') : cut;
  }

  #period(text: string): void {
    const period = parsePeriod(text);
    const guess = period ?? guessPeriod(text);
    if (guess === undefined) this.#leave('period', text);
    else {
      this.#found.fields.period = guess;
      if (period === undefined) this.#doubt('period', text, { type: 'period', period: guess });
    }
  }

  #choose<K extends string>(key: FormKey, lines: readonly string[], options: readonly Option<K>[]): K[] {
    const { chosen, rest, byRemoval } = readChoices(lines, options);
    for (const text of rest) this.#leave(key, text);
    const name = (one: K): string => options.find((option) => option.key === one)?.names[0] ?? one;
    if (byRemoval) this.#doubt(key, lines.join(' '), { type: 'words', words: chosen.map(name).join(', ') });
    return chosen;
  }

  /** Where several are ticked the first one counts, and that is said. */
  #one<K extends string>(
    key: FormKey,
    lines: readonly string[],
    options: readonly Option<K>[],
    take: (chosen: K) => void,
  ): void {
    const [first, ...more] = this.#choose(key, lines, options);
    if (first === undefined) return;
    take(first);
    const name = (one: K): string => options.find((option) => option.key === one)?.names[0] ?? one;
    if (more.length > 0)
      this.#doubt(key, [first, ...more].map(name).join('; '), { type: 'words', words: name(first) });
  }

  #topics(lines: readonly string[]): void {
    const keys = itemsOf(lines, /[;,]/).flatMap((text) => {
      const key = findOption(text, this.#options.topics);
      if (key === undefined || saysMore(text, key, this.#options.topics)) this.#leave('topics', text);
      return key === undefined ? [] : [key];
    });
    this.#found.fields.topics = [...new Set(keys)];
  }

  #firstApplied(lines: readonly string[]): void {
    const text = lines.join(' ');
    const boxAt = text.search(/[☐☑☒✓✔]|\[\s*[xX]?\s*\]/u);
    const date = boxAt < 0 ? text : text.slice(0, boxAt);
    const trial = boxAt >= 0 && /^(?:[☑☒✓✔]|\[\s*[xX]|☐\s*[xX]\s)/u.test(text.slice(boxAt));
    const typed = date.trim();
    const parsed = typed === '' ? undefined : readDate(typed);
    if (parsed !== undefined) this.#found.fields.firstApplied = { date: parsed, ...(trial ? { trial } : {}) };
    else if (typed !== '' || trial) {
      this.#leave('firstApplied', text);
      return;
    }
    const behind = boxAt < 0 ? '' : behindTrial(text.slice(boxAt));
    if (behind !== '') this.#leave('firstApplied', behind);
  }

  #coordinates(text: string): void {
    const [latitude, longitude, more] = text.split(/\s*;\s*|\s+(?=-?\d)/).map((part) => parseNumber(part));
    const [first, second] = [latitude, longitude].map((one) =>
      one?.type === 'number' || one?.type === 'ask' ? one.value : undefined,
    );
    const isPlace =
      first !== undefined && second !== undefined && Math.abs(first) <= 90 && Math.abs(second) <= 180;
    if (isPlace && more === undefined) this.#place.coordinates = { latitude: first, longitude: second };
    else this.#leave('coordinates', text);
  }

  #total(text: string): void {
    const bare = text.replace(/[.;]$/, '');
    const [, foreign = ''] = /\s(?!VND)([A-Z]{3})$/.exec(bare) ?? [];
    const words = foreign === '' ? bare : bare.slice(0, -4);
    const read = parseMoney(words);
    if ((read.type !== 'number' && read.type !== 'ask') || read.value < 0) {
      this.#leave('total', text);
      return;
    }
    this.#costs.total = read.value;
    const dong = /(?:đồng|vnđ|vnd|đ|₫|nghìn|ngàn|triệu|tr|tỷ|tỉ)$/i.test(words.trim());
    if (foreign !== '' || dong) this.#costs.currency = foreign === '' ? 'VND' : foreign;
    if (read.type === 'ask') this.#doubt('total', text, { type: 'figure', value: read.value });
  }

  #number(key: FormKey, text: string, take: (value: number) => void, fits = Number.isFinite): void {
    const bare = text.replace(/\s*(?:người|tháng|persons?|people|months?)\.?$/i, '');
    const read = parseNumber(bare);
    if ((read.type !== 'number' && read.type !== 'ask') || read.value < 0 || !fits(read.value)) {
      this.#leave(key, text);
      return;
    }
    take(read.value);
    if (read.type === 'ask') this.#doubt(key, text, { type: 'figure', value: read.value });
  }
}

/** One item a line; a single line is cut at its marks, unless it begins with a dash. */
function itemsOf(lines: readonly string[], marks: RegExp): string[] {
  const [only = '', ...more] = lines;
  const pieces = more.length === 0 && !/^[-–—•*+]\s/.test(only) ? only.split(marks) : lines;
  return pieces.map((piece) => piece.replace(/^[-–—•*+]\s+/, '').trim()).filter((piece) => piece !== '');
}

/** What stands behind the box for a trial besides the form's own words. */
function behindTrial(text: string): string {
  const typed = text.replace(/^(?:[☐☑☒✓✔]|\[\s*[xX]?\s*\])\s*(?:[xX]\s+)?/u, '');
  const own = (['vi', 'en'] as const).map((language) => wordsIn(language).forms.paper.trial);
  const words = own.reduce((rest, trial) => rest.replace(trial, ''), typed.normalize('NFC')).trim();
  return isPrinted(words) ? '' : words;
}
