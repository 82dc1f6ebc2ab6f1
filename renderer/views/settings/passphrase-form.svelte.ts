import type { SealDesk } from '#renderer/views/settings/seal-desk.svelte';

/** As the core asks for it. */
const shortest = 8;

export type PassphraseStep = 'set' | 'change' | 'remove' | 'forgot';
/** What the person has to look at again. */
type Fault = 'short' | 'differ' | 'wrong';

/** Setting, changing or removing the passphrase of the seal on this PC. */
export class PassphraseForm {
  step = $state<PassphraseStep | null>(null);
  current = $state('');
  fresh = $state('');
  again = $state('');
  fault = $state<Fault | null>(null);
  /** What was done last. */
  done = $state<Exclude<PassphraseStep, 'forgot'> | null>(null);
  readonly #desk: SealDesk;

  constructor(desk: SealDesk) {
    this.#desk = desk;
  }

  begin(step: PassphraseStep | null): void {
    this.step = step;
    this.done = null;
    this.#empty();
  }

  /** True when it is done. */
  async submit(): Promise<boolean> {
    const { step, current, fresh, again } = this;
    if (step === null || step === 'forgot') return false;
    this.fault = null;
    if (step !== 'remove' && fresh.normalize('NFC').length < shortest) this.fault = 'short';
    else if (step !== 'remove' && fresh !== again) this.fault = 'differ';
    if (this.fault) return false;
    const outcome = await this.#desk.setPassphrase(current, step === 'remove' ? '' : fresh);
    if (outcome === 'wrong') this.fault = 'wrong';
    if (outcome !== 'set') return false;
    this.step = null;
    this.done = step;
    this.#empty();
    return true;
  }

  #empty(): void {
    this.fault = null;
    this.current = '';
    this.fresh = '';
    this.again = '';
  }
}
