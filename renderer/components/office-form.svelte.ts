import type { Messages } from '#shared/messages/messages';
import { type Office, type OfficeInput, officeInputSchema, officeName } from '#shared/model/office';

export interface FieldError {
  readonly id: string;
  readonly text: string;
}

/** What stands in the form about our office, and what is wrong with it. */
export class OfficeFormState {
  name = $state('');
  symbol = $state('');
  level = $state<OfficeInput['level']>('province');
  province = $state<string | null>(null);
  phone = $state('');
  email = $state('');
  /** Errors are shown from the first attempt to save on. */
  attempts = $state(0);
  readonly errors = $derived.by(() => (this.attempts > 0 || this.#shown ? this.#check() : []));
  #shown = $state(false);
  readonly #words: () => Messages['settings']['office'];

  constructor(office: Office | null, words: () => Messages['settings']['office']) {
    this.#words = words;
    if (!office) return;
    this.name = officeName(office);
    this.symbol = office.names.at(-1)?.symbol ?? '';
    this.level = office.level;
    this.province = office.province ?? null;
    this.phone = office.phone ?? '';
    this.email = office.email ?? '';
  }

  /** The office as it may be saved, or `null` after the errors were made visible. */
  submit(): OfficeInput | null {
    this.attempts += 1;
    return this.#check().length > 0 ? null : this.#input();
  }

  /** As `submit`, for a form that is saved as it is filled in: errors show at their fields, and the focus stays. */
  take(): OfficeInput | null {
    this.#shown = true;
    return this.#check().length > 0 ? null : this.#input();
  }

  errorOf(id: string): string | undefined {
    return this.errors.find((error) => error.id === id)?.text;
  }

  #input(): OfficeInput {
    return {
      name: this.name.trim(),
      symbol: this.symbol.trim().toLocaleUpperCase('vi'),
      level: this.level,
      province: this.level === 'central' ? null : this.province,
      phone: this.phone.trim(),
      email: this.email.trim(),
    };
  }

  #check(): FieldError[] {
    const input = this.#input();
    const words = this.#words();
    const errors: FieldError[] = [];
    if (input.name === '') errors.push({ id: 'office-name', text: words.nameMissing });
    else if (!officeInputSchema.shape.name.safeParse(input.name).success) {
      errors.push({ id: 'office-name', text: words.nameLong });
    }
    if (!officeInputSchema.shape.symbol.safeParse(input.symbol).success) {
      errors.push({ id: 'office-symbol', text: words.symbolWrong });
    }
    if (input.level !== 'central' && input.province === null) {
      errors.push({ id: 'office-province', text: words.provinceMissing });
    }
    if (!officeInputSchema.shape.phone.safeParse(input.phone).success)
      errors.push({ id: 'office-phone', text: words.phoneLong });
    if (!officeInputSchema.shape.email.safeParse(input.email).success)
      errors.push({ id: 'office-email', text: words.emailWrong });
    return errors;
  }
}
