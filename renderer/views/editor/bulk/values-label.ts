import type { Application } from '#renderer/state/application.svelte';
import { namedIn } from '#renderer/components/named';
import type { BulkChange } from '#shared/model/bulk';
import { formatPeriod } from '#shared/model/period';
import { type Status, statuses } from '#shared/model/practice';

const isStatus = (value: string): value is Status => (statuses as readonly string[]).includes(value);

/** What stands before or after a change, in words. */
export function valuesLabel(app: Application, change: BulkChange, values: readonly string[]): string {
  const label = (value: string): string => {
    if (change.type === 'list') return namedIn(app.reference[change.list], value, app.language);
    if (change.type === 'period') return formatPeriod(value, app.language);
    return isStatus(value) ? app.messages.practice.status[value] : value;
  };
  return values.length === 0 ? app.messages.bulk.empty : values.map(label).join(', ');
}
