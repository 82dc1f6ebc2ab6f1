import type { Application } from '#renderer/state/application.svelte';
import type { Province } from '#shared/model/province';

export const applicationKey = Symbol('application');

/** The context under which `useApplication` finds the application: for `mount` and for tests. */
export function applicationContext(application: Application): Map<unknown, unknown> {
  return new Map([[applicationKey, application]]);
}

export function provincesById(provinces: readonly Province[]): ReadonlyMap<string, Province> {
  return new Map(provinces.map((province) => [province.id, province]));
}
