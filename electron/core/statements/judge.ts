import { listArrivals } from '#core/exchange/arrivals';
import type { OpenedLibrary } from '#core/library/opened-library';
import { Keyring } from '#core/seal/keyring';
import type { SealKnowledge } from '#core/seal/seal-knowledge';
import type { KnownStatement } from '#core/statements/statement-store';
import type { SealStanding } from '#shared/model/seal';

interface Judged {
  readonly seal: string | undefined;
  readonly standing: SealStanding;
}

/** What the seals of statements are worth by what is known of keys now; remembered until that changes. */
export class StatementJudge {
  readonly #library: OpenedLibrary;
  readonly #judged = new Map<string, Judged>();
  #basis = '';

  constructor(library: OpenedLibrary) {
    this.#library = library;
  }

  async standings(statements: readonly KnownStatement[]): Promise<Map<string, SealStanding>> {
    const knowledge = await new Keyring(this.#library).read();
    const basis = JSON.stringify([knowledge.offices, knowledge.ours]);
    if (basis !== this.#basis) this.#judged.clear();
    this.#basis = basis;
    const found = new Map<string, SealStanding>();
    for (const known of statements) {
      const { id } = known.statement;
      const before = this.#judged.get(id);
      const isSame = before !== undefined && before.seal === known.seal;
      found.set(id, isSame ? before.standing : await this.#judge(knowledge, known));
    }
    return found;
  }

  async #judge(knowledge: SealKnowledge, known: KnownStatement): Promise<SealStanding> {
    const { statement, bytes, seal } = known;
    const verdict = (at?: string): SealStanding =>
      knowledge.verdict(bytes, seal, statement.author, at).standing;
    let standing = verdict();
    // By a key that is disabled now: what counts is when it came here, which nobody else can say.
    if (standing === 'key-disabled') standing = verdict(await this.#arrivedAt(statement.id, statement.at));
    this.#judged.set(statement.id, { seal, standing });
    // A signature takes a millisecond or two: others get their turn.
    await new Promise((resolve) => setImmediate(resolve));
    return standing;
  }

  async #arrivedAt(id: string, made: string): Promise<string> {
    const times = (await listArrivals(this.#library))
      .filter(({ statements = [] }) => statements.some((one) => one.id === id && one.outcome !== 'refused'))
      .map(({ receivedAt }) => receivedAt);
    return times.toSorted()[0] ?? made;
  }
}
