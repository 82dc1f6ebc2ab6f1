import { knownConditionOf, knownConditions } from '#shared/model/condition';
import type { Messages } from '#shared/messages/messages';
import { type Office, type OfficePlace, officePlaceSchema } from '#shared/model/office';

/** What stands in the form about the place that our office works for. */
export class OurPlaceForm {
  /** Keys of known conditions. */
  ticked = $state.raw<readonly string[]>([]);
  /** A line each. */
  others = $state('');
  population = $state<number | undefined>();
  readonly othersError = $derived.by(() =>
    officePlaceSchema.shape.conditions.safeParse(this.#conditions()).success
      ? undefined
      : this.#words().othersWrong,
  );
  readonly populationError = $derived.by(() =>
    officePlaceSchema.shape.population.safeParse(this.population ?? null).success
      ? undefined
      : this.#words().populationWrong,
  );
  readonly #words: () => Messages['ourPlace'];

  constructor({ conditions = [], population }: Office, words: () => Messages['ourPlace']) {
    this.#words = words;
    const keys = conditions.map((condition) => knownConditionOf(condition));
    this.ticked = keys.filter((key) => key !== undefined);
    this.others = conditions.filter((_, at) => keys[at] === undefined).join('\n');
    this.population = population;
  }

  tick(key: string): void {
    this.ticked = this.ticked.includes(key)
      ? this.ticked.filter((other) => other !== key)
      : [...this.ticked, key];
  }

  /** What may be saved; nothing while something in it is wrong. */
  take(): OfficePlace | null {
    const input = { conditions: this.#conditions(), population: this.population ?? null };
    return officePlaceSchema.safeParse(input).success ? input : null;
  }

  #conditions(): string[] {
    const known = knownConditions.filter(({ key }) => this.ticked.includes(key)).map(({ vi }) => vi);
    const others = this.others.split('\n').map((line) => line.trim());
    return [...known, ...others].filter(
      (condition, at, all) => condition !== '' && all.indexOf(condition) === at,
    );
  }
}
