import type { BulkChange } from '#shared/model/bulk';
import type { StatusStep } from '#shared/model/practice';

export type BulkKind = 'fields' | 'topics' | 'period' | 'step' | 'delete';
export type ListMode = Extract<BulkChange, { type: 'list' }>['mode'];

/** What a person chose in the dialog; `change` is null while it is not enough to look at. */
export class ChangeForm {
  readonly kind: BulkKind;
  mode = $state<ListMode>('add');
  keys = $state<string[]>([]);
  period = $state<string | undefined>();
  step = $state<StatusStep | ''>('');
  reason = $state('');
  readonly change = $derived.by((): BulkChange | null => {
    switch (this.kind) {
      case 'fields':
      case 'topics': {
        const keys = [...this.keys];
        return keys.length === 0 ? null : { type: 'list', list: this.kind, mode: this.mode, keys };
      }
      case 'period':
        return this.period === undefined ? null : { type: 'period', period: this.period };
      case 'step':
        return this.#stepChange();
      case 'delete':
        return { type: 'delete' };
    }
  });

  constructor(kind: BulkKind) {
    this.kind = kind;
  }

  #stepChange(): BulkChange | null {
    const { step } = this;
    const reason = this.reason.trim();
    if (step === '' || (step === 'return' && reason === '')) return null;
    return step === 'return' ? { type: 'step', step, reason } : { type: 'step', step };
  }
}
