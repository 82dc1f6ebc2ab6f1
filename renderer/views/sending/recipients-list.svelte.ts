import type { Backend } from '#renderer/backend/backend';
import { WriteQueue } from '#renderer/views/editor/write-queue';
import { Failure, toFailure } from '#shared/failure';
import type { Province } from '#shared/model/province';
import type { Recipient } from '#shared/model/recipient';

/** As it is edited: groups are one text, a new one has no name yet. */
export interface RecipientRow extends Recipient {
  groupText: string;
}

interface KnownSender {
  readonly office: string;
  readonly name: string;
}

const separators = /[;\t]/;

/** The list of recipients while it is edited; it is written as a whole. */
export class RecipientsList {
  rows = $state<RecipientRow[] | null>(null);
  known = $state.raw<readonly KnownSender[]>([]);
  failure = $state.raw<Failure | null>(null);
  /** What somebody else saved meanwhile. */
  theirs = $state.raw<{ hash: string | null; recipients: readonly Recipient[] } | null>(null);
  saving = $state(false);
  saved = $state(false);
  attempts = $state(0);
  #hash: string | null = null;
  #stored = $state('');
  readonly #backend: Backend;
  readonly #queue = new WriteQueue();

  constructor(backend: Backend) {
    this.#backend = backend;
  }

  /** Getters, not deriveds: they are read while leaving, when the screen and its deriveds are gone. */
  get hasNameless(): boolean {
    return this.rows?.some(({ name }) => name.trim() === '') ?? false;
  }

  get isChanged(): boolean {
    return this.rows !== null && this.#text(this.rows) !== this.#stored;
  }

  async load(): Promise<void> {
    try {
      const { recipients, hash, known } = await this.#backend.invoke('sending.recipients', {});
      this.#take(recipients, hash);
      this.known = known;
    } catch (error) {
      this.failure = toFailure(error);
    }
  }

  add(...rows: Partial<RecipientRow>[]): void {
    this.rows = [...(this.rows ?? []), ...rows.map((row) => ({ ...blank(), ...row }))];
  }

  remove(id: string): void {
    this.rows = (this.rows ?? []).filter((row) => row.id !== id);
  }

  /** Tells the row of that name which office it is, or adds one: what an office acknowledges is known by that. */
  addKnown(sender: KnownSender): void {
    const same = this.rows?.find(({ office, name }) => office === null && plain(name) === plain(sender.name));
    if (same) same.office = sender.office;
    else this.add({ name: sender.name, office: sender.office });
    this.known = this.known.filter(({ office }) => office !== sender.office);
  }

  /** One line an office: name, address, groups. Offices that are on the list already are passed over. */
  addPasted(text: string): void {
    this.add(...this.#fresh(pastedRows(text)));
  }

  /** The departments of today's provinces, without ours and those that are there. */
  missingDepartments(
    provinces: readonly Province[],
    ours: string | undefined,
    nameOf: (province: string) => string,
  ): Partial<RecipientRow>[] {
    const today = provinces.filter(({ id, validTo }) => validTo === null && id !== ours);
    return this.#fresh(today.map(({ nameFull }) => ({ name: nameOf(inSentence(nameFull)) })));
  }

  /** Saves after what is being saved: a second saving of the same is none. */
  async save(): Promise<void> {
    this.attempts += 1;
    await this.#queue.run(() => this.#save());
  }

  async #save(): Promise<void> {
    if (this.rows === null || this.hasNameless || !this.isChanged) return;
    this.saving = true;
    this.failure = null;
    const sent = JSON.stringify(this.rows);
    try {
      const change = { base: this.#hash, recipients: this.rows.map(recipientOf) };
      const answer = await this.#backend.invoke('sending.saveRecipients', change);
      if (answer.type === 'conflict') this.theirs = answer;
      else {
        this.#take(answer.recipients, answer.hash, JSON.stringify(this.rows) === sent);
        this.saved = true;
      }
    } catch (error) {
      this.failure = toFailure(error);
    } finally {
      this.saving = false;
    }
  }

  /** The screen is gone: what was changed is kept, without lines that have no name. False where that failed. */
  async leave(): Promise<boolean> {
    if (!this.isChanged) return true;
    this.rows = (this.rows ?? []).filter(({ name }) => name.trim() !== '');
    await this.save();
    if (this.theirs) this.failure = new Failure('file-busy', { where: 'exchange/recipients.json' });
    return this.failure === null;
  }

  takeTheirs(): void {
    if (this.theirs) this.#take(this.theirs.recipients, this.theirs.hash);
  }

  /** Writes ours over what somebody else saved, who has been shown that. */
  async keepMine(): Promise<void> {
    this.#hash = this.theirs?.hash ?? null;
    this.theirs = null;
    await this.save();
  }

  /** Without `shown` the rows stay as they are: something was typed since they were sent. */
  #take(recipients: readonly Recipient[], hash: string | null, shown = true): void {
    const rows = recipients.map((recipient) => ({ ...recipient, groupText: recipient.groups.join('; ') }));
    if (shown) this.rows = rows;
    this.#hash = hash;
    this.#stored = this.#text(rows);
    this.theirs = null;
  }

  #fresh(rows: Partial<RecipientRow>[]): Partial<RecipientRow>[] {
    const names = (this.rows ?? []).map(({ name }) => plain(name));
    return rows.filter(({ name = '' }) => !names.includes(plain(name)));
  }

  #text(rows: readonly RecipientRow[]): string {
    return JSON.stringify(rows.map(recipientOf));
  }
}

const plain = (name: string): string =>
  name.normalize('NFC').toLocaleLowerCase('vi').replace(/\s+/g, ' ').trim();

/** "Tỉnh Lào Cai" within a name: "tỉnh Lào Cai". */
const inSentence = (name: string): string =>
  name.replace(/^(?:Thành phố|Tỉnh)/, (word) => word.toLocaleLowerCase('vi'));

/** How many lines of a pasted text are offices. */
export function pastedRows(text: string): { name: string; address: string; groupText: string }[] {
  return text.split(/\r?\n/).flatMap((line) => {
    const [name = '', address = '', ...groups] = line.split(separators).map((part) => part.trim());
    return name === ''
      ? []
      : [{ name, address, groupText: groups.filter((group) => group !== '').join('; ') }];
  });
}

function blank(): RecipientRow {
  const id = crypto.randomUUID();
  const rest = { office: null, government: true, groups: [], groupText: '', channel: 'mail' as const };
  return { ...rest, id, name: '', address: '' };
}

function recipientOf({ groupText, ...row }: RecipientRow): Recipient {
  const named = groupText.split(';').map((group) => group.trim());
  return {
    ...row,
    name: row.name.trim().normalize('NFC'),
    address: row.address.trim(),
    groups: named.filter((group, index) => group !== '' && named.indexOf(group) === index),
  };
}
